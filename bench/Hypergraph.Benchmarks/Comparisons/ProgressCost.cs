namespace Hypergraph.Benchmarks;

/// <summary>What the live tree adds to a million cheap node executions, by the execution.</summary>
internal sealed class ProgressCost() : Comparison("progress_cost")
{
    private const int Executions = 1_000_000;

    public override Side[] CreateSides()
    {
        var map = new ItemMap(Executions / ItemMap.Nodes);
        return
        [
            Side.OfMany("with the live tree", Executions, () => ProgressLive.RunLive(map)),
            Side.OfMany("without a processor", Executions, () => map.Run()),
        ];
    }
}
