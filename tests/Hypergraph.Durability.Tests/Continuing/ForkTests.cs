namespace Hypergraph.Durability.Tests;

public sealed class ForkTests
{
    private readonly InMemoryRunStore _store = new(new RunStoreOptions { LargeValueBytes = 64 });
    private readonly List<string> _calls = [];

    private Graph Sums => new(
        "sums",
        [
            Node.Create((int x) => Call("a", x + 1), "a"),
            Node.Create((int y) => Call("b", new string('b', y)), "b"),
            Node.Create((int a, string b) => Call("c", $"{a} {b.Length}"), "c"),
        ]);

    private Graph Loop => new(
        "loop",
        [
            Node.Create((int n) => Call($"count {n}", n + 1), "n", "count"),
            Node.IfElse((int n) => n < 5, "count", Node.End, "again"),
            Node.Create((int n) => Call("end", n), "end"),
        ],
        new GraphOptions { Entrypoints = ["count"] });

    [Fact]
    public async Task Fork_With_other_inputs_Runs_what_depends_on_them()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Sums, [("x", 1), ("y", 200)], Stored.Run("r"));
        _calls.Clear();

        RunResult fork = await runner.ForkAsync(Sums, "r", "f", new ForkOptions { Inputs = [("x", 5)] });
        string calls = string.Join(", ", _calls);
        RunResult original = await runner.RunAsync(Sums, default, Stored.Run("r"));

        Assert.Equal(("6 200", "2 200"), (fork.Get<string>("c"), original.Get<string>("c")));
        Assert.Equal("a, c", calls);
        Assert.Equal("r", (await _store.FindAsync("f", TestContext.Current.CancellationToken))!.ForkedFrom);
    }

    [Fact]
    public async Task Fork_At_an_iteration_Runs_again_what_came_later_in_a_loop_with_branches()
    {
        int step = 1;
        Graph Branching() => new(
            "branching",
            [
                Node.Route((int i) => i >= 6 ? Node.End : i % 2 == 0 ? "even" : "odd", ["even", "odd", Node.End], new RouteOptions { Name = "route" }),
                Node.Create((int i) => Call($"even {i}", i + step), "i", "even"),
                Node.Create((int i) => Call($"odd {i}", i + step), "i", "odd"),
            ],
            new GraphOptions { Entrypoints = ["route"] });
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Branching(), [("i", 0)], Stored.Run("r"));
        _calls.Clear();
        step = 5;

        RunResult fork = await runner.ForkAsync(Branching(), "r", "f", new ForkOptions { At = "route[#4]" });

        Assert.Equal(8, fork.Get<int>("i"));
        Assert.Equal(["odd 3"], _calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public async Task Fork_To_an_id_that_no_call_can_have_Is_refused(string id)
    {
        await new AsyncRunner { Store = _store }.RunAsync(Sums, [("x", 1), ("y", 2)], Stored.Run("r"));

        await Assert.ThrowsAsync<ArgumentException>(() => _store.ForkAsync("r", id, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a", "a, c")]
    [InlineData("c", "c")]
    public async Task Fork_At_a_node_Runs_it_and_what_depends_on_it(string at, string expected)
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Sums, [("x", 1), ("y", 2)], Stored.Run("r"));
        _calls.Clear();

        await runner.ForkAsync(Sums, "r", "f", new ForkOptions { At = at });

        Assert.Equal(expected, string.Join(", ", _calls));
    }

    [Fact]
    public async Task Fork_At_an_iteration_Restores_those_before_it()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Loop, [("n", 0)], Stored.Run("r"));
        _calls.Clear();

        RunResult fork = await runner.ForkAsync(Loop, "r", "f", new ForkOptions { At = "count[#3]" });

        Assert.Equal(5, fork.Get<int>("end"));
        Assert.Equal("count 2, count 3, count 4, end", string.Join(", ", _calls.Distinct()));
    }

    [Fact]
    public async Task Fork_At_an_item_Runs_that_item()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.MapAsync(Sums, [("x", new[] { 1, 2, 3 }), ("y", 1)], "x", Stored.Map("r"));
        _calls.Clear();

        MapResult fork = await runner.ForkMapAsync(Sums, "r", "f", new ForkOptions { At = "[1]" });

        Assert.Equal(["2 1", "3 1", "4 1"], fork.Select(item => item.Get<string>("c")));
        Assert.Equal("a, b, c", string.Join(", ", _calls.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Fork_With_a_changed_graph_Runs_what_has_changed_and_what_depends_on_it()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Sums, [("x", 1), ("y", 2)], Stored.Run("r"));
        _calls.Clear();
        var changed = new Graph(
            "sums",
            [
                Node.Create((int x) => Call("a", x + 1), "a"),
                Node.Create((int y) => Call("b", y), "b"),
                Node.Create((int a, int b) => Call("c", $"{a}/{b}"), "c"),
            ]);

        RunResult fork = await runner.ForkAsync(changed, "r", "f");

        Assert.Equal("2/2", fork.Get<string>("c"));
        Assert.Equal("b, c", string.Join(", ", _calls));
    }

    [Fact]
    public async Task Fork_At_a_node_Runs_what_an_edge_orders_after_it()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Ordered(("a", "b")), [("x", 1), ("y", 2)], Stored.Run("r"));
        _calls.Clear();

        await runner.ForkAsync(Ordered(("a", "b")), "r", "f", new ForkOptions { At = "a" });

        Assert.Equal("a, b", string.Join(", ", _calls));
    }

    [Fact]
    public async Task Fork_With_a_changed_edge_Runs_its_target()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Ordered(("a", "b")), [("x", 1), ("y", 2)], Stored.Run("r"));
        _calls.Clear();

        await runner.ForkAsync(Ordered(("a", "b"), ("b", "c")), "r", "f");

        Assert.Equal("c", string.Join(", ", _calls));
    }

    [Fact]
    public async Task Fork_To_an_id_in_use_or_at_nothing_Is_refused()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Sums, [("x", 1), ("y", 2)], Stored.Run("r"));

        Assert.Equal(
            "The store has a run 'r'. Choose another id for the fork.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => runner.ForkAsync(Sums, "r", "r"))).Message);
        Assert.Equal(
            "Run 'r' has no execution 'z' to fork at. Inspect it to see its executions.",
            (await Assert.ThrowsAsync<InvalidInputException>(() => runner.ForkAsync(Sums, "r", "f", new ForkOptions { At = "z" }))).Message);
        Assert.Equal(
            "The store has no run 'q'. List the runs to see their ids.",
            (await Assert.ThrowsAsync<RunNotFoundException>(() => runner.ForkAsync(Sums, "q", "f"))).Message);
    }

    private Graph Ordered(params (string From, string To)[] edges) => new(
        "ordered",
        [Node.Create((int x) => Call("a", x), "a"), Node.Create((int y) => Call("b", y), "b"), Node.Create((int x) => Call("c", x), "c")],
        new GraphOptions { Edges = edges });

    private T Call<T>(string call, T result)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }

        return result;
    }
}
