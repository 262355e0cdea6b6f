namespace Hypergraph.Benchmarks;

/// <summary>
/// A node of 1,000 and of 10,000 independent ones with a join behind them, beside one of a chain: with a join that waits for
/// them all, with one that reads all their values by name, which is measured beside a loop that boxes the same values, and with nodes that have code of their own each. The last is
/// measured beside the calls of the same delegates too: so much code is slow to call from anywhere.
/// </summary>
internal sealed class Wide() : Comparison("wide")
{
    private const int Small = 1_000;
    private const int Large = 10_000;
    private const string Boxing = "a loop that boxes";

    public override Side[] CreateSides()
    {
        WideGraph smallByName = WideGraph.OfOneLambda(Small, joinTakesAll: true);
        WideGraph largeByName = WideGraph.OfOneLambda(Large, joinTakesAll: true);
        WideGraph small = WideGraph.OfOwnFunctions(Small);
        WideGraph large = WideGraph.OfOwnFunctions(Large);
        return
        [
            SideOf(Small, "join waits", WideGraph.OfOneLambda(Small, joinTakesAll: false).Run),
            SideOf(Large, "join waits", WideGraph.OfOneLambda(Large, joinTakesAll: false).Run),
            SideOf(Small, "join takes all", smallByName.Run),
            SideOf(Large, "join takes all", largeByName.Run),
            SideOf(Small, "code of their own", small.Run),
            SideOf(Large, "code of their own", large.Run),
            SideOf(Small, "called directly", small.Call),
            SideOf(Large, "called directly", large.Call),
            SideOf(Small, "called and boxed", smallByName.CallAndBox),
            SideOf(Large, "called and boxed", largeByName.CallAndBox),
            .. ChainNode.OwnSides(),
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings)
    {
        Reading chainNode = ChainNode.Of(readings[10], readings[11]);
        Reading directSmall = readings[6].Per(Small) with { Name = "direct delegate call" };
        Reading directLarge = readings[7].Per(Large) with { Name = "direct delegate call" };
        return
        [
            Beside(readings[0].Per(Small + 1), chainNode, "1,000 nodes"),
            Beside(readings[1].Per(Large + 1), chainNode, "10,000 nodes"),
            Beside(readings[2].Per(Small + 1), readings[8].Per(Small) with { Name = Boxing }, "1,000 nodes and a join over values by name"),
            Beside(readings[3].Per(Large + 1), readings[9].Per(Large) with { Name = Boxing }, "10,000 nodes and a join over values by name"),
            Beside(readings[4].Per(Small + 1), chainNode, "1,000 nodes with code of their own"),
            Beside(readings[5].Per(Large + 1), chainNode, "10,000 nodes with code of their own"),
            Beside(readings[4].Per(Small + 1), directSmall, "1,000 nodes with code of their own"),
            Beside(readings[5].Per(Large + 1), directLarge, "10,000 nodes with code of their own"),
        ];
    }

    private Ratio Beside(Reading node, Reading other, string what) => Ratio.Of(Name, node, other with { Name = $"{other.Name}, for {what}" });

    private static Side SideOf(int width, string what, Func<double> work) =>
        Side.Of($"{width} nodes, {what}", 500_000 / width, work) with { IsChecked = false };
}
