namespace Hypergraph.Benchmarks;

/// <summary>Constructing and compiling a graph of 10,000 nodes, beside one of 1,000; wide, and as a chain.</summary>
internal sealed class Build() : Comparison("build")
{
    public override Side[] CreateSides()
    {
        var wide10 = WideGraph.OfOneLambda(10_000, joinTakesAll: true);
        var wide1 = WideGraph.OfOneLambda(1_000, joinTakesAll: true);
        var chain10 = new Chain(10_000);
        var chain1 = new Chain(1_000);
        return
        [
            Side.OfMany("10,000 nodes", 1, wide10.Build) with { IsChecked = false },
            Side.OfMany("1,000 nodes", 1, wide1.Build) with { IsChecked = false },
            Side.OfMany("a chain of 10,000 nodes", 1, chain10.Build) with { IsChecked = false },
            Side.OfMany("a chain of 1,000 nodes", 1, chain1.Build) with { IsChecked = false },
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) =>
        [Ratio.Of(Name, readings[0], readings[1]), Ratio.Of(Name, readings[2], readings[3])];
}
