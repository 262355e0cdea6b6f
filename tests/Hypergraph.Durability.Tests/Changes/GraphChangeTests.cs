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
