using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Graphs;

/// <summary>Nodes that can never run because they need values of branches that exclude each other.</summary>
public class ImpossibleNodeTests
{
    private const string Fix = "Let each branch produce what the node needs, declare a default for the input, or use a Route with AllowMultiple that chooses both.";

    private static FunctionNode Join { get; } = Of("z", "x", "y").WithName("join");

    [Fact]
    public void Join_Of_exclusive_branches_Is_refused()
    {
        string message = $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'plus', but it needs 'y', which is available only if gate 'sign' chooses 'minus'. {Fix}";
        Refusal.Says(message, () => new Graph("g", [Sign("plus", "minus"), Of("x", "n").WithName("plus"), Of("y", "n").WithName("minus"), Join]));
        Refusal.Says(message, () => new Graph("g", [Join, Of("y", "n").WithName("minus"), Of("x", "n").WithName("plus"), Sign("plus", "minus", defaultOpen: false)]));
        Refusal.Says(message, () => new Graph(
            "g", [Route("sign", "plus", "minus", Node.End), Of("x", "n").WithName("plus"), Of("y", "n").WithName("minus"), Join, Of("last", "z")]));
    }

    [Fact]
    public void Join_Of_what_lies_downstream_of_exclusive_branches_Is_refused() => Refusal.Says(
        $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'plus', but it needs 'y', which is available only if gate 'sign' chooses 'minus'. {Fix}",
        () => new Graph("g", [Sign("plus", "minus"), Of("p", "n").WithName("plus"), Of("m", "n").WithName("minus"), Of("x", "p"), Of("y", "m"), Join]));

    [Fact]
    public void Branch_That_needs_a_value_of_the_other_branch_Is_refused() => Refusal.Says(
        $"Graph 'g': node 'minus' can never run: it runs only if gate 'sign' chooses 'minus', but it needs 'x', which is available only if gate 'sign' chooses 'plus'. {Fix}",
        () => new Graph("g", [Sign("plus", "minus"), Of("x", "n").WithName("plus"), Of("y", "x").WithName("minus")]));

    [Fact]
    public void Node_That_waits_for_another_branch_Is_refused() => Refusal.Says(
        $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'plus', but it needs 'done', which is available only if gate 'sign' chooses 'minus'. {Fix}",
        () => new Graph("g", [Sign("plus", "minus"), Of("x", "n").WithName("plus"), Of("y", "n").WithName("minus").Emit("done"), Of("z", "x").WithName("join").WaitFor("done")]));

    [Fact]
    public void Join_Of_branches_of_nested_gates_Is_refused()
    {
        Node[] nodes =
        [
            Sign("inner", "minus"),
            Of("y", "n").WithName("minus"),
            Route("inner", "left", "right"),
            Of("x", "n").WithName("left"),
            Of("w", "n").WithName("right"),
        ];
        Refusal.Says(
            $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'inner' and gate 'inner' chooses 'left', but it needs 'y', which is available only if gate 'sign' chooses 'minus'. {Fix}",
            () => new Graph("g", [.. nodes, Join]));
        Refusal.Says(
            $"Graph 'g': node 'both' can never run: it needs 'x', which is available only if gate 'sign' chooses 'inner' and gate 'inner' chooses 'left', but it needs 'w', which is available only if gate 'sign' chooses 'inner' and gate 'inner' chooses 'right'. {Fix}",
            () => new Graph("g", [.. nodes, Of("z", "x", "w").WithName("both")]));
    }

    [Fact]
    public void Join_Behind_a_gate_that_decides_on_a_value_of_a_branch_Is_refused() => Refusal.Says(
        $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'plus' and gate 'inner' chooses 'left', but it needs 'y', which is available only if gate 'sign' chooses 'plus' and gate 'inner' chooses 'right'. {Fix}",
        () => new Graph("g",
        [
            Sign("plus", "minus"),
            Of("p", "n").WithName("plus"),
            Of("m", "n").WithName("minus"),
            Node.RouteFrom(NodeFunction.FromValues(["p"], _ => "left"), ["left", "right"], new RouteOptions { Name = "inner" }),
            Of("x", "p").WithName("left"),
            Of("y", "p").WithName("right"),
            Join,
        ]));

