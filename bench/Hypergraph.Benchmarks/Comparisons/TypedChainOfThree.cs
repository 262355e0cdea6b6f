namespace Hypergraph.Benchmarks;

/// <summary>The chain of three as a delegate.</summary>
internal sealed class TypedChainOfThree() : Comparison("typed_chain3")
{
    public override Side[] CreateSides()
    {
        var chain = new Chain(3);
        Func<int, int> compiled = chain.Graph.Compile<Func<int, int>>();
        return
        [
            Side.Of("Hypergraph", 100_000, () => compiled(1)),
            Side.Of("direct delegates", 100_000, chain.CallThree),
            Side.Of("chain3", 5_000, chain.Run),
        ];
    }
}
