namespace Hypergraph.Durability.Tests;

public sealed class GraphChangeTests
{
    private readonly InMemoryRunStore _store = new();

    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "added", "node 'log' was added" },
        { "removed", "node 'b' was removed; node 'c' was removed" },
        { "renamed", "node 'a' was renamed to 'first'" },
        { "type", "output 'a' of node 'a' was System.Int32 and is System.Int64; input 'a' of node 'b' was System.Int32 and is System.Int64" },
        { "edge", "node 'c' no longer has input 'b'; node 'c' has a new input 'a'" },
        { "kind", "node 'b' was a Function and is a Interrupt; output 'b' of node 'b' was System.Int32 and is System.String; input 'b' of node 'c' was System.Int32 and is System.String" },
        { "name", "the graph was named 'sums' and is named 'totals'" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Run_Of_a_changed_graph_Is_refused_With_the_changes(string change, string expected)
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Build("none"), [("x", 1)], Stored.Run("r"));

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(() => runner.RunAsync(Build(change), default, Stored.Run("r")));

        Assert.Equal(expected, string.Join("; ", error.Changes));
        Assert.Equal($"Run 'r' was stored with another graph: {expected}. Run the graph as it was, or fork the run, which restores what is still the same.", error.Message);
    }

    public static TheoryData<string, string> EdgeChanges { get; } = new()
    {
        { "a-c", "edge 'a -> c' was added" },
        { "removed", "edge 'b -> c' was removed" },
        { "moved", "edge 'b -> c' was removed; edge 'a -> c' was added" },
        { "inferred", "edge 'a -> log' was removed; edge 'b -> c' was removed" },
        { "shared", "the graph has a new input 'b'; the graph shares 'b', not nothing" },
        { "targets", "node 'choose' chooses between 'c', 'END', not 'c', 'log'" },
        { "swapped", "node 'choose' chooses between 'log', 'c', not 'c', 'log'" },
        { "waits", "node 'log' waits for 'b', not nothing" },
    };

    [Theory]
    [MemberData(nameof(EdgeChanges))]
    public async Task Run_Of_a_graph_with_a_changed_edge_Is_refused_With_the_edge(string change, string expected)
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(BuildWithEdges("none"), [("x", 1)], Stored.Run("r"));

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(() => runner.RunAsync(BuildWithEdges(change), default, Stored.Run("r")));

        Assert.Equal(expected, string.Join("; ", error.Changes));
    }

    [Fact]
    public async Task Nested_map_with_another_mode_Is_refused()
    {
        Graph Mapped(MapMode mode) => new("outer", [new Graph("sum", [Node.Create((int a, int b) => a + b, "sum")]).AsNode("sums").MapOver(["a", "b"], mode)]);
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Mapped(MapMode.Zip), [("a", new[] { 1, 2 }), ("b", new[] { 3, 4 })], Stored.Run("r"));

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(() => runner.RunAsync(Mapped(MapMode.Product), default, Stored.Run("r")));

        Assert.Equal("node 'sums' maps with MapMode.Product, not MapMode.Zip", error.Changes[0]);
    }

    [Theory]
    [InlineData("1", "2", "the version was '1' and is '2'")]
    [InlineData(null, "2", "the version was not set and is '2'")]
    [InlineData("1", null, "the version was '1' and is not set")]
    public async Task Graph_with_another_version_Is_refused_And_a_fork_accepts_it(string? before, string? after, string expected)
    {
        Graph Versioned(string? version) => new("versioned", [Node.Create((int x) => x + 1, "y")], new GraphOptions { Version = version });
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Versioned(before), [("x", 1)], Stored.Run("r"));

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(() => runner.RunAsync(Versioned(after), default, Stored.Run("r")));
        RunResult fork = await runner.ForkAsync(Versioned(after), "r", "f");

        Assert.Equal([expected], error.Changes);
        Assert.Equal(2, fork.Get<int>("y"));
        Assert.Equal((before, after), ((await _store.FindAsync("r", TestContext.Current.CancellationToken))!.GraphVersion, (await _store.FindAsync("f", TestContext.Current.CancellationToken))!.GraphVersion));
    }

    [Fact]
    public async Task Input_That_is_bound_now_Is_named()
    {
        var graph = new Graph("sum", [Node.Create((int a, int b) => a + b, "sum")]);
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(graph, [("a", 1), ("b", 2)], Stored.Run("r"));

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(() => runner.RunAsync(graph.Bind("b", 5), default, Stored.Run("r")));

        Assert.Equal(["input 'b' of the graph is optional or bound now"], error.Changes);
    }

    [Fact]
    public async Task Changed_edge_In_a_nested_graph_Names_its_path()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(new Graph("outer", [BuildWithEdges("none").AsNode("inner")]), [("x", 1)], Stored.Run("r"));

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(
            () => runner.RunAsync(new Graph("outer", [BuildWithEdges("a-c").AsNode("inner")]), default, Stored.Run("r")));

        Assert.Equal(["edge 'a -> c' of graph 'inner' was added"], error.Changes);
    }

    [Fact]
    public async Task Other_order_of_the_same_edges_Is_no_change()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(BuildWithEdges("none"), [("x", 1)], Stored.Run("r"));

        RunResult again = await runner.RunAsync(BuildWithEdges("reordered"), default, Stored.Run("r"));

        Assert.True(again.IsCompleted);
    }

    [Fact]
    public async Task Run_That_was_stored_without_edges_Is_refused_With_the_edges_that_a_graph_declares()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Build("none"), [("x", 1)], Stored.Run("r"));
        Assert.DoesNotContain("Edges", (await _store.FindAsync("r", TestContext.Current.CancellationToken))!.GraphShape, StringComparison.Ordinal);

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(
            () => runner.RunAsync(new Graph("sums", Build("none").Nodes, new GraphOptions { Edges = [("a", "b"), ("b", "c"), ("a", "c")] }), default, Stored.Run("r")));

        Assert.Equal(["edge 'a -> c' was added"], error.Changes);
    }

    [Fact]
    public async Task Change_In_a_nested_graph_Names_its_path()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(new Graph("outer", [Build("none").AsNode("inner")]), [("x", 1)], Stored.Run("r"));

        GraphChangedException error = await Assert.ThrowsAsync<GraphChangedException>(
            () => runner.RunAsync(new Graph("outer", [Build("added").AsNode("inner")]), default, Stored.Run("r")));

        Assert.Equal(["node 'inner/log' was added"], error.Changes);
    }

    [Fact]
    public async Task Other_inputs_Are_refused_By_name_And_the_same_ones_accepted()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Build("none"), [("x", 1)], Stored.Run("r"));

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => runner.RunAsync(Build("none"), [("x", 2)], Stored.Run("r")));
        RunResult same = await runner.RunAsync(Build("none"), [("x", 1)], Stored.Run("r"));

        Assert.Equal("Run 'r' was stored with other values of 'x'. Pass no inputs to resume it, fork it to change them, or use another id.", error.Message);
        Assert.True(same.IsCompleted);
    }

    [Fact]
    public async Task Run_Is_no_map_And_a_map_no_run()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Build("none"), [("x", 1)], Stored.Run("r"));
        await runner.MapAsync(Build("none"), [("x", new[] { 1 })], "x", Stored.Map("m"));

        Assert.Equal(
            "Run 'r' is a run, not a map. Use RunAsync, or another id.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => runner.MapAsync(Build("none"), [("x", new[] { 1 })], "x", Stored.Map("r")))).Message);
        Assert.Equal(
            "Run 'm' is a map, not a run. Use MapAsync, or another id.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(Build("none"), [("x", 1)], Stored.Run("m")))).Message);
    }

    [Fact]
    public async Task New_run_With_wrong_inputs_Leaves_nothing_in_the_store()
    {
        await Assert.ThrowsAsync<MissingInputException>(() => new AsyncRunner { Store = _store }.RunAsync(Build("none"), default, Stored.Run("r")));

        Assert.Null(await _store.FindAsync("r", TestContext.Current.CancellationToken));
    }

    /// <summary>The order: a, b, choose, and then c or log, by edges alone.</summary>
    private static Graph BuildWithEdges(string change)
    {
        (string, string)[] edges = [("a", "b"), ("b", "choose"), ("b", "c"), ("a", "log")];
        return new Graph(
            "sums",
            [
                Node.Create((int x) => x, "a"),
                Node.Create((int a) => a, "b"),
                Node.IfElse((int b) => b > 0, change == "swapped" ? "log" : "c", change switch { "swapped" => "c", "targets" => Node.End, _ => "log" }, "choose"),
                Node.Create((int x) => x, "c"),
                change == "waits" ? Node.Create((int x) => { }, name: "log").WaitFor("b") : Node.Create((int x) => { }, name: "log"),
            ],
            new GraphOptions
            {
                Edges = change switch
                {
                    "a-c" => [.. edges, ("a", "c")],
                    "removed" => [.. edges.Where(edge => edge != ("b", "c"))],
                    "moved" => [.. edges.Where(edge => edge != ("b", "c")), ("a", "c")],
                    "reordered" => [.. edges.Reverse()],
                    "inferred" => null,
                    _ => edges,
                },
                SharedValues = change == "shared" ? ["b"] : [],
            });
    }

    private static Graph Build(string change) => new(
        change == "name" ? "totals" : "sums",
        [
            change == "type" ? Node.Create((int x) => (long)x, "a") : Node.Create((int x) => x, "a", change == "renamed" ? "first" : "a"),
            .. change switch
            {
                "removed" => (Node[])[],
                "type" => [Node.Create((long a) => (int)a, "b"), Node.Create((int b) => b, "c")],
                "kind" => [Node.Interrupt<string>((int a) => a, "b"), Node.Create((string b) => 1, "c")],
                "edge" => [Node.Create((int a) => a, "b"), Node.Create((int a) => a, "c")],
                _ => [Node.Create((int a) => a, "b"), Node.Create((int b) => b, "c")],
            },
            .. change == "added" ? (Node[])[Node.Create((int a) => { }, name: "log")] : [],
        ]);
}