    [Fact]
    public void Join_Of_a_nested_graph_and_another_branch_Is_refused() => Refusal.Says(
        $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'plus', but it needs 'y', which is available only if gate 'sign' chooses 'minus'. {Fix}",
        () => new Graph("g", [Sign("plus", "minus"), new Graph([Of("x", "n")]).AsNode("plus"), new Graph([Of("y", "n")]).AsNode("minus").MapOver("n"), Join]));

    [Fact]
    public void Join_Of_exclusive_outputs_of_a_nested_graph_Is_refused()
    {
        Graph inner = new("in", [Sign("plus", "minus"), Of("x", "n").WithName("plus"), Of("y", "n").WithName("minus")]);
        Refusal.Says(
            $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'in/sign' chooses 'plus', but it needs 'y', which is available only if gate 'in/sign' chooses 'minus'. {Fix}",
            () => new Graph("g", [inner.AsNode(), Join]));
        Refusal.Says(
            $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'mid/deep/sign' chooses 'plus', but it needs 'y', which is available only if gate 'mid/deep/sign' chooses 'minus'. {Fix}",
            () => new Graph("g", [new Graph("mid", [inner.AsNode("deep").RenameOutput("x", "p")]).AsNode().RenameOutput("p", "x"), Join]));
    }

    [Fact]
    public void Join_Of_an_output_of_a_nested_graph_and_another_branch_Is_refused() => Refusal.Says(
        $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'in' and gate 'in/sign' chooses 'plus', but it needs 'y', which is available only if gate 'sign' chooses 'minus'. {Fix}",
        () => new Graph("g", [Sign("in", "minus"), new Graph("in", [Sign("plus", Node.End), Of("x", "n").WithName("plus")]).AsNode(), Of("y", "n").WithName("minus"), Join]));

