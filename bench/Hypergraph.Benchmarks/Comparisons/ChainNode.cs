namespace Hypergraph.Benchmarks;

/// <summary>What each further node of a chain of 100 costs.</summary>
internal sealed class ChainNode() : Comparison("chain100_node")
{
    private const int Length = 100;

    /// <summary>The sides that other comparisons need to measure themselves by it.</summary>
    public static Side[] OwnSides()
    {
        var hundred = new Chain(Length);
        var one = new Chain(1);
        return
        [
            Side.Of("chain of 100", 500, hundred.Run) with { IsChecked = false },
            Side.Of("chain of 1", 5_000, one.Run) with { IsChecked = false },
        ];
    }

    /// <summary>A further node, of the readings of <see cref="OwnSides"/>.</summary>
    public static Reading Of(Reading hundred, Reading one) => Reading.Difference("chain100_node", hundred, Length, one, 1);

    public override bool DependsOnProfiling => true;

    public override Side[] CreateSides()
    {
        var chain = new Chain(Length);
        return
        [
            .. OwnSides(),
            Side.Of("direct delegate call", 5_000, chain.Call) with { IsChecked = false },
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) => [Ratio.Of(Name, Of(readings[0], readings[1]), readings[2].Per(Length))];
}
