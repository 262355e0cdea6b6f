namespace Hypergraph.Benchmarks;

/// <summary>
/// A node of 100 tiny synchronous ones that are ready at once, on the asynchronous runner, beside the synchronous one: in a static schedule, and behind a gate.
/// </summary>
internal sealed class AsyncWide() : Comparison("async_wide")
{
    private const int Width = 100;

    public override Side[] CreateSides()
    {
        WideGraph wide = WideGraph.OfOneLambda(Width, joinTakesAll: false);
        WideGraph gated = WideGraph.BehindGate(Width);
        return
        [
            Side.OfAsync("AsyncRunner", 200, wide.RunAsync),
            Side.Of("SyncRunner", 1_000, wide.Run),
            Side.OfAsync("AsyncRunner, behind a gate", 200, gated.RunAsync),
            Side.Of("SyncRunner, behind a gate", 1_000, gated.Run),
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) =>
    [
        Ratio.Of(Name, readings[0].Per(Width + 1), readings[1].Per(Width + 1)),
        Ratio.Of(Name, readings[2].Per(Width + 2), readings[3].Per(Width + 2)),
    ];
}
