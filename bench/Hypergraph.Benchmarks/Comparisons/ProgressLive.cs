using Hypergraph.Progress;

namespace Hypergraph.Benchmarks;

/// <summary>The map of a million items with the live tree, beside the same with a processor that does nothing.</summary>
internal sealed class ProgressLive() : Comparison("progress_live")
{
    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        return
        [
            Side.OfMany("map1m with the live tree", ItemMap.Items, () => RunLive(map)),
            Side.OfMany("map1m with events_noop", ItemMap.Items, () => map.Run(new NoopProcessor())),
        ];
    }

    /// <summary>A map with a live tree of its own, which is gone when it is over.</summary>
    public static double RunLive(ItemMap map)
    {
        using RichProgressProcessor progress = LiveTree.CreateProcessor();
        return map.Run(progress);
    }
}
