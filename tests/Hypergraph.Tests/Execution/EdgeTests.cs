namespace Hypergraph.Tests.Execution;

/// <summary>Explicit edges, in place of those that follow from names.</summary>
public class EdgeTests
{
    private static FunctionNode Raw { get; } = Node.Create((string name) => $"hi {name}", output: "msg", name: "raw");

    private static FunctionNode Shout { get; } = Node.Create((string msg) => msg.ToUpperInvariant(), output: "msg", name: "shout");

    private static FunctionNode Size { get; } = Node.Create((string msg) => msg.Length, output: "n", name: "size");

    private static Graph Of(Node[] nodes, params (string From, string To)[] edges) => new("g", nodes, new GraphOptions { Edges = edges });

    [Fact]
    public async Task Edge_Along_a_common_name_Carries_the_value()
    {
        Graph graph = Of([Node.Create((int v) => v * 2, output: "w", name: "b"), Node.Create((int x) => x + 1, output: "v", name: "a")], ("a", "b"));

        Assert.Equal(["x: int"], graph.Inputs.Select(i => i.ToString()));
        Assert.Equal(4, (await Both.RunAsync(graph, new { x = 1 }))["w"]);
    }

    [Fact]
    public async Task Edge_List_that_is_empty_Means_no_edges()
    {
        Node[] nodes = [Node.Create((int x) => x + 1, output: "v", name: "a"), Node.Create((int v) => v * 2, output: "w", name: "b")];

        Assert.Equal(["x"], new Graph(nodes).Inputs.Select(i => i.Name));
        Assert.Equal(["x", "v"], Of(nodes).Inputs.Select(i => i.Name));
        RunResult result = await Both.RunAsync(Of(nodes), new { x = 1, v = 10 });
        Assert.Equal((2, 20), (result["v"], result["w"]));
        Assert.False(new Graph([Node.Create((int n) => n + 1, output: "n", name: "count")], new GraphOptions { Edges = [] }).HasCycles);
    }

    [Fact]
    public async Task Edge_Through_several_producers_Refines_the_value_step_by_step()
    {
        FunctionNode mark = Node.Create((string msg) => msg + "!", output: "msg", name: "mark");
        Graph graph = Of([Size, mark, Shout, Raw], ("raw", "shout"), ("shout", "mark"), ("mark", "size"));

        RunResult result = await Both.RunAsync(graph, new { name = "bo" });

        Assert.Equal("HI BO!", result["msg"]);
        Assert.Equal(6, result["n"]);
        Assert.Equal(["name: string"], graph.Inputs.Select(i => i.ToString()));
        Assert.False(graph.HasCycles);
    }

    [Fact]
    public async Task Edge_From_the_first_of_two_producers_Carries_its_value_though_the_second_has_written()
    {
        Graph graph = Of(
        [
            Raw,
            Shout,
            Node.Create((string msg) => msg.Length, output: "a", name: "slow"),
            Node.Create((int a) => a, output: "b", name: "slower"),
            Node.Create((int b) => b, output: "c", name: "slowest"),
            Node.Create((string msg, int c) => $"{msg} {c}", output: "seen", name: "early"),
            Node.Create((string msg, int c) => $"{msg} {c}", output: "seenLast", name: "late"),
        ],
        ("raw", "shout"), ("raw", "slow"), ("slow", "slower"), ("slower", "slowest"), ("slowest", "early"), ("slowest", "late"), ("raw", "early"), ("shout", "late"));

        RunResult result = await Both.RunAsync(graph, new { name = "bo" });

        Assert.Equal("hi bo 5", result["seen"]);
        Assert.Equal("HI BO 5", result["seenLast"]);
        Assert.Equal("HI BO", result["msg"]);
    }

    [Fact]
    public async Task Edge_Missing_for_an_input_Makes_it_an_input_of_the_graph()
    {
        Graph graph = Of(
        [
            Node.Create((int x) => x + 1, output: "v", name: "a"),
            Node.Create((int v) => v * 2, output: "given", name: "b"),
            Node.Create((int v) => v * 3, output: "made", name: "c"),
        ],
        ("a", "c"));

        Assert.Equal(["x: int", "v: int"], graph.RequiredInputs.Select(i => i.ToString()));
        RunResult result = await Both.RunAsync(graph, new { x = 1, v = 10 });
        Assert.Equal(2, result["v"]);
        Assert.Equal(20, result["given"]);
        Assert.Equal(6, result["made"]);
        Assert.Equal(200, (await Both.RunAsync(graph.Bind("v", 100), new { x = 1 }))["given"]);

        MapResult mapped = await Both.MapAsync(graph, new { x = 1, v = new[] { 10, 11 } }, "v");
        Assert.Equal([20, 22], mapped.Get<int>("given"));
        var nested = new Graph([graph.AsNode().RenameOutput("v", "own").MapOver("v")]);
        Assert.Equal(new[] { 20, 22 }, (await Both.RunAsync(nested, new { x = 1, v = new[] { 10, 11 } })).Get<int[]>("given"));
    }

