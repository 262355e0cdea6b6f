namespace Hypergraph.Benchmarks;

/// <summary>Drawing a chain of 1,000 nodes, beside constructing and compiling it.</summary>
internal sealed class Picture() : Comparison("picture")
{
    public override Side[] CreateSides()
    {
        var chain = new Chain(1_000);
        return
        [
            Side.OfMany("a chain of 1,000 nodes, drawn for Mermaid", 1, () => chain.Graph.ToMermaid().Length) with { IsChecked = false },
            Side.OfMany("drawn for Graphviz", 1, () => chain.Graph.ToDot().Length) with { IsChecked = false },
            Side.OfMany("drawn for Mermaid without implied edges", 1, () => chain.Graph.ToMermaid(new GraphPictureOptions { OmitImpliedEdges = true }).Length) with { IsChecked = false },
            Side.OfMany("built", 1, chain.Build) with { IsChecked = false },
        ];
    }

    public override IEnumerable<Ratio> Compare(Reading[] readings) => readings[..^1].Select(reading => Ratio.Of(Name, reading, readings[^1]));
}
