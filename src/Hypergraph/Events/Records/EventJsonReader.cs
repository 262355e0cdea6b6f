using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Hypergraph.Events.Records;

/// <summary>Reads the JSON that <see cref="EventJsonWriter"/> writes. Unknown properties are ignored.</summary>
internal static class EventJsonReader
{
    /// <exception cref="JsonException">The JSON is not an event, or an event of an unknown type.</exception>
    public static Event Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("An event is an object.");
        }

        try
        {
            Event e = WithLocation(json, Create(json));
            return e is NodeEvent node ? node with { NodeName = Text(json, "node") ?? string.Empty } : e;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new JsonException($"The event cannot be read: {exception.Message}", exception);
        }
    }

    private static Event WithLocation(JsonElement json, Event e)
    {
        Event identified = e with
        {
            Timestamp = Property(json, "time").GetDateTimeOffset(),
            RunId = RunId.Parse(Required(json, "run")),
            SpanId = SpanId.Parse(Required(json, "span")),
            ParentSpanId = Text(json, "parent") is { } parent ? SpanId.Parse(parent) : null,
            GraphName = Text(json, "graph"),
            WorkflowId = Text(json, "workflow"),
            ItemIndex = Number(json, "item") is { } item ? (int)item : null,
        };
        return identified with
        {
            NodePath = Text(json, "nodePath"),
            ItemPath = json.TryGetProperty("itemPath", out JsonElement items) ? [.. items.EnumerateArray().Select(i => i.GetInt32())] : [],
            ItemLabel = Text(json, "itemLabel"),
        };
    }

    private static Event Create(JsonElement json) => Required(json, "type") switch
    {
        "RunStart" => new RunStartEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            IsMap = Flag(json, "isMap"),
            MapSize = Number(json, "mapSize") is { } size ? (int)size : null,
            Outline = Outline(json),
        },
        "RunEnd" => new RunEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            Status = Value<RunStatus>(json, "status"),
            Duration = Duration(json),
            FailureCount = (int)(Number(json, "failureCount") ?? 0),
            ErrorType = ErrorText(json, "type"),
            ErrorMessage = ErrorText(json, "message"),
            ErrorLocation = ErrorText(json, "location"),
        },
        "NodeStart" => new NodeStartEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = string.Empty, Inputs = Values(json, "inputs") },
        "NodeEnd" => new NodeEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = string.Empty,
            Duration = Duration(json),
            IsCached = Flag(json, "cached"),
            IsStopped = Flag(json, "stopped"),
            Outputs = Values(json, "outputs"),
        },
        "NodeError" => new NodeErrorEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = string.Empty,
            Duration = Duration(json),
            ErrorType = ErrorText(json, "type") ?? string.Empty,
            ErrorMessage = ErrorText(json, "message") ?? string.Empty,
            ErrorLocation = ErrorText(json, "location"),
        },
        var type => CreateDetailEvent(json, type),
    };

    private static Event CreateDetailEvent(JsonElement json, string type) => type switch
    {
        "RouteDecision" => new RouteDecisionEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = string.Empty,
            Decision = [.. Property(json, "decision").EnumerateArray().Select(t => t.GetString()!)],
            AllowsMultiple = Flag(json, "isMultiple"),
        },
        "Interrupt" => new InterruptEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = string.Empty, ResponseParameter = Required(json, "response"), Value = Value(json, "value") },
        "StopRequested" => new StopRequestedEvent { RunId = default, SpanId = default, Timestamp = default, Reason = Text(json, "reason") },
        "NodeProgress" => new NodeProgressEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = string.Empty, Done = Property(json, "done").GetInt64(), Total = Number(json, "total") },
        "StreamingChunk" => new StreamingChunkEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = string.Empty, Index = Property(json, "index").GetInt64(), Chunk = Value(json, "chunk") },
        "CacheHit" => new CacheHitEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = string.Empty, Key = Text(json, "key") },
        "NodeAttemptStart" => new NodeAttemptStartEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = string.Empty, Attempt = Property(json, "attempt").GetInt32() },
        "NodeAttemptEnd" => new NodeAttemptEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = string.Empty,
            Attempt = Property(json, "attempt").GetInt32(),
            Duration = Duration(json),
            ErrorType = ErrorText(json, "type"),
            ErrorMessage = ErrorText(json, "message"),
            ErrorLocation = ErrorText(json, "location"),
        },
        _ => throw new JsonException($"'{type}' is not a type of event that is known here. It may come from a newer version."),
    };

    private static JsonElement Property(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value : throw new JsonException($"The event has no '{name}'.");

    private static string Required(JsonElement json, string name) => Property(json, name).GetString() ?? throw new JsonException($"The event has no '{name}'.");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetInt64() : null;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private static T Value<T>(JsonElement json, string name)
        where T : struct, Enum => Enum.Parse<T>(Required(json, name), ignoreCase: true);

    private static TimeSpan Duration(JsonElement json) => TimeSpan.ParseExact(Required(json, "duration"), "c", CultureInfo.InvariantCulture);

    private static string? ErrorText(JsonElement json, string name) => json.TryGetProperty("error", out JsonElement error) ? Text(error, name) : null;

    private static JsonElement? Value(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.Clone() : null;

    private static Dictionary<string, object?>? Values(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement values)
        ? values.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Null ? null : (object?)p.Value.Clone())
        : null;

    private static GraphOutline? Outline(JsonElement json)
    {
        if (!json.TryGetProperty("outline", out JsonElement outline))
        {
            return null;
        }

        List<GraphOutline> deep = [];
        if (json.TryGetProperty("deepGraphs", out JsonElement graphs))
        {
            foreach (JsonElement graph in graphs.EnumerateArray())
            {
                deep.Add(Graph(graph, deep));
            }
        }

        return Graph(outline, deep);
    }

    /// <param name="json">The graph.</param>
    /// <param name="deep">The graphs to which nodes may refer by their index.</param>
    private static GraphOutline Graph(JsonElement json, List<GraphOutline> deep)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return new GraphOutline
        {
            Name = Text(json, "name"),
            Nodes =
            [
                .. Property(json, "nodes").EnumerateArray().Select(node => new NodeOutline
                {
                    Name = Required(node, "name"),
                    Kind = Value<NodeKind>(node, "kind"),
                    IsMapped = Flag(node, "isMapped"),
                    IsInLoop = Flag(node, "isInLoop"),
                    Graph = node.TryGetProperty("graph", out JsonElement graph) ? Graph(graph, deep)
                        : Number(node, "graphIndex") is { } index ? deep[checked((int)index)]
                        : null,
                }),
            ],
        };
    }
}
