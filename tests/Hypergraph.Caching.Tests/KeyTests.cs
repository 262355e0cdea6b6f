using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Tests;

public sealed class KeyTests
{
    private readonly HybridCache _cache = NodeCaching.InMemory();

    private int _field = 1;

    public static TheoryData<object?, object?> Different => new()
    {
        { 1, 1L },
        { 1.0, 1 },
        { 1.0, double.NaN },
        { "1", 1 },
        { null, "null" },
        { (1, 2), (1, 3) },
        { DayOfWeek.Monday, 1 },
        { new List<object?> { 1 }, new List<object?> { 1L } },
        { new Circle(2), new Circle(3) },
        { new Holder(new Circle(2)), new Holder(new Circle(3)) },
        { new Holder(new Circle(2)), new Holder(new Square(2)) },
        { new Shape[] { new Circle(2) }, new Shape[] { new Circle(3) } },
        { new Fields { Public = 1 }, new Fields { Public = 2 } },
        { "a\ud800", "a\ud801" },
        { "a\ud800b", "a\udc00b" },
        { "\ud83d\ude00\ud83d", "\ud83d\ude00\ud83e" },
        { "\ud800", "utf-16:d800" },
        { "\ud800", "\ufffd" },
        { '\ud800', '\ud801' },
        { new[] { "a\ud800" }, new[] { "a\ud801" } },
        { new Dictionary<string, int> { ["\ud800"] = 1 }, new Dictionary<string, int> { ["\ud801"] = 1 } },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Inputs_that_differ_Have_keys_that_differ(object? one, object? other)
    {
        FunctionNode node = Node.Create((object? x) => 0, "y").Cached(_cache, new() { Key = "k" });
        Assert.NotEqual(KeyOf(node, one), KeyOf(node, other));
        Assert.Equal(KeyOf(node, one), KeyOf(node, one));
    }

    [Fact]
    public void Inputs_declared_as_a_base_type_Are_told_apart_by_what_they_are()
    {
        FunctionNode node = Node.Create((Shape x) => 0, "y").Cached(_cache);
        string[] keys = [KeyOf(node, new Circle(2)), KeyOf(node, new Circle(3)), KeyOf(node, new Square(2)), KeyOf(node, new Circle(2))];
        Assert.Equal(3, keys.Distinct().Count());
        Assert.Equal(keys[0], keys[3]);
    }

    [Fact]
    public void Equal_lists_of_another_type_Have_the_same_key()
    {
        FunctionNode node = Node.Create((IEnumerable<int> x) => 0, "y").Cached(_cache);
        Assert.Equal(KeyOf(node, new[] { 1, 2 }), KeyOf(node, new List<int> { 1, 2 }));
    }

    [Fact]
    public void Functions_that_differ_Have_keys_that_differ()
    {
        string[] keys =
        [
            KeyOf(Node.Create((int x) => x + 1, "y").Cached(_cache), 1),
            KeyOf(Node.Create((int x) => x + 2, "y").Cached(_cache), 1),
            KeyOf(Node.Create(Generic<int>, "y", "generic").Cached(_cache), 1),
            KeyOf(Node.Create(Generic<object>, "y", "generic").Cached(_cache), 1),
            KeyOf(Node.Create((int x) => x, "y").Cached(_cache, new() { Key = "k" }), 1),
            KeyOf(Node.Create((int x) => x, "z").Cached(_cache, new() { Key = "k" }), 1),
            KeyOf(Node.Create((int x) => x, "y").Cached(_cache, new() { Key = "l" }), 1),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void Same_function_under_two_names_Has_one_key()
    {
        FunctionNode node = Node.Create(Generic<int>, "y", "one");
        Assert.Equal(KeyOf(node.Cached(_cache), 1), KeyOf(Node.Create(Generic<int>, "y", "two").Cached(_cache), 1));
        Assert.Equal(KeyOf(node.Cached(_cache), 1), KeyOf(node.Cached(_cache).WithName("three"), 1));
    }

    [Fact]
    public void Function_that_captures_a_variable_Needs_a_key()
    {
        int factor = 2;
        FunctionNode node = Node.Create((int x) => x * factor, "scaled");
        Assert.Equal(
            "Node 'scaled' cannot be cached by its inputs alone: its function captures 'factor'. Make it an input, or supply a CacheOptions.Key that identifies the function and its captured variables.",
            Refusal(node));
        Assert.Equal(["factor"], node.Function.Captures);
        Assert.Null(node.Function.Definition);
        Assert.Single(node.Cached(_cache, new() { Key = "k" }).Interceptors);
    }

    [Fact]
    public void Function_that_captures_from_several_scopes_Needs_a_key()
    {
        int factor = 2;
        for (int i = 0; i < 1; i++)
        {
            int offset = i;
            string message = Refusal(Node.Create((int x) => (x * factor) + offset + _field++, "y"));
            Assert.StartsWith("Node 'y' cannot be cached by its inputs alone: its function captures '", message, StringComparison.Ordinal);
            Assert.Equal("factor,offset,this", string.Join(',', new[] { "factor", "offset", "this" }.Where(n => message.Contains($"'{n}'", StringComparison.Ordinal))));
            Assert.EndsWith(". Make them inputs, or supply a CacheOptions.Key that identifies the function and its captured variables.", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Method_of_an_object_with_fields_Needs_a_key()
    {
        Assert.Contains(" captures 'this'.", Refusal(Node.Create((int x) => x + _field, "y")), StringComparison.Ordinal);
        Assert.Contains(" captures 'this'.", Refusal(Node.Create(new Counter().Next, "y")), StringComparison.Ordinal);
    }

    [Fact]
    public void Method_of_an_object_without_fields_Needs_no_key()
    {
        Assert.Null(Record.Exception(() => Node.Create(new Stateless().Twice, "y").Cached(_cache)));
    }

    [Fact]
    public void Function_made_from_data_Needs_a_key()
    {
        const string Message = "Node 'data' cannot be cached without a CacheOptions.Key: its function has no method in an assembly that could identify it. Supply a key, and change it when the function changes.";
        Assert.Equal(Message, Refusal(Node.CreateFrom(NodeFunction.FromValues(["x"], v => v["x"]), ["y"], "data")));
        Assert.Null(NodeFunction.FromValues(["x"], v => v["x"]).Definition);
        Assert.Empty(NodeFunction.FromValues(["x"], v => v["x"]).Captures);
    }

    [Fact]
    public void Interrupt_Is_refused()
    {
        Assert.Equal(
            "Interrupt 'ask' cannot be cached: a person answers it. Cache the node that produces its inputs.",
            Assert.Throws<GraphConfigurationException>(() => Node.Interrupt<bool>((string draft) => draft, "sent", "ask").Cached(_cache)).Message);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Input_that_JSON_cannot_show_Fails_the_node(string runner)
    {
        FunctionNode node = Node.Create((Opaque x) => 0, "y", "hash").Cached(_cache);
        RunResult opaque = await Both.RunAsync(runner, new Graph([node]), new { x = new Opaque(1) });
        Assert.Equal(
            "Node 'hash' is cached, but its input 'x' cannot be part of a key: JSON contains nothing of a Hypergraph.Caching.Tests.KeyTests+Opaque, so two of them cannot be distinguished. Accept a value that JSON can represent, or add a converter for it to CacheOptions.Json.",
            Assert.IsType<InvalidOperationException>(opaque.Error).Message);

        FunctionNode other = Node.Create((Func<int> x) => x(), "y", "call").Cached(_cache);
        RunResult function = await Both.RunAsync(runner, new Graph([other]), new { x = (Func<int>)(() => 1) });
        Assert.StartsWith("Node 'call' is cached, but its input 'x' cannot be part of a key: ", function.Error?.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Generic<T>(int x) => x + typeof(T).Name.Length;

    private string Refusal(CallableNode node) => Assert.Throws<GraphConfigurationException>(() => node.Cached(_cache)).Message;

    /// <summary>The key under which a node's outputs for an input are found.</summary>
    private static string KeyOf(FunctionNode node, object? x)
    {
        var values = new Dictionary<string, object?> { ["x"] = x };
        var events = new EventRecorder();
        for (int i = 0; i < 2; i++)
        {
            new SyncRunner(events).Run(new Graph([node]), values);
        }

        return events.Events.OfType<CacheHitEvent>().Last().Key!;
    }

    private class Shape;

    private sealed class Circle(int size) : Shape
    {
        public int Size { get; } = size;
    }

    private sealed class Square(int size) : Shape
    {
        public int Size { get; } = size;
    }

    private sealed record Holder(Shape Shape);

    private sealed class Fields
    {
        public int Public;
    }

    private sealed class Opaque(int secret)
    {
        public override string ToString() => $"{secret}";
    }

    private sealed class Counter
    {
        private int _count;

        public int Next(int x) => x + ++_count;
    }

    private sealed class Stateless
    {
        public int Twice(int x) => 2 * x;
    }
}
