namespace Hypergraph.Benchmarks;

/// <summary>The map on all cores with a limit of functions in flight, beside the one without.</summary>
internal sealed class MapAsyncLimited() : Comparison("map_async_limited")
{
    private const int Limit = 2;

    public override Side[] CreateSides()
    {
        var map = new ItemMap();
        return
        [
            Side.OfManyAsync($"MaxConcurrency {Limit}", ItemMap.Items, () => map.RunLimitedAsync(Limit)),
            Side.OfManyAsync("map_async", ItemMap.Items, map.RunAsync),
        ];
    }
}
