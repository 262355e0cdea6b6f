using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypergraph.Tests.Logs;

/// <summary>Values in logs that are unusual: a log of them is readable, and they are what they were without it.</summary>
public sealed class LoggedValuesTests
{
    [Fact]
    public async Task Sequence_that_is_read_only_once_Is_left_to_the_node()
    {
        using var queue = new BlockingCollection<int> { 1, 2, 3 };
        queue.CompleteAdding();

        (RunResult result, List<Event> events) = await LogAsync((int x) => queue.GetConsumingEnumerable(), (IEnumerable<int> y) => y.Sum());

        Assert.Equal(6, result["z"]);
        Assert.StartsWith("""{"$unserializable":"System.Collections.Concurrent.BlockingCollection""", OutputOf(events, "first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sequence_without_an_end_Is_written_as_its_type()
    {
        (RunResult result, List<Event> events) = await LogAsync((int x) => Endless(x), (IEnumerable<int> y) => y.First());

        Assert.Equal(1, result["z"]);
        Assert.StartsWith("""{"$unserializable":""", OutputOf(events, "first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collections_Are_written_with_their_elements()
    {
        (_, List<Event> events) = await LogAsync((int x) => new HashSet<int> { x, 2 }, (HashSet<int> y) => y.ToDictionary(n => n, n => new[] { n }));

        Assert.Equal("[1,2]", OutputOf(events, "first"));
        Assert.Equal("""{"1":[1],"2":[2]}""", OutputOf(events, "second"));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(600)]
    public async Task Value_as_deep_as_the_serializer_writes_Is_read_back(int depth)
    {
        var options = new JsonSerializerOptions { MaxDepth = depth + 1 };

        (_, List<Event> events) = await LogAsync((int x) => NestedArray(depth), (object[] y) => 0, options);

        Assert.Equal(new string('[', depth) + new string(']', depth), OutputOf(events, "first"));
    }

    [Fact]
    public async Task Value_that_is_deeper_than_readers_accept_Is_written_as_its_type()
    {
        (_, List<Event> events) = await LogAsync((int x) => NestedArray(1500), (object[] y) => 0, new JsonSerializerOptions { MaxDepth = 2000 });

        Assert.Equal("""{"$unserializable":"System.Object[]"}""", OutputOf(events, "first"));
    }

    [Fact]
    public async Task Line_breaks_of_options_and_of_converters_Are_removed()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        options.Converters.Add(new TwoLines());

        (_, List<Event> events) = await LogAsync((int x) => new { a = x }, (object y) => new Uri("http://127.0.0.1"), options);

        Assert.Equal("""{"a":1}""", OutputOf(events, "first"));
        Assert.Equal("[1,2]", OutputOf(events, "second"));
    }

    private static async Task<(RunResult Result, List<Event> Events)> LogAsync(Delegate first, Delegate second, JsonSerializerOptions? options = null)
    {
        var graph = new Graph([Node.Create(first, "y", "first"), Node.Create(second, "z", "second")]);
        using var stream = new MemoryStream();
        RunResult result;
        using (var log = new JsonLinesEventProcessor(stream, new JsonLinesOptions { IncludesValues = true, LeavesStreamOpen = true, SerializerOptions = options }))
        {
            result = await new AsyncRunner(log).RunAsync(graph, ("x", 1));
        }

        Assert.Equal(6, Encoding.UTF8.GetString(stream.ToArray()).Count('\n'));
        stream.Position = 0;
        return (result, await EventLog.ReadAsync(stream).ToListAsync());
    }

    private static string OutputOf(List<Event> events, string node)
    {
        NodeEndEvent end = Assert.Single(events.OfType<NodeEndEvent>(), e => e.NodeName == node);
        return ((JsonElement)Assert.Single(end.Outputs!).Value!).GetRawText();
    }

    private static object[] NestedArray(int depth) => depth == 1 ? [] : [NestedArray(depth - 1)];

    private static IEnumerable<int> Endless(int first)
    {
        for (int i = first; ; i++)
        {
            yield return i;
        }
    }

    private sealed class TwoLines : JsonConverter<Uri>
    {
        public override Uri Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Uri value, JsonSerializerOptions options) => writer.WriteRawValue("[1,\n2]");
    }
}
