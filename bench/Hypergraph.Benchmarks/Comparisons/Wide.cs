namespace Hypergraph.Benchmarks;

/// <summary>A node of 1,000 and of 10,000 independent ones with a join behind them, beside one of a chain.</summary>
internal sealed class Wide() : Comparison("wide")
{
    public override Side[] CreateSides()
    {
        var thousand = new WideGraph(1_000);
        var tenThousand = new WideGraph(10_000);
        return
        [
            Side.Of("1,000 nodes", 50, thousand.Run) with { IsChecked = false },
            Side.Of("10,000 nodes", 5, tenThousand.Run) with { IsChecked = false },
            .. ChainNode.OwnSides(),
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings)
    {
        Reading chainNode = ChainNode.Of(readings[2], readings[3]);
        return
        [
            Ratio.Of(Name, readings[0].Per(1_001), chainNode),
            Ratio.Of(Name, readings[1].Per(10_001), chainNode with { Name = "chain100_node, for 10,000 nodes" }),
        ];
    }
}
