namespace Hypergraph.Tests.Graphs;

public sealed class ReplacementTests
{
    private static readonly SyncRunner Runner = new();

    private static readonly Graph Sizes = new(
        "sizes",
        [
            Node.Create((string text, int scale) => text.Length * scale, output: "size", name: "measure").Emit("measured"),
            Node.Create((int size) => size + 1, output: "next", name: "add").WaitFor("measured"),
        ]);

    [Fact]
    public void WithNode_Keeps_name_position_order_bindings_and_selection()
    {
        Graph graph = Sizes.Bind("scale", 10).Select("next");
        Graph changed = graph.WithNode("measure", Node.Create((int scale) => scale, output: "size", name: "other"));

        Assert.Equal(["measure", "add"], changed.Nodes.Select(n => n.Name));
        Assert.Equal(["measured"], changed.Nodes[0].Emits);
        Assert.Equal(["next"], changed.Outputs.Select(o => o.Name));
        Assert.Equal(11, Runner.Run(changed)["next"]);
        Assert.Equal(31, Runner.Run(graph, ("text", "abc"))["next"]);
    }

    [Fact]
    public void WithNode_Keeps_the_order_of_a_node_that_has_its_own()
    {
        Graph changed = Sizes.WithNode("measure", Node.Create(() => 7, output: "size").Emit("measured", "done"));
        Assert.Equal(["measured", "done"], changed.Nodes[0].Emits);
        Assert.Equal(["measured"], changed.Nodes[1].WaitsFor);
    }

    [Fact]
    public void WithNode_Rejects_an_unknown_name() => Assert.Equal(
        "Graph 'sizes': it has no node 'measures' to replace. Did you mean 'measure'? Nodes: 'measure', 'add'.",
        Assert.Throws<GraphConfigurationException>(() => Sizes.WithNode("measures", Sizes.Nodes[0])).Message);

    [Fact]
    public void WithNode_Builds_the_graph_again() => Assert.Throws<GraphConfigurationException>(
        () => Sizes.WithNode("measure", Node.Create(() => "text", output: "size")));

    [Fact]
    public void WithGraph_Keeps_map_names_and_label()
    {
        GraphNode node = Sizes.Bind("scale", 1).AsNode("each").RenameInput("text", "texts").RenameOutput("next", "results").MapOver("texts").WithItemLabel("texts");
        GraphNode changed = node.WithGraph(Sizes.Bind("scale", 100));

        Assert.Equal(("each", true, "texts"), (changed.Name, changed.IsMapped, changed.ItemLabel!.Input));
        Assert.Equal([301, 101], Runner.Run(new Graph([changed]), new { texts = new[] { "abc", "x" } }).Get<int[]>("results"));
    }

    [Fact]
    public void WithGraph_Rejects_a_graph_without_a_mapped_or_labelling_input()
    {
        Graph other = new("other", [Node.Create((int scale) => scale, output: "size")]);
        GraphNode node = Sizes.AsNode();
        Assert.Equal(
            "Graph node 'sizes' cannot map over 'text', which is not one of its inputs. Inputs: 'scale'.",
            Assert.Throws<GraphConfigurationException>(() => node.MapOver("text").WithGraph(other)).Message);
        Assert.Equal(
            "Graph node 'sizes' cannot label items by 'text', which is not one of its inputs. Inputs: 'scale'.",
            Assert.Throws<GraphConfigurationException>(() => node.MapOver("scale").WithItemLabel("text").WithGraph(other)).Message);
    }
}
