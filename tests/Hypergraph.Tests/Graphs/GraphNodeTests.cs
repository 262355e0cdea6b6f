namespace Hypergraph.Tests.Graphs;

public class GraphNodeTests
{
    private static Graph Inner { get; } = new("inner",
    [
        Node.Create((int x, int k = 10) => x + k, output: "y"),
        Node.Create((int y) => $"<{y}>", output: "text"),
    ]);

    private static Graph Branching { get; } = new("branching",
    [
        Node.IfElse((int x) => x > 0, "plus", "minus", name: "sign"),
        Node.Create((int x) => x, output: "p", name: "plus"),
        Node.Create((int x) => $"{x}", output: "m", name: "minus"),
    ]);

    [Fact]
    public void AsNode_Has_the_name_inputs_and_outputs_of_the_graph()
    {
        GraphNode node = Inner.AsNode();

        Assert.Equal("inner", node.Name);
        Assert.Equal(NodeKind.Graph, node.Kind);
        Assert.Equal(["x", "k"], node.Inputs.Select(i => i.Name));
        Assert.Equal([false, true], node.Inputs.Select(i => i.HasDefault));
        Assert.Equal(["y", "text"], node.Outputs.Select(o => o.Name));
        Assert.Same(Inner, node.Graph);
        Assert.False(node.IsMapped);
        Assert.False(node.IsAsync);
        Assert.Equal("other", Inner.AsNode("other").Name);
    }

    [Fact]
    public void AsNode_Runs_inside_another_graph()
    {
        var outer = new Graph([Node.Create((int z) => z * 2, output: "x"), Inner.AsNode(), Node.Create((string text) => text + "!", output: "end")]);
        Assert.Equal("<16>!", new SyncRunner().Run(outer, ("z", 3))["end"]);
    }

    [Fact]
    public void AsNode_Inner_default_can_be_given_from_outside() =>
        Assert.Equal(5, new SyncRunner().Run(new Graph([Inner.AsNode()]), ("x", 3), ("k", 2))["y"]);

    [Fact]
    public void AsNode_Inner_bound_value_counts_and_can_be_overridden()
    {
        var outer = new Graph([Inner.Bind("x", 1).AsNode()]);
        Assert.Equal(11, new SyncRunner().Run(outer)["y"]);
        Assert.Equal(15, new SyncRunner().Run(outer, ("x", 5))["y"]);
    }

    [Fact]
    public void Renames_of_many_names_Apply_at_once_And_keep_mapped_inputs_and_labels()
    {
        GraphNode node = Inner.AsNode().MapOver("x").WithItemLabel("x").RenameInputs(("x", "k"), ("k", "x")).RenameOutputs(("y", "text"), ("text", "y"));

        Assert.Equal(["k", "x"], node.Inputs.Select(i => i.Name));
        Assert.Equal(["text", "y"], node.Outputs.Select(o => o.Name));
        Assert.Equal(["k"], node.MappedInputs);
        Assert.Equal("k", node.ItemLabel!.Input);
        RunResult result = new SyncRunner().Run(new Graph([node]), ("k", new[] { 1, 2 }), ("x", 5));
        Assert.Equal([6, 7], result.Get<int[]>("text"));
        Assert.Equal(["<6>", "<7>"], result.Get<string[]>("y"));
        Assert.Equal(["x", "k"], node.RenameInputs(("k", "x"), ("x", "k")).Inputs.Select(i => i.Name));
        Assert.Equal(["x", "k"], Inner.AsNode().RenameInputs().Inputs.Select(i => i.Name));
    }

