using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class LabelTests
{
    [Fact]
    public void MapRow_ByDefault_IsLabelledWithTheGraphsName() => Assert.Equal("rag Progress", Label(null, "rag"));

    [Fact]
    public void MapRow_OfAGraphWithoutAName_IsMapProgress() => Assert.Equal("Map Progress", Label(null, null));

    [Fact]
    public void RootMapRow_WithMapLabel_TakesIt() => Assert.Equal("Items", Label(new ProgressModelOptions { MapLabel = "Items" }, "rag"));

    [Fact]
    public void RootMapRow_WithLabelForItsGraph_TakesIt() =>
        Assert.Equal("Docs", Label(new ProgressModelOptions { MapLabels = new Dictionary<string, string> { ["rag"] = "Docs" } }, "rag"));

    [Fact]
    public void InnerMapRows_OfOneGraphUsedTwice_AreLabelledByTheirNodes()
    {
        var test = new ModelTest();
        GraphOutline words = Graph("words", Node("a"));
        test.Script.Run(Graph("g", Mapped("english") with { Graph = words }, Mapped("french") with { Graph = words }));

        Assert.Equal(["english Progress", "french Progress"], test.Run.Rows.Where(row => row.Icon == ProgressIcon.Map).Select(row => row.Label));
    }

    [Fact]
    public void InnerMapRow_PathGoesBeforeName()
    {
        var labels = new Dictionary<string, string> { ["inner"] = "By name", ["mid/inner"] = "By path" };
        var test = new ModelTest(new ProgressModelOptions { MapLabel = "Root", MapLabels = labels });
        test.Script.Run(Graph("g", Mapped("inner", Node("a")), Nested("mid", Mapped("inner", Node("a")))));

        Assert.Equal(["By name", "By path"], test.Run.Rows.Where(row => row.Icon == ProgressIcon.Map).Select(row => row.Label));
    }

    private static string Label(ProgressModelOptions? options, string? graphName)
    {
        var test = new ModelTest(options);
        test.Script.Map(Graph(graphName, Node("a")), 2);
        return test.Run.Rows[0].Label;
    }
}
