namespace Hypergraph.Benchmarks;

/// <summary>The processor time of an update for a viewer of a map in progress with a million items done, beside one with 1,000. The viewer's own time is in both.</summary>
internal sealed class DashboardView() : Comparison("dashboard_view")
{
    private const int FewItems = 1_000;
    private const int Updates = 20;

    public override Side[] CreateSides() => [CreateSide("a million items", ItemMap.Items), CreateSide("1,000 items", FewItems)];

    private static Side CreateSide(string name, int items)
    {
        ViewedDashboard dashboard = ViewedDashboard.StartAsync().GetAwaiter().GetResult();
        var map = new PacedMap(items, dashboard.Processor);
        return new Side(name, Updates, async () =>
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < Updates; i++)
            {
                await dashboard.ChangeAsync(map.EndItem);
            }

            return new Outcome(Updates, Environment.CpuUsage.TotalTime - before);
        });
    }
}
