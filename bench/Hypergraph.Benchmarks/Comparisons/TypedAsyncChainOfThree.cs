namespace Hypergraph.Benchmarks;

/// <summary>The chain of three as a delegate that returns a task, its nodes completing at once.</summary>
internal sealed class TypedAsyncChainOfThree() : Comparison("typed_async_chain3")
{
    public override Side[] CreateSides()
    {
        var chain = new Chain(3);
        Func<int, int> compiled = chain.Graph.Compile<Func<int, int>>();
        Func<int, ValueTask<int>> asynchronous = chain.Graph.Compile<Func<int, ValueTask<int>>>();
        return
        [
            Side.Of("Hypergraph", 100_000, () => Completed(asynchronous(1))),
            Side.Of("typed_chain3", 100_000, () => compiled(1)),
            Side.OfAsync("async_chain3", 5_000, chain.RunAsync),
        ];
    }

    private static int Completed(ValueTask<int> task) => task.IsCompletedSuccessfully ? task.Result : throw new InvalidOperationException("The call has not completed at once.");
}
