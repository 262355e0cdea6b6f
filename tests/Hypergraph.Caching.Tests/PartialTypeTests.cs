using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Tests;

/// <summary>Types whose JSON does not contain the whole value.</summary>
public sealed class PartialTypeTests
{
    private readonly HybridCache _cache = NodeCaching.InMemory();

    private int _calls;

    public static TheoryData<object> Partial =>
    [
        new StringBuilder("cat"), new MemoryStream([1, 2]), new OwnStream(), new Regex("a"), (BigInteger)6, new Exception("e"), new PriorityQueue<int, int>(),
        new OwnException(), new Hidden(),
    ];

    [Theory]
    [MemberData(nameof(Partial))]
    public void Input_of_which_JSON_shows_only_a_part_Is_refused(object value)
    {
        var node = Node.Create((object x) => ++_calls, "y", "use").Cached(_cache, new() { Key = "k" });
        foreach (object input in new[] { value, new[] { value }, new Dictionary<string, object> { ["a"] = value }, Tuple.Create(value) })
        {
            string message = Assert.Throws<InvalidOperationException>(() => new SyncRunner().Run(new Graph([node]), ("x", input))).Message;
            Assert.StartsWith("Node 'use' is cached, but its input 'x' cannot be part of a key: JSON ", message, StringComparison.Ordinal);
            Assert.Contains($" of a {value.GetType()}, so two ", message, StringComparison.Ordinal);
            Assert.EndsWith(" Accept a value that JSON can represent, or add a converter for it to CacheOptions.Json.", message, StringComparison.Ordinal);
        }

        Assert.Equal(0, _calls);
    }

    [Fact]
    public void Declared_StringBuilder_Is_refused()
    {
        FunctionNode node = Node.Create((StringBuilder t) => t.ToString(), "y", "show").Cached(_cache, new() { Key = "k" });
        Assert.Equal(
            "Node 'show' is cached, but its input 't' cannot be part of a key: JSON does not contain the whole value of a System.Text.StringBuilder, so two different ones may look the same. Accept a value that JSON can represent, or add a converter for it to CacheOptions.Json.",
            Assert.Throws<InvalidOperationException>(() => new SyncRunner().Run(new Graph([node]), ("t", new StringBuilder("cat")))).Message);
    }

    [Fact]
    public void StringBuilder_with_a_converter_Is_told_apart()
    {
        var json = new JsonSerializerOptions { Converters = { new TextConverter() } };
        var graph = new Graph([Node.Create((StringBuilder t) => t.ToString(), "y", "show").Cached(_cache, new() { Key = "k", Json = json })]);
        Assert.Equal("cat", new SyncRunner().Run(graph, ("t", new StringBuilder("cat")))["y"]);
        Assert.Equal("dog", new SyncRunner().Run(graph, ("t", new StringBuilder("dog")))["y"]);
    }

    public static TheoryData<object, object> Whole => new()
    {
        { Tuple.Create(1, "a"), Tuple.Create(1, "b") },
        { Tuple.Create(1, 2, 3, 4, 5, 6, 7, 8), Tuple.Create(1, 2, 3, 4, 5, 6, 7, 9) },
        { KeyValuePair.Create(1, 2), KeyValuePair.Create(1, 3) },
        { new Complex(1, 2), new Complex(1, 3) },
        { new Vector3(1, 2, 3), new Vector3(1, 2, 4) },
        { 1..2, 1..3 },
        { new Rune('a'), new Rune('b') },
        { new { a = 1 }, new { a = 2 } },
        { new Version(1, 2), new Version(1, 3) },
        { new Uri("http://a/#1"), new Uri("http://a/#2") },
        { new HashSet<int> { 1 }, new HashSet<int> { 2 } },
        { new Memo(1), new Memo(2) },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void Input_that_JSON_shows_Is_told_apart(object one, object other)
    {
        var graph = new Graph([Node.Create((object x) => ++_calls, "y", "use").Cached(_cache, new() { Key = "k" })]);
        Assert.Equal([1, 2, 1], new[] { one, other, one }.Select(x => new SyncRunner().Run(graph, ("x", x))["y"]));
    }

    [Fact]
    public async Task StringBuilder_as_an_output_Is_kept_in_memory_only_and_reported()
    {
        var store = new SharedStore();
        var log = new WarningLog();
        for (int i = 0; i < 2; i++)
        {
            var graph = new Graph([Node.Create((string t) => { _calls++; return new StringBuilder(t); }, "y", "build").Cached(store.CreateCache(), new() { Key = "k" })]);
            Assert.Equal("abc", (await new AsyncRunner { Logger = log }.RunAsync(graph, ("t", "abc"))).Get<StringBuilder>("y").ToString());
            Assert.Equal("abc", (await new AsyncRunner { Logger = log }.RunAsync(graph, ("t", "abc"))).Get<StringBuilder>("y").ToString());
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (store.Written.Count <= i)
            {
                await Task.Delay(1, timeout.Token);
            }
        }

        Assert.Equal(2, _calls);
        Assert.Equal(2, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.Equal(
            "Node 'build' is cached in memory only: its output 'y' of type System.Text.StringBuilder does not survive a round trip through JSON, so that a distributed store cannot keep it (JSON does not contain the whole value of a System.Text.StringBuilder, so two different ones may look the same.). Declare a type that JSON can read back, or supply a converter in CacheOptions.Json",
            line));
    }

    private sealed class OwnStream : MemoryStream;

    private sealed class OwnException : Exception
    {
        public int Code { get; set; }
    }

    /// <summary>JSON shows nothing of it.</summary>
    private sealed class Hidden
    {
        [JsonIgnore]
        public int Value { get; set; }
    }

    /// <summary>Its public members are its value.</summary>
    private sealed class Memo(int value)
    {
        private string? _text;

        public int Value => value;

        public override string ToString() => _text ??= $"{value}";
    }

    private sealed class TextConverter : JsonConverter<StringBuilder>
    {
        public override StringBuilder Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString());

        public override void Write(Utf8JsonWriter writer, StringBuilder value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
