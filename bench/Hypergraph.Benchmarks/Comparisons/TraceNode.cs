namespace Hypergraph.Benchmarks;

/// <summary>A node of a traced run, beside the same activity started and stopped by hand.</summary>
internal sealed class TraceNode() : Comparison("trace_node")
{
    private const int Times = 100;

    public override Side[] CreateSides()
    {
        var chain = new TracedChain(100);
        return
        [
            Side.OfMany("chain of 100 with a listener", Times * chain.Length, () => chain.Run(Times)),
            Side.OfMany("100 activities started and stopped by hand", Times * chain.Length, () => chain.CallByHand(Times)),
        ];
    }
}
