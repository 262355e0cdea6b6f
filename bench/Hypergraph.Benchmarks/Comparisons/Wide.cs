namespace Hypergraph.Benchmarks;

/// <summary>
/// A node of 1,000 and of 10,000 independent ones with a join behind them, beside one of a chain: with a join that waits for
/// them all, and with one that takes all their values by name.
/// </summary>
internal sealed class Wide() : Comparison("wide")
{
    private const int Small = 1_000;
    private const int Large = 10_000;

    public override Side[] CreateSides() =>
    [
        SideOf(Small, joinTakesAll: false),
        SideOf(Large, joinTakesAll: false),
        SideOf(Small, joinTakesAll: true),
        SideOf(Large, joinTakesAll: true),
        .. ChainNode.OwnSides(),
    ];

    public override IEnumerable<Ratio> Compare(Reading[] readings)
    {
        Reading chainNode = ChainNode.Of(readings[4], readings[5]);
        return
        [
            Ratio.Of(Name, readings[0].Per(Small + 1), chainNode),
            Ratio.Of(Name, readings[1].Per(Large + 1), chainNode with { Name = "chain100_node, for 10,000 nodes" }),
            Ratio.Of(Name, readings[2].Per(Small + 1), chainNode with { Name = "chain100_node, for a join over values by name" }),
            Ratio.Of(Name, readings[3].Per(Large + 1), chainNode with { Name = "chain100_node, for 10,000 nodes and a join over values by name" }),
        ];
    }

    private static Side SideOf(int width, bool joinTakesAll)
    {
        var graph = new WideGraph(width, joinTakesAll);
        return Side.Of($"{width} nodes, join {(joinTakesAll ? "takes" : "waits for")} all", 50_000 / width, graph.Run) with { IsChecked = false };
    }
}