    [Fact]
    public async Task Edge_Missing_for_an_input_with_a_default_Leaves_the_default()
    {
        Graph graph = Of(
        [
            Node.Create((int x) => x + 1, output: "v", name: "a"),
            Node.Create((int v = 7) => v * 2, output: "w", name: "b"),
            Node.Create((int v = 7) => v * 3, output: "made", name: "c"),
        ],
        ("a", "c"));

        Assert.Equal(["x: int"], graph.RequiredInputs.Select(i => i.ToString()));
        Assert.Equal((14, 6), Numbers(await Both.RunAsync(graph, new { x = 1 })));
        Assert.Equal((10, 6), Numbers(await Both.RunAsync(graph, new { x = 1, v = 5 })));

        static (int, int) Numbers(RunResult result) => (result.Get<int>("w"), result.Get<int>("made"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Edge_Without_a_common_name_Only_orders(string runner)
    {
        List<string> log = [];
        Graph graph = Of(
        [
            Node.Create((int y) => log.Add("second"), name: "second"),
            Node.Create((int x) => { log.Add("first"); return x; }, output: "w", name: "first"),
        ],
        ("first", "second"));
        await Both.OnAsync(runner, graph, new { x = 1, y = 2 });

        Assert.Equal(["first", "second"], log);
    }

    [Fact]
    public async Task Edge_From_a_branch_not_taken_Leaves_its_node_out()
    {
        Graph graph = Of(
        [
            Node.IfElse((int x) => x > 0, "plus", Node.End, name: "gate"),
            Node.Create((int x) => x * 10, output: "p", name: "plus"),
            Node.Create((int p) => p + 1, output: "q", name: "next"),
            Node.Create((int x) => x, output: "r", name: "ordered"),
        ],
        ("plus", "next"), ("plus", "ordered"));

        Assert.Equal(["p", "q"], graph.Outputs.Where(o => o.MayBeMissing).Select(o => o.Name));
        Assert.Equal(["p", "q", "r"], (await Both.RunAsync(graph, new { x = 1 })).Values.Keys);
        Assert.Equal(["r"], (await Both.RunAsync(graph, new { x = -1 })).Values.Keys);
    }

    [Fact]
    public async Task Edge_In_a_circle_Is_a_loop()
    {
        Node[] nodes =
        [
            Node.Create((int n) => n + 1, output: "n", name: "step"),
            Node.Create((int n) => n < 100 ? n * 2 : n, output: "n", name: "twice"),
            Node.IfElse((int n) => n < 50, "step", Node.End, name: "again"),
        ];
        (string, string)[] edges = [("step", "twice"), ("twice", "again"), ("twice", "step")];
        var graph = new Graph("g", nodes, new GraphOptions { Edges = edges, Entrypoints = ["step"] });

        Assert.True(graph.HasCycles);
        Assert.Equal(62, (await Both.RunAsync(graph, new { n = 0 }))["n"]);
        Hypergraph.Tests.Graphs.Refusal.Says(
            "Graph 'g': nodes 'step', 'twice', 'again' depend on each other in a loop through 'n', and no entrypoint defines where it starts. Name one in GraphOptions.Entrypoints, or break the loop: rename an output.",
            () => Of(nodes, edges));
    }

    [Fact]
    public async Task Edge_In_a_loop_Carries_the_value_of_its_source_each_time()
    {
        List<int> shown = [];
        var graph = new Graph(
        [
            Node.Create((int n) => n + 1, output: "n", name: "step"),
            Node.Create((int n) => n * 2, output: "n", name: "twice"),
            Node.Create((int n) => { shown.Add(n); return n; }, output: "shown", name: "show"),
            Node.IfElse((int n, int shown) => n < 20, "step", Node.End, name: "again"),
        ],
        new GraphOptions
        {
            Entrypoints = ["step"],
            Edges = [("step", "twice"), ("step", "show"), ("twice", "again"), ("show", "again"), ("twice", "step")],
        });

        RunResult result = await Both.RunAsync(graph, new { n = 0 });

        Assert.Equal(30, result["n"]);
        Assert.Equal([1, 3, 7, 15, 1, 3, 7, 15], shown);
    }

    [Fact]
    public async Task Edge_Select_Keeps_what_edges_lead_from()
    {
        Graph graph = Of([Raw, Shout, Size, Node.Create((string name) => name, output: "other", name: "other")], ("raw", "shout"), ("shout", "size")).Select("n");
        var recorder = new EventRecorder(wantsValues: false);

        Assert.Equal(5, (await Both.RunAsync(graph, new { name = "bo" }, new RunOptions { EventProcessors = [recorder] }))["n"]);
        Assert.Equal(["raw", "shout", "size", "raw", "shout", "size"], recorder.Started);
    }

    [Fact]
    public async Task Edge_Entrypoint_Leaves_out_what_lies_before_it()
    {
        Graph graph = Of([Raw, Shout, Size], ("raw", "shout"), ("shout", "size")).WithEntrypoint("shout");

        Assert.Equal(["msg: string"], graph.Inputs.Select(i => i.ToString()));
        Assert.Equal("YO", (await Both.RunAsync(graph, new { msg = "yo" }))["msg"]);
    }

    [Fact]
    public void Describe_Graph_with_edges_Is_exact() => Assert.Equal(
        """
        graph g
          reads name: string, msg: string
          produces msg: string, n: int
          raw(name) → msg
          shout(msg) → msg
          size(msg) → n

        """,
        Of([Raw, Shout, Size], ("raw", "shout")).Describe());

    [Fact]
    public void Types_Are_checked_along_edges_only()
    {
        Node[] nodes =
        [
            Node.Create((int x) => x, output: "v", name: "a"),
            Node.Create((string v) => v + "!", output: "text", name: "b"),
            Node.Create((int v) => v + 1, output: "next", name: "c"),
        ];
        Assert.Equal(["text", "next"], Of(nodes, ("a", "c")).Outputs.Skip(1).Select(o => o.Name));
        Hypergraph.Tests.Graphs.Refusal.Says(
            "Graph 'g': node 'b' reads 'v' as string, but node 'a' produces it as int, which cannot be assigned to it. Accept int there and write v.ToString(CultureInfo.InvariantCulture), or let 'a' produce string.",
            () => Of(nodes, ("a", "c"), ("a", "b")));
    }

    [Fact]
    public void Edge_From_an_unknown_node_Is_refused_with_the_nearest() => Hypergraph.Tests.Graphs.Refusal.Says(
        "Graph 'g': edge source 'row' is not a node of the graph. Did you mean 'raw'? Nodes: 'raw', 'size'.",
        () => Of([Raw, Size], ("row", "size")));

    [Fact]
    public async Task Value_Refined_along_edges_behind_a_branch_Is_missing_with_the_branch()
    {
        var inner = new Graph(
            "inner",
            [
                Node.Route((int x) => (string[])(x > 0 ? ["start"] : []), ["start"], new() { Name = "when", AllowMultiple = true }),
                Node.Create((int x) => x, "v", "start"),
                Node.Create((int v) => v + 1, "v", "refine"),
                Node.Create((int v) => v * 2, "v", "finish"),
                Node.Create((int x) => x, "always"),
            ],
            new GraphOptions { Edges = [("start", "refine"), ("refine", "finish")] });
        var outer = new Graph([inner.AsNode(), Node.Create((int v) => v, "w", "take")]);

        Assert.Equal(["v"], inner.Outputs.Where(o => o.MayBeMissing).Select(o => o.Name));
        Assert.Equal([("always", 1), ("v", 4), ("w", 4)], (await Both.RunAsync(outer, new { x = 1 })).Values.Select(v => (v.Key, (int)v.Value!)).Order());
        Assert.Equal(["always"], (await Both.RunAsync(outer, new { x = 0 })).Values.Keys);
        Assert.Empty((await Both.RunAsync(outer.Select("w"), new { x = 0 })).Values);
    }

    [Fact]
    public void Edge_To_an_unknown_node_Is_refused_with_the_nearest() => Hypergraph.Tests.Graphs.Refusal.Says(
        "Graph 'g': edge target 'sizes' is not a node of the graph. Did you mean 'size'? Nodes: 'raw', 'size'.",
        () => Of([Raw, Size], ("raw", "sizes")));

    [Fact]
    public void Edge_Without_an_end_Is_refused() => Hypergraph.Tests.Graphs.Refusal.Says(
        "Graph 'g': an edge has an end without a node. Name its source and its target.",
        () => new Graph("g", [Node.Create((int x) => x, "y", "a")], new GraphOptions { Edges = [("a", null!)] }));

    [Fact]
    public void Producers_That_no_edge_orders_Are_refused() => Hypergraph.Tests.Graphs.Refusal.Says(
        "Graph 'g': nodes 'raw' and 'shout' both produce 'msg', and nothing orders or excludes them. Rename one output, or make them branches of one gate.",
        () => Of([Raw, Shout, Size], ("raw", "size")));

    [Fact]
    public void Producers_That_only_a_name_without_an_edge_orders_Are_refused() => Hypergraph.Tests.Graphs.Refusal.Says(
        "Graph 'g': nodes 'a' and 'b' both produce 'v', and nothing orders or excludes them. Rename one output, or make them branches of one gate.",
        () => Of(
        [
            Node.Create((int x) => (x, x), output: ["v", "k"], name: "a"),
            Node.Create((int k) => k, output: "v", name: "b"),
            Node.Create((int v) => v, output: "w", name: "c"),
        ],
        ("a", "c")));
}
