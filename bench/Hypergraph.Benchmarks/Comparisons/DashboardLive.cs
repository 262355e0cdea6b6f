namespace Hypergraph.Benchmarks;

/// <summary>The map of a million items with the dashboard and one viewer of it, beside the same with the live tree.</summary>
internal sealed class DashboardLive() : Comparison("dashboard_live")
{
    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        ViewedDashboard dashboard = ViewedDashboard.StartAsync().GetAwaiter().GetResult();
        return
        [
            Side.OfMany("map1m with the dashboard and a viewer", ItemMap.Items, () => map.Run(dashboard.Processor)),
            Side.OfMany("map1m with the live tree", ItemMap.Items, () => ProgressLive.RunLive(map)),
        ];
    }
}
