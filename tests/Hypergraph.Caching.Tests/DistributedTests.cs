using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Tests;

public sealed class DistributedTests
{
    private readonly SharedStore _store = new();

    private int _calls;

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Second_process_Gets_what_the_first_has_stored_as_the_declared_types(string runner)
    {
        var read = (HybridCache cache) => Node.Create(
            (int x) =>
            {
                _calls++;
                return (new Point(x, [1.5, 2]), (IReadOnlyList<string>)["a"], (x, "pair"));
            },
            ["point", "names", "pair"],
            "read").Cached(cache, new() { Key = "read" });
        var events = new Stream();

        await Both.RunAsync(runner, new Graph([read(_store.CreateCache())]), new { x = 7 }, events);
        await StoredAsync(1);
        RunResult second = await Both.RunAsync(runner, new Graph([read(_store.CreateCache())]), new { x = 7 }, events);

        Assert.Equal(1, _calls);
        Assert.Equal(["+read", "-read", "+read", "hit read", "-read cached"], events.Lines);
        var point = second.Get<Point>("point");
        Assert.Equal(7, point.X);
        Assert.Equal([1.5, 2], point.Weights);
        Assert.Equal(["a"], second.Get<IReadOnlyList<string>>("names"));
        Assert.Equal((7, "pair"), second.Get<(int, string)>("pair"));
        Assert.Contains("""{"point":{"X":7,"Weights":[1.5,2]},"names":["a"],"pair":{"Item1":7,"Item2":"pair"}}""", Assert.Single(_store.Written), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Untyped_outputs_Come_back_as_plain_values()
    {
        object?[] values =
        [
            1L, 2.5, true, false, "text", null,
            new List<object?> { 1L, "two", null, new List<object?>() },
            new Dictionary<string, object?> { ["a"] = 1L, ["b"] = new List<object?> { false } },
        ];
        string[] names = [.. values.Select((_, i) => $"v{i}")];
        var give = (HybridCache cache) => Node.Create(NodeFunction.FromValues(["x"], _ => { _calls++; return values; }), names, "give")
            .Cached(cache, new() { Key = "give" });

        await Both.RunAsync("async", new Graph([give(_store.CreateCache())]), new { x = 1 });
        await StoredAsync(1);
        RunResult second = await Both.RunAsync("async", new Graph([give(_store.CreateCache())]), new { x = 1 });

        Assert.Equal(1, _calls);
        Assert.Equal(values, names.Select(n => second[n]));
        Assert.Equal(values.Select(v => v?.GetType()), names.Select(n => second[n]?.GetType()));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Gates_Come_back_as_they_answered(string runner)
    {
        var graph = (HybridCache cache) => new Graph("g",
        [
            Node.IfElse((int x) => ++_calls > 0 && x > 0, "up", "down", "sign").Cached(cache, new() { Key = "sign" }),
            Node.Route((int x) => { _calls++; return (IReadOnlyList<string>)["up"]; }, ["up", "down"], new() { Name = "both", AllowMultiple = true })
                .Cached(cache, new() { Key = "both" }),
            Node.Create((int x) => x, "r", "up"),
            Node.Create((int x) => -x, "s", "down"),
        ]);
        var events = new Stream();

        await Both.RunAsync(runner, graph(_store.CreateCache()), new { x = 1 });
        await StoredAsync(2);
        RunResult second = await Both.RunAsync(runner, graph(_store.CreateCache()), new { x = 1 }, events);

        Assert.Equal(2, _calls);
        Assert.Equal(["r"], second.Values.Keys);
        Assert.Equal(["-both cached", "-sign cached"], events.Lines.Where(l => l.EndsWith("cached", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Output_that_JSON_cannot_show_Fails_the_node(string runner)
    {
        FunctionNode node = Node.Create((int x) => (Func<int>)(() => x), "y", "make").Cached(_store.CreateCache(), new() { Key = "functions" });

        RunResult result = await Both.RunAsync(runner, new Graph([node]), new { x = 4 });

        string message = Assert.IsType<InvalidOperationException>(result.Error).Message;
        Assert.StartsWith("Node 'make' is cached in a distributed store, but its output 'y' cannot be written: ", message, StringComparison.Ordinal);
        Assert.EndsWith(" Give a value that JSON can show, or CacheOptions.Json a converter for it.", message, StringComparison.Ordinal);
        Assert.Empty(_store.Written);
    }

    [Fact]
    public async Task Stored_value_of_another_type_Fails_the_node()
    {
        FunctionNode text = Node.Create((int x) => "text", "y", "give").Cached(_store.CreateCache(), new() { Key = "give" });
        FunctionNode number = Node.Create((int x) => 1, "y", "give").Cached(_store.CreateCache(), new() { Key = "give" });
        await Both.RunAsync("async", new Graph([text]), new { x = 1 });
        await StoredAsync(1);

        RunResult result = await Both.RunAsync("async", new Graph([number]), new { x = 1 });

        string message = Assert.IsType<InvalidOperationException>(result.Error).Message;
        Assert.StartsWith("Node 'give': what the cache has for 'y' cannot be read as System.Int32: ", message, StringComparison.Ordinal);
        Assert.EndsWith(" Give another CacheOptions.Key, or a type that JSON can read.", message, StringComparison.Ordinal);
    }

    /// <summary>The cache writes to its store behind the answer.</summary>
    private async Task StoredAsync(int count)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_store.Written.Count < count)
        {
            await Task.Delay(1, timeout.Token);
        }
    }

    private sealed record Point(int X, double[] Weights);
}
