using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class LabelTests
{
    [Fact]
    public void Map_row_By_default_Is_labelled_with_the_graphs_name() => Assert.Equal("rag Progress", Label(null, "rag"));

    [Fact]
    public void Map_row_Of_a_graph_without_a_name_Is_map_progress() => Assert.Equal("Map Progress", Label(null, null));

    [Fact]
    public void Root_map_row_With_map_label_Takes_it() => Assert.Equal("Items", Label(new ProgressModelOptions { MapLabel = "Items" }, "rag"));

    [Fact]
    public void Root_map_row_With_label_for_its_graph_Takes_it() =>
        Assert.Equal("Docs", Label(new ProgressModelOptions { MapLabels = new Dictionary<string, string> { ["rag"] = "Docs" } }, "rag"));

    [Fact]
    public void Inner_map_rows_Of_one_graph_used_twice_Are_labelled_by_their_nodes()
    {
        var test = new ModelTest();
        GraphOutline words = Graph("words", Node("a"));
        test.Script.Run(Graph("g", Mapped("english") with { Graph = words }, Mapped("french") with { Graph = words }));

        Assert.Equal(["english Progress", "french Progress"], test.Run.Rows.Where(row => row.Icon == ProgressIcon.Map).Select(row => row.Label));
    }

    [Fact]
    public void Inner_map_row_Path_goes_before_name()
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
