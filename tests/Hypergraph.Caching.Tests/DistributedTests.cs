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
        var events = new EventRecorder();

        await Both.RunAsync(runner, new Graph([read(_store.CreateCache())]), new { x = 7 }, events);
        await StoredAsync(1);
        RunResult second = await Both.RunAsync(runner, new Graph([read(_store.CreateCache())]), new { x = 7 }, events);

        Assert.Equal(1, _calls);
        Assert.Equal(["NodeStart read", "NodeEnd read", "NodeStart read", "CacheHit read", "NodeEnd read cached"], Both.LinesOf(events));
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
        var give = (HybridCache cache) => Node.CreateFrom(NodeFunction.FromValues(["x"], _ => { _calls++; return values; }), names, "give")
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
        var events = new EventRecorder();

        await Both.RunAsync(runner, graph(_store.CreateCache()), new { x = 1 });
        await StoredAsync(2);
        RunResult second = await Both.RunAsync(runner, graph(_store.CreateCache()), new { x = 1 }, events);

        Assert.Equal(2, _calls);
        Assert.Equal(["r"], second.Values.Keys);
        Assert.Equal(
            [
                "NodeEnd both cached", "NodeEnd sign cached",
            ],
            Both.LinesOf(events).Where(l => l.EndsWith("cached", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, object> Fragile => new()
    {
        { "Animal[]", (Animal[])[new Dog { Name = "Rex", Tricks = 3 }] },
        { "Animal", new Dog { Name = "Rex", Tricks = 3 } },
        { "Shape", new Circle { Radius = 2 } },
        { "IShape", new Circle { Radius = 2 } },
        { "IReadOnlyList<Shape>", (Shape[])[new Circle { Radius = 2 }] },
        { "Func<int>", (Func<int>)(() => 1) },
        { "string", "lone \ud800 surrogate" },
        { "object", 1 },
        { "object", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) },
        { "Sealed", Sealed.Of(5) },
    };

    [Theory]
    [MemberData(nameof(Fragile))]
    public async Task Output_that_does_not_survive_JSON_Is_kept_in_memory_only_and_reported(string type, object value)
    {
        FunctionNode Make(HybridCache cache) => (type switch
        {
            "Animal[]" => Node.Create((int x) => { _calls++; return (Animal[])value; }, "y", "make"),
            "Animal" => Node.Create((int x) => { _calls++; return (Animal)value; }, "y", "make"),
            "Shape" => Node.Create((int x) => { _calls++; return (Shape)value; }, "y", "make"),
            "IShape" => Node.Create((int x) => { _calls++; return (IShape)value; }, "y", "make"),
            "IReadOnlyList<Shape>" => Node.Create((int x) => { _calls++; return (IReadOnlyList<Shape>)value; }, "y", "make"),
            "Func<int>" => Node.Create((int x) => { _calls++; return (Func<int>)value; }, "y", "make"),
            "string" => Node.Create((int x) => { _calls++; return (string)value; }, "y", "make"),
            "Sealed" => Node.Create((int x) => { _calls++; return (Sealed)value; }, "y", "make"),
            _ => Node.Create((int x) => { _calls++; return value; }, "y", "make"),
        }).Cached(cache, new() { Key = "make" });

        var log = new WarningLog();
        var runner = new AsyncRunner { Logger = log };
        var first = new Graph([Make(_store.CreateCache())]);
        Assert.Equal(value, (await runner.RunAsync(first, ("x", 4)))["y"]);
        await StoredAsync(1);
        Assert.Equal(value, (await runner.RunAsync(first, ("x", 4)))["y"]);
        Assert.Equal(1, _calls);

        var second = new Graph([Make(_store.CreateCache())]);
        Assert.Equal(value, (await runner.RunAsync(second, ("x", 4)))["y"]);
        Assert.Equal(value, new SyncRunner { Logger = log }.Run(new Graph([Make(_store.CreateCache())]), ("x", 4))["y"]);
        Assert.Equal(3, _calls);
        Assert.StartsWith(
            "Node 'make' is cached in memory only: its output 'y' of type ", log.Lines[0], StringComparison.Ordinal);
        Assert.Contains(" does not survive a round trip through JSON, so that a distributed store cannot keep it (", log.Lines[0], StringComparison.Ordinal);
        Assert.All(_store.Written, text => Assert.DoesNotContain("Rex", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Entry_that_cannot_be_read_Is_a_miss_and_is_replaced(string runner)
    {
        FunctionNode Text(HybridCache cache) => Node.Create((int x) => "text", "y", "give").Cached(cache, new() { Key = "give" });
        FunctionNode Number(HybridCache cache) => Node.Create((int x) => { _calls++; return 1; }, "y", "give").Cached(cache, new() { Key = "give" });
        await Both.RunAsync(runner, new Graph([Text(_store.CreateCache())]), new { x = 1 });
        await StoredAsync(1);

        RunResult miss = await Both.RunAsync(runner, new Graph([Number(_store.CreateCache())]), new { x = 1 });
        await StoredAsync(2);
        RunResult hit = await Both.RunAsync(runner, new Graph([Number(_store.CreateCache())]), new { x = 1 });

        Assert.Equal(1, miss["y"]);
        Assert.Equal(1, hit["y"]);
        Assert.Equal(1, _calls);
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

    private interface IShape
    {
        int Radius { get; }
    }

    private abstract class Shape
    {
        public int Sides { get; init; }
    }

    private sealed class Circle : Shape, IShape
    {
        public int Radius { get; init; }
    }

    private class Animal
    {
        public string Name { get; init; } = "";
    }

    private sealed class Dog : Animal
    {
        public int Tricks { get; init; }
    }

    /// <summary>JSON shows its value and cannot set it.</summary>
    private sealed class Sealed
    {
        public int Value { get; private init; }

        public static Sealed Of(int value) => new() { Value = value };
    }
}
