using System.Text.Json;
using Hypergraph.Tests.Events;

namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Values without an end or without a text: the silo continues, and the failure names the value.</summary>
public sealed class UnboundedValueTests(LocalCluster cluster) : IClassFixture<LocalCluster>
{
    private const int Limit = 64;
    private const string Half = "half \uD83D";
    private const string Deeper = "its lists and dictionaries are nested deeper than 64 levels, the limit for values without a declared type, or it contains itself.";

    private readonly OrleansRunner _runner = cluster.Runner;

    public static TheoryData<string> Shapes => ["cyclic list", "cyclic dictionary", "cyclic sequence", "deep list", "deep dictionary", "cycle in an array"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task RunAsync_An_output_without_an_end_Fails_by_name_and_names_the_limit(string shape)
    {
        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(Producing(), new { shape }));

        Assert.StartsWith("Graph 'producing': output 'made' of node 'make', a value of type System.", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(Deeper, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(6, (await _runner.RunAsync(TestGraphs.Chain(), new { x = 5 })).Get<int>("y"));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task RunAsync_An_input_without_an_end_Is_refused_by_name(string shape)
    {
        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(Consuming(), new Dictionary<string, object?> { ["value"] = Make(shape) }));

        Assert.StartsWith("Graph 'consuming': input 'value', a value of type System.", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(Deeper, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_An_output_without_an_end_Fails_its_item_alone()
    {
        string[] shapes = ["flat", "cyclic list", "flat", "deep dictionary"];

        MapResult result = await _runner.MapAsync(Producing(), new { shape = shapes }, over: "shape", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal([1, 3], result.Failures.Select(f => f.Index));
        Assert.All(result.Failures, f => Assert.IsType<ValueTransportException>(f.Error));
        Assert.Equal(["flat"], Assert.IsType<object?[]>(result[2].Get<object>("made")));
    }

    [Fact]
    public async Task MapAsync_An_input_without_an_end_Is_refused_by_name()
    {
        object?[] values = [1, Make("cyclic list")];

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.MapAsync(Consuming(), new { value = values }, over: "value"));

        Assert.Contains(Deeper, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_A_value_as_deep_as_the_limit_Arrives_and_one_level_more_does_not(bool ofDictionaries)
    {
        RunResult result = await _runner.RunAsync(Consuming(), new Dictionary<string, object?> { ["value"] = Nested(Limit, ofDictionaries) });
        await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(Consuming(), new Dictionary<string, object?> { ["value"] = Nested(Limit + 1, ofDictionaries) }));

        object? inner = result.Get<object>("same");
        for (int i = 0; i < Limit; i++)
        {
            inner = ofDictionaries ? Assert.IsType<Dictionary<string, object?>>(inner)["in"] : Assert.Single(Assert.IsType<object?[]>(inner));
        }

        Assert.Equal(7, inner);
    }

    [Fact]
    public async Task RunAsync_A_declared_type_that_contains_itself_Fails_by_name_and_appears_in_events_as_its_type()
    {
        var recorder = new RecordingProcessor();
        var graph = new Graph("rings",
        [
            Node.Create((int x) => Ring.Closed(), output: "ring", name: "close"),
            Node.Create((Ring ring) => ring.Next == ring, output: "isClosed", name: "look"),
        ]);

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(graph, new { x = 1 }, new RunOptions { EventProcessors = [recorder] }));
        RunResult selected = await _runner.RunAsync(graph.Select("isClosed"), new { x = 1 });

        Assert.Contains("maximum allowed depth of 64", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(new RemoteValue(typeof(Ring).FullName!, Text: null), recorder.Events.OfType<NodeEndEvent>().First().Outputs!["ring"]);
        Assert.True(selected.Get<bool>("isClosed"));
    }

    [Fact]
    public async Task RunAsync_A_list_of_objects_in_a_declared_type_contains_itself_Fails_by_name()
    {
        var graph = new Graph("bags", [Node.Create((int x) => new Dictionary<string, object?> { ["in"] = Make("cyclic list") }, output: "bag", name: "fill")]);

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(graph, new { x = 1 }));

        Assert.Contains("maximum allowed depth of 64", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_A_sequence_that_never_ends_Fails_by_name(bool isDeclared)
    {
        Delegate make = isDeclared ? (int x) => Endless() : (int x) => (object)Endless();
        var graph = new Graph("endless", [Node.Create(make, output: "numbers", name: "count")]);

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(graph, new { x = 1 }));

        Assert.StartsWith("Graph 'endless': output 'numbers' of node 'count' is too large to travel between machines: more than 33,554,432 bytes.", thrown.Message, StringComparison.Ordinal);

        static IEnumerable<long> Endless()
        {
            for (long n = 0; ; n++)
            {
                yield return n;
            }
        }
    }

    [Theory]
    [InlineData("a text")]
    [InlineData("a text without a type")]
    [InlineData("a text in a list")]
    [InlineData("a text in a record")]
    [InlineData("a key")]
    [InlineData("a key without a type")]
    [InlineData("a character")]
    [InlineData("a character without a type")]
    public async Task RunAsync_Text_with_half_of_a_surrogate_pair_Is_rejected_not_replaced(string where)
    {
        Delegate make = where switch
        {
            "a text" => (int x) => Half,
            "a text without a type" => (int x) => (object)Half,
            "a text in a list" => (int x) => new[] { "whole", Half },
            "a text in a record" => (int x) => new Named(Half),
            "a key" => (int x) => new Dictionary<string, int> { [Half] = 1 },
            "a key without a type" => (int x) => (object)new Dictionary<string, object> { [Half] = 1 },
            "a character" => (int x) => new[] { Half[^1] },
            _ => (int x) => (object)Half[^1],
        };
        var graph = new Graph("texts", [Node.Create(make, output: "text", name: "write")]);

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(graph, new { x = 1 }));

        Assert.Contains("an unpaired surrogate, U+D83D at index ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Text_with_half_of_a_surrogate_pair_Is_refused_as_an_input_and_escaped_in_events_and_messages()
    {
        var recorder = new RecordingProcessor();
        var graph = new Graph("texts",
        [
            Node.Create((int x) => Half, output: "text", name: "write"),
            Node.Create((string text) => text.Length > 0 ? throw new InvalidDataException(text) : text, output: "read", name: "read"),
        ]);

        ValueTransportException input = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(Consuming(), new { value = Half }));
        RemoteNodeException error = await Assert.ThrowsAsync<RemoteNodeException>(() => _runner.RunAsync(graph.Select("read"), new { x = 1 }, new RunOptions { EventProcessors = [recorder] }));
        RunResult whole = await _runner.RunAsync(Consuming(), new { value = "whole 😀 \uFFFD" });

        Assert.StartsWith("Graph 'consuming': input 'value'", input.Message, StringComparison.Ordinal);
        Assert.Equal("half \\uD83D", error.Message);
        Assert.Equal(new RemoteValue("System.String", "half \\uD83D"), recorder.Events.OfType<NodeEndEvent>().First().Outputs!["text"]);
        Assert.Equal("whole 😀 \uFFFD", whole.Get<object>("same"));
    }

    [Fact]
    public void Write_With_custom_options_Uses_them()
    {
        var codec = new JsonValueCodec(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

        Assert.Equal("{\"name\":\"Zoë <>\"}"u8.ToArray(), codec.Write(new Named("Zoë <>"), typeof(Named)));
        Assert.Equal("{\"Name\":\"\\u003C\\uD83D\\uDE00\\u003E\"}"u8.ToArray(), JsonValueCodec.Default.Write(new Named("<😀>"), typeof(Named)));
    }

    private static Graph Producing() => new("producing", [Node.Create((string shape) => Make(shape), output: "made", name: "make")]);

    private static Graph Consuming() => new("consuming", [Node.Create((object? value) => value, output: "same", name: "pass")]);

    private static object Make(string shape)
    {
        switch (shape)
        {
            case "flat":
                return new List<object> { "flat" };
            case "cyclic list":
                var list = new List<object> { 1 };
                list.Add(new object[] { list });
                return list;
            case "cyclic dictionary":
                var dictionary = new Dictionary<string, object>();
                dictionary["self"] = dictionary;
                return dictionary;
            case "cyclic sequence":
                var numbers = new List<object>();
                numbers.Add(numbers.Select(n => n));
                return numbers;
            case "deep list":
                return Nested(200_000, ofDictionaries: false);
            case "deep dictionary":
                return Nested(200_000, ofDictionaries: true);
            default:
                object[] array = [1, 2];
                array[1] = new List<object> { array };
                return array;
        }
    }

    private static object Nested(int levels, bool ofDictionaries)
    {
        object value = 7;
        for (int i = 0; i < levels; i++)
        {
            value = ofDictionaries ? new Dictionary<string, object> { ["in"] = value } : new List<object> { value };
        }

        return value;
    }

    public sealed record Named(string Name);

    /// <summary>A record whose text is endless.</summary>
    public sealed record Ring
    {
        public Ring? Next { get; set; }

        public static Ring Closed()
        {
            var ring = new Ring();
            ring.Next = ring;
            return ring;
        }
    }
}