    [Fact]
    public void Renames_of_many_names_That_are_wrong_Are_refused()
    {
        GraphNode node = Inner.AsNode();

        Assert.Contains("renames input 'x' twice, to 'a' and to 'b'", Assert.Throws<GraphConfigurationException>(() => node.RenameInputs(("x", "a"), ("x", "b"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot rename 'texts', which is not one of its outputs. Did you mean 'text'?", Assert.Throws<GraphConfigurationException>(() => node.RenameOutputs(("y", "a"), ("texts", "b"))).Message, StringComparison.Ordinal);
        Assert.Contains("two inputs named 'a'", Assert.Throws<GraphConfigurationException>(() => node.RenameInputs(("x", "a"), ("k", "a"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AsNode_Same_graph_twice_Runs_twice_with_its_own_names()
    {
        var outer = new Graph(
        [
            Inner.AsNode("first").RenameOutput("y", "y1").RenameOutput("text", "t1"),
            Inner.AsNode("second").RenameInput("x", "y1").RenameInput("k", "k2").RenameOutput("y", "y2").RenameOutput("text", "t2"),
        ]);

        RunResult result = new SyncRunner().Run(outer, ("x", 1), ("k2", 100));
        Assert.Equal(["y1", "t1", "y2", "t2"], result.Values.Keys);
        Assert.Equal([11, "<11>", 111, "<111>"], result.Values.Values);
    }

    [Fact]
    public void Rename_Twice_Follows_the_new_name()
    {
        GraphNode node = Inner.AsNode().RenameInput("x", "a").RenameInput("a", "b").RenameOutput("y", "c").RenameOutput("c", "d");

        Assert.Equal(["b", "k"], node.Inputs.Select(i => i.Name));
        Assert.Equal(["d", "text"], node.Outputs.Select(o => o.Name));
        Assert.Equal(11, new SyncRunner().Run(new Graph([node]), ("b", 1))["d"]);
    }

    [Fact]
    public void Rename_Two_inputs_swapped_Are_swapped()
    {
        GraphNode node = new Graph("sub", [Node.Create((int a, int b) => a - b, output: "d")]).AsNode()
            .RenameInput("a", "t").RenameInput("b", "a").RenameInput("t", "b");

        Assert.Equal(["b", "a"], node.Inputs.Select(i => i.Name));
        Assert.Equal(7, new SyncRunner().Run(new Graph([node]), ("b", 10), ("a", 3))["d"]);
    }

    [Fact]
    public void Rename_Keeps_the_old_node()
    {
        GraphNode node = Inner.AsNode();
        _ = node.RenameInput("x", "a").RenameOutput("y", "b").MapOver("a").WithName("c");

        Assert.Equal("inner(x, k) → y, text", node.ToString());
        Assert.False(node.IsMapped);
    }

    [Fact]
    public void MapOver_One_input_Takes_a_collection_and_gives_arrays()
    {
        GraphNode node = Inner.AsNode().MapOver("x");

        Assert.True(node.IsMapped);
        Assert.Equal(["x"], node.MappedInputs);
        Assert.Equal(MapMode.Zip, node.MapMode);
        Assert.Equal(ErrorHandling.Raise, node.ErrorHandling);
        Assert.Equal([typeof(IEnumerable<int>), typeof(int)], node.Inputs.Select(i => i.Type));
        Assert.Equal([typeof(int[]), typeof(string[])], node.Outputs.Select(o => o.Type));
        RunResult result = new SyncRunner().Run(new Graph([node]), ("x", new List<int> { 1, 2 }));
        Assert.Equal([11, 12], result.Get<int[]>("y"));
        Assert.Equal(["<11>", "<12>"], result.Get<string[]>("text"));
    }

    [Fact]
    public void MapOver_Several_inputs_side_by_side()
    {
        var graph = new Graph([Inner.AsNode().MapOver("x", "k")]);
        Assert.Equal([11, 22], new SyncRunner().Run(graph, ("x", new[] { 1, 2 }), ("k", new[] { 10, 20 })).Get<int[]>("y"));
    }

    [Fact]
    public void MapOver_Several_inputs_in_every_combination_The_last_varies_fastest()
    {
        var graph = new Graph([Inner.AsNode().MapOver(["x", "k"], MapMode.Product)]);
        Assert.Equal([11, 21, 31, 12, 22, 32], new SyncRunner().Run(graph, ("x", new[] { 1, 2 }), ("k", new[] { 10, 20, 30 })).Get<int[]>("y"));
    }

    [Fact]
    public void MapOver_Several_inputs_in_every_combination_Follows_the_order_of_the_call()
    {
        var graph = new Graph([Inner.AsNode().MapOver(["k", "x"], MapMode.Product)]);
        Assert.Equal([11, 12, 21, 22], new SyncRunner().Run(graph, ("x", new[] { 1, 2 }), ("k", new[] { 10, 20 })).Get<int[]>("y"));
    }

    [Fact]
    public void MapOver_Renamed_inputs_and_outputs_Keep_their_names()
    {
        GraphNode node = Inner.AsNode().MapOver("x").RenameInput("x", "xs").RenameOutput("y", "ys");

        Assert.Equal(["xs"], node.MappedInputs);
        Assert.Equal([11], new SyncRunner().Run(new Graph([node]), ("xs", new[] { 1 })).Get<int[]>("ys"));
    }

    [Fact]
    public void MapOver_Nothing_in_the_collection_Gives_empty_arrays()
    {
        RunResult result = new SyncRunner().Run(new Graph([Inner.AsNode().MapOver("x")]), ("x", Array.Empty<int>()));
        Assert.Empty(result.Get<int[]>("y"));
        Assert.Empty(result.Get<string[]>("text"));
    }

    [Fact]
    public void MapOver_Continue_gives_null_where_an_item_failed()
    {
        Graph half = new("half", [Node.Create((int x) => x % 2 == 0 ? x / 2 : throw new InvalidOperationException("odd"), output: "h"), Node.Create((int x) => $"{x}", output: "t")]);
        GraphNode node = half.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue);

        Assert.Equal([typeof(int?[]), typeof(string[])], node.Outputs.Select(o => o.Type));
        RunResult result = new SyncRunner().Run(new Graph([node, Node.Create((int?[] h) => h.Count(v => v is null), output: "odd")]), ("x", new[] { 2, 3, 4 }));
        Assert.Equal([1, null, 2], result.Get<int?[]>("h"));
        Assert.Equal(["2", null, "4"], result.Get<string?[]>("t"));
        Assert.Equal(1, result["odd"]);
    }

    [Fact]
    public void MapOver_Branch_Gives_null_where_it_was_not_taken()
    {
        GraphNode node = Branching.AsNode().MapOver("x");

        Assert.Equal([typeof(int?[]), typeof(string[])], node.Outputs.Select(o => o.Type));
        RunResult result = new SyncRunner().Run(new Graph([node]), ("x", new[] { 1, -2, 3, -4 }));
        Assert.Equal([1, null, 3, null], result.Get<int?[]>("p"));
        Assert.Equal([null, "-2", null, "-4"], result.Get<string?[]>("m"));
    }

    [Fact]
    public void MapOver_Both_branches_giving_one_name_Leave_no_gap()
    {
        Graph abs = new("abs",
        [
            Node.IfElse((int x) => x >= 0, "keep", "flip", name: "sign"),
            Node.Create((int x) => x, output: "y", name: "keep"),
            Node.Create((int x) => -x, output: "y", name: "flip"),
        ]);
        GraphNode node = abs.AsNode().MapOver("x");

        Assert.Equal(typeof(int[]), node.Outputs[0].Type);
        Assert.Equal([1, 2, 3], new SyncRunner().Run(new Graph([node]), ("x", new[] { 1, -2, 3 })).Get<int[]>("y"));
    }

    [Fact]
    public void MapOver_Map_in_a_map_Gives_arrays_of_arrays()
    {
        Graph row = new("row", [Inner.AsNode().MapOver("x")]);
        var graph = new Graph([row.AsNode().MapOver("x")]);

        Assert.Equal([typeof(int[][]), typeof(string[][])], graph.Outputs.Select(o => o.Type));
        int[][] y = new SyncRunner().Run(graph, ("x", new[] { new[] { 1, 2 }, [], [3] })).Get<int[][]>("y");
        Assert.Equal([[11, 12], [], [13]], y);
    }

    [Fact]
    public void AsNode_Branch_not_taken_inside_Leaves_its_output_missing_outside()
    {
        var graph = new Graph([Branching.AsNode(), Node.Create((int p) => p, output: "afterPlus"), Node.Create((string m) => m, output: "afterMinus")]);

        Assert.Equal(["m", "afterMinus"], new SyncRunner().Run(graph, ("x", -1)).Values.Keys);
        Assert.Equal(["p", "afterPlus"], new SyncRunner().Run(graph, ("x", 1)).Values.Keys);
    }

    [Fact]
    public void MapOver_Bound_inner_input_that_is_mapped_Is_required_outside()
    {
        var graph = new Graph([Inner.Bind("x", 1).AsNode().MapOver("x")]);
        Assert.Equal(["x"], graph.RequiredInputs.Select(i => i.Name));
    }

    [Fact]
    public void AsNode_Three_levels_Run()
    {
        Graph middle = new("middle", [Inner.AsNode()]);
        Graph top = new("top", [middle.AsNode().RenameOutput("y", "z")]);
        Assert.Equal(11, new SyncRunner().Run(top, ("x", 1))["z"]);
    }
}
