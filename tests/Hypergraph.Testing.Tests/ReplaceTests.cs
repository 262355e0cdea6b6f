namespace Hypergraph.Testing.Tests;

public sealed class ReplaceTests
{
    private static readonly SyncRunner Runner = new();

    [Fact]
    public void Replace_By_function_Keeps_name_outputs_and_order()
    {
        Graph graph = new("ordered",
        [
            Node.Create((string text) => text.Length, output: "size", name: "measure").Emit("measured"),
            Node.Create((string text) => text, output: "copy", name: "copy").WaitFor("measured"),
        ]);

        Graph changed = graph.Replace("measure", () => 7);

        Assert.Equal(["measure", "copy"], changed.Nodes.Select(n => n.Name));
        Assert.Equal(["measured"], changed.Nodes[0].Emits);
        RunResult result = Runner.Run(changed, ("text", "abc"));
        Assert.Equal(7, result["size"]);
        Assert.Equal("abc", result["copy"]);
        Assert.Equal(3, Runner.Run(graph, ("text", "abc"))["size"]);
    }

    [Fact]
    public void Replace_In_nested_graphs_Keeps_the_map()
    {
        Graph outer = new("outer", [Graphs.Sum.AsNode("sums").MapOver("lines")]);

        Graph changed = outer.Replace("sums/rows/convert", (string text) => text.Length);

        Assert.Equal([4, 1], Runner.Run(changed, new { lines = new[] { new[] { "one", "x" }, new[] { "y" } } }).Get<int[]>("total"));
    }

    [Fact]
    public void Replace_Of_a_nested_graph_Returns_its_outputs()
    {
        Graph changed = Graphs.Sum.Replace("rows", (string[] lines) => new int?[] { 40, 2, null });
        Assert.Equal(42, Runner.Run(changed, new { lines = new[] { "x" } }).Get<int>("total"));
    }

    [Fact]
    public void Replace_Of_several_outputs_Returns_a_tuple()
    {
        Graph graph = new("two", [Node.Create((int x) => (low: x - 1, high: x + 1), name: "around")]);
        RunResult result = Runner.Run(graph.Replace("around", () => (1, 9)));
        Assert.Equal((1, 9), (result["low"], result["high"]));
    }

    [Fact]
    public void Replace_Of_gates_Decides_for_the_same_targets()
    {
        Graph branch = new("branch",
        [
            Node.IfElse((int x) => x > 0, then: "plus", otherwise: "minus", name: "sign", defaultOpen: false),
            Node.Create(() => "+", output: "plus_sign", name: "plus"),
            Node.Create(() => "-", output: "minus_sign", name: "minus"),
        ]);
        Assert.True(Runner.Run(branch.Replace("sign", () => false)).TryGet<string>("minus_sign", out _));

        Graph route = new("route",
        [
            Node.Route((int x) => new[] { "one" }, ["one", "two"], new RouteOptions { Name = "next", AllowMultiple = true, Fallback = Node.End, DefaultOpen = false }),
            Node.Create(() => 1, output: "first", name: "one"),
            Node.Create(() => 2, output: "other", name: "two"),
        ]);
        Graph changed = route.Replace("next", () => new[] { "one", "two" });
        RunResult result = Runner.Run(changed);
        Assert.Equal((1, 2), (result["first"], result["other"]));
        var gate = Assert.IsType<RouteNode>(changed.Nodes[0]);
        Assert.Equal(("next", Node.End, true, false), (gate.Name, gate.Fallback, gate.AllowsMultiple, gate.DefaultOpen));
    }

    [Fact]
    public void Replace_Of_a_limited_gate_Keeps_the_limit()
    {
        Graph loop = new("loop",
        [
            Node.Create((int n) => n + 1, output: "n", name: "step"),
            Node.Route((int n) => n < 100 ? "step" : Node.End, ["step", Node.End], new RouteOptions { Name = "more", Fallback = Node.End, LeaveAfterIterations = 3 }),
        ], new GraphOptions { Entrypoints = ["step"] });
        Assert.Equal(3, Runner.Run(loop.Replace("more", (int n) => "step"), ("n", 0))["n"]);
    }

    [Fact]
    public async Task Replace_Of_an_interrupt_Answers_it()
    {
        Graph review = new("review",
        [
            Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve"),
            Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final"),
        ]);
        Assert.Equal("x", Runner.Run(review.Replace("approve", () => true), ("text", "x"))["final"]);
        Assert.Equal(RunStatus.Paused, (await new AsyncRunner().RunAsync(review, ("text", "x"))).Status);
    }

    [Fact]
    public void Replace_By_node_Names_it_after_the_replaced_one()
    {
        FunctionNode other = Node.Create((int x) => x * 100, output: "y", name: "double_of_first");
        Graph changed = Graphs.Chain.Replace("first", other);
        Assert.Equal("first", changed.Nodes[0].Name);
        Assert.Equal(1000, Runner.Run(changed, ("x", 5))["z"]);
    }

    [Fact]
    public void Replace_Finds_names_with_slashes()
    {
        Graph inner = new("inner", [Node.Create((int x) => x, output: "y", name: "a/b")]);
        Graph outer = new("outer", [inner.AsNode("in/ner")]);
        Assert.Equal(9, Runner.Run(outer.Replace("in/ner/a/b", () => 9))["y"]);
    }

    [Theory]
    [InlineData("ad", "Graph 'sum': it has no node 'ad' to replace. Did you mean 'add'? Nodes: 'rows', 'add'.")]
    [InlineData("rows/converts", "Graph 'parse': it has no node 'converts' to replace. Did you mean 'convert'? Nodes: 'has_text', 'convert'.")]
    [InlineData("add/convert", "Graph 'sum': it has no node 'add/convert' to replace. Nodes: 'rows', 'add'.")]
    public void Replace_Of_an_unknown_path_Is_rejected(string path, string message) =>
        Assert.Equal(message, Assert.Throws<GraphConfigurationException>(() => Graphs.Sum.Replace(path, () => 1)).Message);

    [Fact]
    public void Replace_Without_a_mapped_input_Is_rejected() => Assert.Equal(
        "Graph node 'sums' cannot map over 'lines', which is not one of its inputs. Inputs: none.",
        Assert.Throws<GraphConfigurationException>(
            () => new Graph("outer", [Graphs.Sum.AsNode("sums").MapOver("lines")]).Replace("sums/rows", () => new int?[] { 1 })).Message);
}
