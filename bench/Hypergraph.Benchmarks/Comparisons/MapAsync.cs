namespace Hypergraph.Benchmarks;

/// <summary>The same map on all cores.</summary>
internal sealed class MapAsync() : Comparison("map_async")
{
    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        return
        [
            Side.OfManyAsync("Hypergraph", ItemMap.Items, map.RunAsync),
            Side.OfManyAsync("Parallel.ForEachAsync", ItemMap.Items, map.ParallelByHandAsync),
        ];
    }
}
