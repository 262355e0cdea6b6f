namespace Hypergraph.Benchmarks;

/// <summary>The rows of a run of a million items for a viewer of the dashboard, beside those of a run of 1,000 items.</summary>
internal sealed class DashboardView() : Comparison("dashboard_view")
{
    private const int FewItems = 1_000;
    private const int Opens = 20;

    public override Side[] CreateSides() => [CreateSide("a million items", ItemMap.Items), CreateSide("1,000 items", FewItems)];

    private static Side CreateSide(string name, int items)
    {
        ViewedDashboard dashboard = ViewedDashboard.StartAsync().GetAwaiter().GetResult();
        var ids = new RunIds();
        new ItemMap(items).Run(dashboard.Processor, ids);
        return Side.OfAsync(name, Opens, () => dashboard.OpenAsync(ids.Root)) with { IsChecked = false };
    }

    /// <summary>Notes the id of a run.</summary>
    private sealed class RunIds : EventProcessor
    {
        public RunId Root { get; private set; }

        public override bool WantsValues => false;

        public override void OnEvent(Event e)
        {
            if (e is RunStartEvent { ParentSpanId: null })
            {
                Root = e.RunId;
            }
        }
    }
}
