using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Events;

/// <summary>Events as JSON.</summary>
public partial class EventJsonTests
{
    private static readonly JsonSerializerOptions WithValues = new() { Converters = { new EventJsonConverter { IncludesValues = true } } };

    private static async Task<List<Event>> EventsAsync()
    {
        var row = new Graph("row", [Node.Create((int cell, string path) => cell > 1 ? throw new FormatException($"bad \"{cell}\"") : cell, output: "value", name: "parse")]);
        var graph = new Graph(
            "file",
            [
                row.AsNode("rows").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue),
                Node.IfElse((int?[] value) => value.Length > 1, then: "ask", otherwise: Node.End, name: "many"),
                Node.Interrupt<bool>((int?[] value) => value.Length, "ok", "ask"),
            ]);
        var recorder = new RecordingProcessor();
        _ = await new AsyncRunner(recorder).RunAsync(graph, new { cell = new[] { 1, 2 }, path = "a" }, new RunOptions { WorkflowId = "w" });
        return recorder.Events;
    }

    [Fact]
    public async Task A_stream_of_events_Serializes_and_reads_back()
    {
        List<Event> events = await EventsAsync();
        foreach (Event e in events)
        {
            string json = JsonSerializer.Serialize(e);
            Event read = JsonSerializer.Deserialize<Event>(json)!;

            Assert.Equal(e.GetType(), read.GetType());
            Assert.Equal((e.RunId, e.SpanId, e.ParentSpanId, e.Timestamp), (read.RunId, read.SpanId, read.ParentSpanId, read.Timestamp));
            Assert.Equal((e.GraphName, e.WorkflowId, e.ItemIndex, e.NodePath, e.ItemLabel), (read.GraphName, read.WorkflowId, read.ItemIndex, read.NodePath, read.ItemLabel));
            Assert.Equal(e.ItemPath, read.ItemPath);
            Assert.Equal(json, JsonSerializer.Serialize(read));
        }
    }

    [Fact]
    public async Task An_event_Has_its_type_its_place_and_no_values()
    {
        NodeErrorEvent error = Assert.Single((await EventsAsync()).OfType<NodeErrorEvent>());
        JsonObject json = JsonSerializer.SerializeToNode<Event>(error)!.AsObject();

        Assert.Equal(
            ["v", "type", "time", "run", "span", "parent", "graph", "workflow", "item", "path", "node", "duration", "error"],
            json.Select(p => p.Key));
        Assert.Equal("NodeError", (string?)json["type"]);
        Assert.Equal(error.RunId.ToString(), (string?)json["run"]);
        Assert.Equal(1, (int?)json["v"]);
        Assert.Equal("rows[1]/parse", (string?)json["path"]);
        Assert.Equal("""{"type":"System.FormatException","message":"bad \u00222\u0022","location":"rows/parse [item 1]"}""", json["error"]!.ToJsonString());
        Assert.DoesNotContain("inputs", JsonSerializer.Serialize(await EventsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_Are_written_where_they_are_asked_for()
    {
        List<Event> events = await EventsAsync();

        NodeStartEvent start = events.OfType<NodeStartEvent>().First(e => e.NodeName == "parse");
        Assert.Equal($$"""{"cell":{{start.Inputs!["cell"]}},"path":"a"}""", JsonSerializer.SerializeToNode<Event>(start, WithValues)!["inputs"]!.ToJsonString());
        Assert.Equal("2", JsonSerializer.SerializeToNode<Event>(events.OfType<InterruptEvent>().First(), WithValues)!["value"]!.ToJsonString());
        var read = Assert.IsType<NodeStartEvent>(JsonSerializer.Deserialize<Event>(JsonSerializer.Serialize<Event>(start, WithValues)));
        Assert.Equal("a", Assert.IsType<JsonElement>(read.Inputs!["path"]).GetString());
    }

    [Fact]
    public void Values_that_cannot_be_serialized_Are_named_by_their_type()
    {
        var cycle = new Knot();
        cycle.Self = cycle;
        var e = new NodeEndEvent
        {
            RunId = RunId.New(),
            SpanId = SpanId.New(),
            Timestamp = DateTimeOffset.UnixEpoch,
            NodeName = "n",
            Duration = TimeSpan.FromTicks(1),
            Outputs = new Dictionary<string, object?> { ["cycle"] = cycle, ["action"] = new Action(() => { }), ["throws"] = new Hostile(), ["fine"] = 1.5, ["nothing"] = null },
        };

        Assert.Equal(
            """{"cycle":{"$unserializable":"Hypergraph.Tests.Events.EventJsonTests\u002BKnot"},"action":{"$unserializable":"System.Action"},"throws":{"$unserializable":"Hypergraph.Tests.Events.EventJsonTests\u002BHostile"},"fine":1.5,"nothing":null}""",
            JsonSerializer.SerializeToNode<Event>(e, WithValues)!["outputs"]!.ToJsonString());
    }

    [Fact]
    public async Task Source_generated_contexts_Serialize_events()
    {
        List<Event> events = await EventsAsync();

        string expected = JsonSerializer.Serialize(events);
        Assert.Equal(expected, JsonSerializer.Serialize(events, OwnContext.Default.IReadOnlyListEvent));
        Assert.Equal(JsonSerializer.Serialize(events[0]), JsonSerializer.Serialize(events[0], OwnContext.Default.Event));
        Assert.Equal(events.Count, JsonSerializer.Deserialize(expected, OwnContext.Default.IReadOnlyListEvent)!.Count);
    }

    [Theory]
    [InlineData("""{"type":"Later"}""", "'Later' is not a type of event that is known here. It may come from a newer version.")]
    [InlineData("[]", "An event is an object.")]
    [InlineData("{}", "The event has no 'type'.")]
    [InlineData("""{"type":"NodeStart"}""", "The event has no 'time'.")]
    [InlineData("""{"type":"NodeEnd"}""", "The event has no 'duration'.")]
    [InlineData("""{"type":"RouteDecision"}""", "The event has no 'decision'.")]
    [InlineData("""{"type":"RunResumed","time":"2026-01-01T00:00:00Z","run":"00000000000000000000000000000001","span":"0000000000000002"}""", "The event has no 'restoredNodes'.")]
    public void What_is_no_event_Is_refused(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Event>(json)).Message);

    [Fact]
    public void Every_kind_of_event_Reads_back_as_it_was()
    {
        var id = RunId.New();
        var span = SpanId.New();
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddTicks(1_234_567);
        Event[] events =
        [
            new RouteDecisionEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "g", Decision = ["a", "END"], AllowsMultiple = true },
            new StopRequestedEvent { RunId = id, SpanId = span, Timestamp = now, Reason = "enough" },
            new RunResumedEvent { RunId = id, SpanId = span, Timestamp = now, RestoredNodes = 12 },
            new RunStoreErrorEvent { RunId = id, SpanId = span, Timestamp = now, ErrorType = "T", ErrorMessage = "m" },
            new NodeProgressEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Done = 3, Total = 9 },
            new StreamingChunkEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Index = 4 },
            new CacheHitEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Key = "k" },
            new NodeAttemptStartEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Attempt = 2 },
            new NodeAttemptEndEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Attempt = 2, Duration = TimeSpan.FromTicks(7), ErrorType = "T", ErrorMessage = "m" },
            new RunEndEvent { RunId = id, SpanId = span, Timestamp = now, Status = RunStatus.Partial, Duration = TimeSpan.FromTicks(7), FailureCount = 2 },
            new NodeEndEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Duration = TimeSpan.FromTicks(7), IsCached = true, IsStopped = true },
            new NodeEndEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Duration = TimeSpan.FromTicks(7), IsRestored = true },
            new NodeErrorEvent { RunId = id, SpanId = span, Timestamp = now, NodeName = "n", Duration = TimeSpan.FromTicks(7), ErrorType = "T", ErrorMessage = "m", IsRestored = true },
            new RunStartEvent { RunId = id, SpanId = span, Timestamp = now, IsMap = true, MapSize = 4, ItemIndex = 2, ItemPath = [1, 2], ItemLabel = "x" },
        ];

        string json = JsonSerializer.Serialize(events);
        Event[] read = JsonSerializer.Deserialize<Event[]>(json)!;

        Assert.Equal(events.Select(e => e.GetType()), read.Select(e => e.GetType()));
        Assert.Equal(json, JsonSerializer.Serialize(read));
        Assert.Equal(12, read.OfType<RunResumedEvent>().Single().RestoredNodes);
        Assert.Equal([false, true], read.OfType<NodeEndEvent>().Select(e => e.IsRestored));
        Assert.True(read.OfType<NodeErrorEvent>().Single().IsRestored);
    }

    private sealed class Knot
    {
        public Knot? Self { get; set; }
    }

    private sealed class Hostile
    {
        public int Value => throw new InvalidOperationException();
    }

    [JsonSerializable(typeof(Event))]
    [JsonSerializable(typeof(IReadOnlyList<Event>))]
    private sealed partial class OwnContext : JsonSerializerContext;
}
