namespace Hypergraph.Benchmarks;

/// <summary>A superstep of a loop of 1,000 nodes, beside one of a loop of 2.</summary>
internal sealed class LoopOfThousand() : Comparison("loop1000")
{
    private const int Supersteps = 200_000;

    public override Side[] CreateSides() =>
    [
        SideOf(1_000),
        SideOf(2),
        SideOf(100),
    ];

    private static Side SideOf(int nodes) =>
        Side.OfMany($"a superstep of a loop of {nodes}", Supersteps, new LongLoop(nodes, Supersteps).Run) with { IsChecked = false };
}
