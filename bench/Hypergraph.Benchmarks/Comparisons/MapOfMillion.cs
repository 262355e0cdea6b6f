namespace Hypergraph.Benchmarks;

/// <summary>A map of four nodes over a million items, all outputs kept.</summary>
internal sealed class MapOfMillion() : Comparison("map1m")
{
    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        var rx = new RxChain(map.Functions);
        var dataflow = new DataflowChain(map.Functions);
        return
        [
            Side.OfMany("Hypergraph", ItemMap.Items, () => map.Run()),
            Side.OfMany("hand-written loop", ItemMap.Items, map.LoopByHand),
            Side.OfMany("Rx, last output only", ItemMap.Items, () => map.Numbers.Sum(rx.Run)),
            Side.OfManyAsync("TPL Dataflow, last output only", ItemMap.Items, () => dataflow.RunAllAsync(map.Numbers)),
        ];
    }
}
