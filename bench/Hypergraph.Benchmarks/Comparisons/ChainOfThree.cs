namespace Hypergraph.Benchmarks;

/// <summary>A run of three nodes on ints, its result read typed.</summary>
internal sealed class ChainOfThree() : Comparison("chain3")
{
    public override Side[] CreateSides()
    {
        var chain = new Chain(3);
        var dataflow = new DataflowChain(chain.Functions);
        var rx = new RxChain(chain.Functions);
        var agents = new AgentChain(chain.Functions);
        return
        [
            Side.Of("Hypergraph", 5_000, chain.Run),
            Side.Of("direct delegates", 100_000, chain.CallThree),
            Side.OfAsync("TPL Dataflow", 500, () => dataflow.RunAsync(1)),
            Side.OfAsync("Microsoft Agent Framework", 20, () => agents.RunAsync(1)),
            Side.Of("Rx", 5_000, () => rx.Run(1)),
        ];
    }
}
