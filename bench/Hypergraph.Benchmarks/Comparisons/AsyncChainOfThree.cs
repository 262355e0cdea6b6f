namespace Hypergraph.Benchmarks;

/// <summary>The chain of three on the asynchronous runner, its nodes completing at once.</summary>
internal sealed class AsyncChainOfThree() : Comparison("async_chain3")
{
    public override Side[] CreateSides()
    {
        var chain = new Chain(3);
        var dataflow = new DataflowChain(chain.Functions);
        return
        [
            Side.OfAsync("Hypergraph", 5_000, chain.RunAsync),
            Side.Of("chain3", 5_000, chain.Run),
            Side.OfAsync("TPL Dataflow", 500, () => dataflow.RunAsync(1)),
        ];
    }
}
