using System.Collections.Frozen;
using System.Text.Json;
using Hypergraph.Events.Json;
using Hypergraph.Events.Origins;
using Hypergraph.Events.Outline;

namespace Hypergraph.Events.Records;

/// <summary>Reads the JSON that <see cref="EventJsonWriter{TOutput}"/> writes, one event after the other. Not thread-safe.</summary>
internal sealed class EventJsonReader
{
    private static readonly FrozenDictionary<string, Func<EventJsonReader, Event>> Creators = new Dictionary<string, Func<EventJsonReader, Event>>
    {
        ["NodeStart"] = static r => new NodeStartEvent(r.Stamp(), r.Node) { Inputs = r._fields.Inputs },
        ["NodeEnd"] = static r => r.CreateNodeEnd(),
        ["RunStart"] = static r => new RunStartEvent(r.Stamp()) { IsMap = r._fields.IsMap, MapSize = r._fields.MapSize, Outline = r.ReadOutline() },
        ["RunEnd"] = static r => r.CreateRunEnd(),
        ["NodeError"] = static r => r.CreateNodeError(),
        ["NodeProgress"] = static r => new NodeProgressEvent(r.Stamp(), r.Node, EventFields.Required(r._fields.Done, "done")) { Total = r._fields.Total },
        ["StreamingChunk"] = static r => new StreamingChunkEvent(r.Stamp(), r.Node, EventFields.Required(r._fields.Index, "index")) { Chunk = r._fields.Value },
        ["CacheHit"] = static r => new CacheHitEvent(r.Stamp(), r.Node) { Key = r._fields.Key },
        ["RouteDecision"] = static r => r.CreateRouteDecision(),
        ["Interrupt"] = static r => new InterruptEvent(r.Stamp(), r.Node, EventFields.Required(r._fields.Response, "response")) { Value = r._fields.Value },
        ["StopRequested"] = static r => new StopRequestedEvent(r.Stamp()) { Reason = r._fields.Reason },
        ["RunResumed"] = static r => new RunResumedEvent(r.Stamp(), EventFields.Required(r._fields.RestoredNodes, "restoredNodes")),
        ["RunStoreError"] = static r => new RunStoreErrorEvent(r.Stamp(), r._fields.ErrorType ?? string.Empty, r._fields.ErrorMessage ?? string.Empty),
        ["NodeAttemptStart"] = static r => new NodeAttemptStartEvent(r.Stamp(), r.Node, EventFields.Required(r._fields.Attempt, "attempt")),
        ["NodeAttemptEnd"] = static r => r.CreateAttemptEnd(),
    }.ToFrozenDictionary();

    private readonly EventFields _fields = new();
    private EventOrigin _origin = EventOrigin.Unknown;

    /// <summary>The major version of the format of the last event.</summary>
    public int Version => _fields.Version;

    /// <summary>The type of the last event; null if it had none.</summary>
    public string? Type => _fields.Type;

    /// <summary>Reads an event.</summary>
    /// <param name="reader">A reader on the first token of the event; afterwards on its last.</param>
    /// <returns>The event; null if its type is not known here.</returns>
    /// <exception cref="JsonException">The JSON is not an event.</exception>
    public Event? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event is an object.");
        }

        Utf8JsonReader start = reader;
        try
        {
            _fields.Read(ref reader);
            return Creators.TryGetValue(EventFields.Required(_fields.Type, "type"), out Func<EventJsonReader, Event>? create) ? create(this) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            // A property of an unknown type may have the name of a known one, and another form.
            _fields.ReadHeader(ref start);
            if (_fields.Type is { } type && !Creators.ContainsKey(type))
            {
                reader = start;
                return null;
            }

            throw exception as JsonException ?? new JsonException($"The event cannot be read: {exception.Message}", exception);
        }
    }

    private NodeEndEvent CreateNodeEnd()
    {
        TimeSpan duration = EventFields.Required(_fields.Duration, "duration");
        return new NodeEndEvent(Stamp(), Node, duration)
        {
            IsCached = _fields.IsCached,
            IsRestored = _fields.IsRestored,
            IsStopped = _fields.IsStopped,
            Outputs = _fields.Outputs,
        };
    }

    private RunEndEvent CreateRunEnd()
    {
        RunStatus status = StatusOf(EventFields.Required(_fields.Status, "status"));
        TimeSpan duration = EventFields.Required(_fields.Duration, "duration");
        return new RunEndEvent(Stamp(), status, duration)
        {
            FailureCount = _fields.FailureCount,
            ErrorType = _fields.ErrorType,
            ErrorMessage = _fields.ErrorMessage,
            ErrorLocation = _fields.ErrorLocation,
        };
    }

    /// <summary>The status of most runs is known without a search among all names.</summary>
    private static RunStatus StatusOf(string name) => name == "completed" ? RunStatus.Completed : Enum.Parse<RunStatus>(name, ignoreCase: true);

    private NodeErrorEvent CreateNodeError()
    {
        TimeSpan duration = EventFields.Required(_fields.Duration, "duration");
        return new NodeErrorEvent(Stamp(), Node, _fields.ErrorType ?? string.Empty, _fields.ErrorMessage ?? string.Empty, duration)
        {
            ErrorLocation = _fields.ErrorLocation,
            ErrorStackTrace = _fields.ErrorStack,
            IsRestored = _fields.IsRestored,
        };
    }

    private RouteDecisionEvent CreateRouteDecision()
    {
        List<string> decision = EventFields.Required(_fields.Decision, "decision");
        return new RouteDecisionEvent(Stamp(), Node, [.. decision]) { AllowsMultiple = _fields.IsMultiple };
    }

    private NodeAttemptEndEvent CreateAttemptEnd()
    {
        int attempt = EventFields.Required(_fields.Attempt, "attempt");
        TimeSpan duration = EventFields.Required(_fields.Duration, "duration");
        return new NodeAttemptEndEvent(Stamp(), Node, attempt, duration)
        {
            ErrorType = _fields.ErrorType,
            ErrorMessage = _fields.ErrorMessage,
            ErrorLocation = _fields.ErrorLocation,
        };
    }

    private string Node => _fields.Node ?? string.Empty;

    private EventStamp Stamp()
    {
        _fields.RequireIdentity();
        return new EventStamp(Origin(), _fields.Span, _fields.Parent, _fields.Time.GetValueOrDefault().UtcTicks);
    }

    /// <summary>Returns the origin of the last event if it has the same; the start and the end of a node often follow each other.</summary>
    private EventOrigin Origin()
    {
        EventOrigin last = _origin;
        bool isSame = last.RunId == _fields.Run
            && last.ItemIndex == _fields.Item
            && last.ExplicitLocation?.Path == _fields.Path
            && last.ItemLabel == _fields.ItemLabel
            && last.GraphName == _fields.Graph
            && last.WorkflowId == _fields.Workflow;
        return isSame
            ? last
            : _origin = new EventOrigin(_fields.Run, _fields.Graph, _fields.Workflow, _fields.Item, new EventLocation(_fields.Path, _fields.ItemLabel));
    }

    private GraphOutline? ReadOutline() => _fields.Outline is { } outline ? OutlineJsonReader.Read(outline, _fields.DeepGraphs) : null;
}