    [Fact]
    public async Task Join_Of_outputs_of_nested_graphs_that_may_be_there_together_Runs()
    {
        Graph inner = new("in", [Sign("plus", "minus"), Of("x", "n").WithName("plus"), Of("y", "n").WithName("minus")]);

        // Two runs of it decide each for itself.
        var twice = new Graph([inner.AsNode("one").RenameOutput("y", "y1"), inner.AsNode("two").RenameOutput("x", "x2").RenameInput("n", "m"), Join]);
        Assert.Equal(1, (await Both.RunAsync(twice, new { n = 1, m = -1 }))["z"]);

        var mapped = new Graph([inner.AsNode().MapOver("n"), Join]);
        Assert.Equal([1, null], (IEnumerable<object?>)(await Both.RunAsync(mapped, new { n = new[] { 1, -1 } }))["z"]!);

        var several = new Graph("g", [new Graph("in", [Several(), Of("x", "n").WithName("left"), Of("y", "n").WithName("right")]).AsNode(), Join]);
        Assert.Equal(1, (await Both.RunAsync(several, new { n = 1 }))["z"]);
        Assert.Contains("join(x, y) → z, needs x (gate in/some chooses left) and y (gate in/some chooses right)", several.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_whose_outputs_depend_on_gates_Is_built_also_where_it_is_nested_twice_on_every_level()
    {
        Graph graph = new("level", [Sign("plus", "minus"), Of("x", "n").WithName("plus"), Of("y", "n").WithName("minus")]);
        for (int level = 0; level < 20; level++)
        {
            graph = new Graph("level", [graph.AsNode("a").RenameOutput("x", "xa").RenameOutput("y", "ya"), graph.AsNode("b").RenameOutput("x", "xb").RenameOutput("y", "yb"), Of("x", "xa", "yb"), Of("y", "xb", "ya")]).Select("x", "y");
        }

        Assert.Contains("level", graph.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Branches_Of_a_gate_that_two_gates_control_Are_refused_where_one_needs_the_other() => Refusal.Says(
        $"Graph 'g': node 'b' can never run: it runs only if gate 'g0' chooses 'x1' and gate 'g2' chooses 'c' and gate 'c' chooses 'b' or gate 'g0' does not choose 'x1' and gate 'c' chooses 'b', but it needs 'oa', which is available only if gate 'g0' chooses 'x1' and gate 'g2' chooses 'c' and gate 'c' chooses 'a' or gate 'g0' does not choose 'x1' and gate 'c' chooses 'a'. {Fix}",
        () => new Graph("g",
        [
            On("g0", "d0", "c", "x1"),
            Of("o1", "i").WithName("x1"),
            Node.RouteFrom(NodeFunction.FromValues(["o1", "d2"], _ => "c"), ["c", "x4"], new RouteOptions { Name = "g2" }),
            Of("o4", "i").WithName("x4"),
            On("c", "d3", "a", "b"),
            Of("oa", "i").WithName("a"),
            Of("ob", "oa").WithName("b"),
        ]));

    [Fact]
    public void Join_Behind_a_loop_Is_refused() => Refusal.Says(
        $"Graph 'g': node 'join' can never run: it needs 'x', which is available only if gate 'sign' chooses 'plus', but it needs 'y', which is available only if gate 'sign' chooses 'minus'. {Fix}",
        () => new Graph(
            "g",
            [
                Node.Create((int n) => n + 1, output: "n", name: "step"),
                Node.IfElse((int n) => n < 3, "step", "leave", name: "again"),
                Node.Create((int n) => n, output: "last", name: "leave"),
                Node.Create((int n) => n, output: "total", name: "sum"),
                Node.IfElse((int total) => total > 0, "plus", "minus", name: "sign"),
                Of("x", "total").WithName("plus"),
                Of("y", "total").WithName("minus"),
                Join,
            ],
            new GraphOptions { Entrypoints = ["step"] }));

    [Fact]
    public async Task Join_With_a_value_from_elsewhere_Runs()
    {
        Node[] branches = [Sign("plus", "minus"), Of("x", "n").WithName("plus"), Of("y", "n").WithName("minus")];

        var withDefault = new Graph([.. branches, Node.Create((object x, object? y = null) => y ?? "none", output: "z", name: "join")]);
        Assert.Equal("none", (await Both.RunAsync(withDefault, new { n = 1 }))["z"]);

        var given = new Graph([.. branches, Join], new GraphOptions { SharedValues = ["y"] });
        Assert.Equal(1, (await Both.RunAsync(given.Bind("y", 7), new { n = 1 }))["z"]);

        var started = new Graph([.. branches, Join], new GraphOptions { Entrypoints = ["plus", "join"] });
        Assert.Equal(1, (await Both.RunAsync(started, new { n = 1, y = 7 }))["z"]);

        var along = new Graph([.. branches, Join], new GraphOptions { Edges = [("plus", "join")] });
        Assert.Equal(1, (await Both.RunAsync(along, new { n = 1, y = 7 }))["z"]);
    }

    [Fact]
    public async Task Join_Of_one_name_from_each_branch_Runs()
    {
        var graph = new Graph(
        [
            Sign("plus", "minus"),
            Of("x", "n").WithName("plus"),
            Of("x", "n").WithName("minus"),
            Route("again", "left", "right"),
            Of("y", "x").WithName("left"),
            Of("w", "x").WithName("right"),
            Join,
        ]);

        Assert.Equal(1, (await Both.RunAsync(graph, new { n = 1 }))["z"]);
        Assert.Equal(-1, (await Both.RunAsync(graph, new { n = -1 }))["z"]);
    }

    [Fact]
    public async Task Join_Of_branches_that_are_open_because_their_gate_never_decides_Runs()
    {
        Node[] nodes =
        [
            Sign("plus", Node.End),
            Of("p", "n").WithName("plus"),
            Node.IfElseFrom(NodeFunction.FromValues(["p"], _ => true), "left", "right", name: "inner"),
            Of("x", "n").WithName("left"),
            Of("y", "n").WithName("right"),
            Join,
        ];

        Assert.Equal(-1, (await Both.RunAsync(new Graph(nodes), new { n = -1 }))["z"]);
        Assert.False((await Both.RunAsync(new Graph(nodes), new { n = 1 })).Values.ContainsKey("z"));
    }

    [Fact]
    public async Task Join_Of_an_answer_that_the_call_supplies_Runs()
    {
        var graph = new Graph([Sign("ask", "minus"), Node.Interrupt<int>((int n) => "x?", output: "x", name: "ask"), Of("y", "n").WithName("minus"), Join]);

        Assert.Equal(7, (await new AsyncRunner().RunAsync(graph, new { n = -1, x = 7 }))["z"]);
    }

    [Fact]
    public async Task Join_Of_branches_that_different_iterations_choose_Runs_and_is_shown()
    {
        var graph = new Graph(
            "g",
            [
                Node.Route((int n) => n switch { 0 => "left", 1 => "right", _ => Node.End }, ["left", "right", Node.End], new RouteOptions { Name = "turn" }),
                Node.Create((int n) => (n + 1, n), ["n", "x"], "left"),
                Node.Create((int n) => (n + 1, n), ["n", "y"], "right"),
                Join,
            ],
            new GraphOptions { Entrypoints = ["turn"] });

        Assert.Equal(0, (await Both.RunAsync(graph, new { n = 0 }))["z"]);
        Assert.Contains("join(x, y) → z, needs x (gate turn chooses left) and y (gate turn chooses right)", graph.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_Of_branches_that_one_gate_may_open_together_Is_shown()
    {
        var graph = new Graph(
            "g",
            [
                Node.RouteFrom(NodeFunction.FromValues(["n"], v => v["n"]!.Equals(1) ? new[] { "left", "right" } : new[] { "left" }), ["left", "right"], new RouteOptions { Name = "some", AllowMultiple = true }),
                Of("x", "n").WithName("left"),
                Of("y", "n").WithName("right"),
                Join,
                Of("last", "z"),
            ]);

        Assert.Equal(1, (await Both.RunAsync(graph, new { n = 1 }))["last"]);
        Assert.False((await Both.RunAsync(graph, new { n = 2 })).Values.ContainsKey("last"));
        Assert.Equal(
            """
            graph g
              reads n
              produces x, y, z, last
              some(n) → nothing, chooses left and/or right
              left(n) → x
              right(n) → y
              join(x, y) → z, needs x (gate some chooses left) and y (gate some chooses right)
              last(z) → last

            """.ReplaceLineEndings(Environment.NewLine),
            graph.Describe());
    }

    [Fact]
    public void Chain_Of_many_gates_Is_built()
    {
        List<Node> nodes = [];
        for (int i = 0; i < 200; i++)
        {
            nodes.Add(Node.IfElseFrom(NodeFunction.FromValues([$"v{i}"], _ => true), $"a{i}", $"b{i}", name: $"gate{i}"));
            nodes.Add(Of($"v{i + 1}", $"v{i}").WithName($"a{i}"));
            nodes.Add(Of($"w{i}", $"v{i}").WithName($"b{i}"));
        }

        Assert.Equal(5, new SyncRunner().Run(new Graph(nodes), ("v0", 5))["v200"]);
        nodes.Add(Of("z", "w3", "v9").WithName("join"));
        Refusal.Says(
            $"The graph: node 'join' can never run: it needs 'w3', which is available only if gate 'gate0' chooses 'a0' and gate 'gate1' chooses 'a1' and gate 'gate2' chooses 'a2' and gate 'gate3' chooses 'b3', but it needs 'v9', which is available only if {string.Join(" and ", Enumerable.Range(0, 9).Select(i => $"gate 'gate{i}' chooses 'a{i}'"))}. {Fix}",
            () => new Graph(nodes));
    }

    /// <summary>A node that returns its first input.</summary>
    private static FunctionNode Of(string output, params string[] inputs) => Node.CreateFrom(NodeFunction.FromValues(inputs, v => v[inputs[0]]), [output], output);

    private static IfElseNode Sign(string plus, string minus, bool defaultOpen = true) =>
        Node.IfElseFrom(NodeFunction.FromValues(["n"], v => (int)v["n"]! > 0), plus, minus, name: "sign", defaultOpen);

    private static RouteNode On(string name, string input, params string[] targets) =>
        Node.RouteFrom(NodeFunction.FromValues([input], _ => targets[0]), targets, new RouteOptions { Name = name });

    private static RouteNode Several() =>
        Node.RouteFrom(NodeFunction.FromValues(["n"], _ => new[] { "left", "right" }), ["left", "right"], new RouteOptions { Name = "some", AllowMultiple = true });

    private static RouteNode Route(string name, params string[] targets) =>
        Node.RouteFrom(NodeFunction.FromValues(["n"], _ => targets[0]), targets, new RouteOptions { Name = name });
}
