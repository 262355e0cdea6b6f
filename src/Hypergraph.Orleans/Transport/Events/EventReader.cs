using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans.Transport.Events;

/// <summary>Deserializes the events of one attempt at an item, in order.</summary>
/// <param name="graph">The graph.</param>
/// <param name="codec">Deserializes values.</param>
/// <param name="workflowId">The caller's name for the run, or null.</param>
/// <param name="runId">The id of the item's run.</param>
internal sealed class EventReader(Graph graph, ValueCodec codec, string? workflowId, RunId runId)
{
    private readonly Dictionary<int, Span> _open = [];

    public Event Read(WireEvent wire) => wire.Kind switch
    {
        WireEventKind.RunStart => OpenRun(wire),
        WireEventKind.NodeStart => OpenNode(wire),
        WireEventKind.RunEnd => Close(wire, new RunEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            Status = wire.Status,
            Duration = new TimeSpan(wire.Duration),
            ErrorType = wire.ErrorType,
            ErrorMessage = wire.ErrorMessage,
            FailureCount = (int)wire.Number,
        }),
        WireEventKind.NodeEnd => Close(wire, new NodeEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = NameOf(wire),
            Duration = new TimeSpan(wire.Duration),
            IsCached = wire.Flag,
            IsRestored = wire.IsRestored,
            IsStopped = wire.IsStopped,
            Outputs = ReadValues(wire, name => DeclaredTypes.OutputTypeOf(NodeOf(wire), name)),
        }),
        WireEventKind.NodeError => Close(wire, new NodeErrorEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = NameOf(wire),
            Duration = new TimeSpan(wire.Duration),
            ErrorType = wire.ErrorType ?? string.Empty,
            ErrorMessage = wire.ErrorMessage ?? string.Empty,
            IsRestored = wire.IsRestored,
        }),
        WireEventKind.Interrupt => Close(wire, new InterruptEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = wire.Name ?? NameOf(wire),
            ResponseParameter = wire.Text ?? string.Empty,
            Value = ReadFirst(wire),
        }),
        _ => ReadDetailEvent(wire),
    };

    private Event ReadDetailEvent(WireEvent wire) => Stamp(wire, wire.Kind switch
    {
        WireEventKind.Route => new RouteDecisionEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(wire), Decision = wire.Texts ?? [], AllowsMultiple = wire.Flag },
        WireEventKind.StopRequested => new StopRequestedEvent { RunId = default, SpanId = default, Timestamp = default, Reason = wire.Text },
        WireEventKind.RunResumed => new RunResumedEvent { RunId = default, SpanId = default, Timestamp = default, RestoredNodes = (int)wire.Number },
        WireEventKind.RunStoreError => new RunStoreErrorEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            ErrorType = wire.ErrorType ?? string.Empty,
            ErrorMessage = wire.ErrorMessage ?? string.Empty,
        },
        WireEventKind.CacheHit => new CacheHitEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(wire), Key = wire.Text },
        WireEventKind.AttemptStart => new NodeAttemptStartEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(wire), Attempt = (int)wire.Number },
        WireEventKind.AttemptEnd => new NodeAttemptEndEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = NameOf(wire),
            Attempt = (int)wire.Number,
            Duration = new TimeSpan(wire.Duration),
            ErrorType = wire.ErrorType,
            ErrorMessage = wire.ErrorMessage,
        },
        WireEventKind.Progress => new NodeProgressEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(wire), Done = wire.Number, Total = wire.Total },
        WireEventKind.Chunk => (Event)new StreamingChunkEvent { RunId = default, SpanId = default, Timestamp = default, NodeName = NameOf(wire), Index = wire.Number, Chunk = ReadFirst(wire) },
        _ => throw new NotSupportedException($"Event kind {wire.Kind} is not supported. Deploy the same version to silos and callers."),
    });

    private RunStartEvent OpenRun(WireEvent wire)
    {
        Span? parent = _open.GetValueOrDefault(wire.Parent);
        Graph? runGraph = parent is null ? graph : parent.Node is GraphNode nested ? nested.Graph : parent.Graph;
        var span = new Span(wire.Span, parent is null ? runId : WireIds.RunOf(wire.Ids), parent, wire.Name, NodeName: null, wire.Item, runGraph, Node: null) { SpanId = WireIds.SpanOf(wire.Ids), Location = SpanLocation.ForRun(parent?.Location, parent?.IsMap != false, wire.Item, wire.Text), IsMap = wire.MapSize is not null };
        _open.Add(wire.Span, span);
        return (RunStartEvent)Stamp(wire, new RunStartEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            IsMap = wire.MapSize is not null,
            MapSize = wire.MapSize is -1 ? null : wire.MapSize,
            Outline = parent is null ? graph.Outline : null,
        });
    }

    private NodeStartEvent OpenNode(WireEvent wire)
    {
        Span run = _open[wire.Parent];
        string name = wire.Name ?? string.Empty;
        Node? node = DeclaredTypes.NodeOf(run.Graph, name);
        _open.Add(wire.Span, new Span(wire.Span, run.RunId, run, run.GraphName, name, wire.Item, Graph: null, node) { SpanId = WireIds.SpanOf(wire.Ids), Location = run.Location.ForNode(name) });
        return (NodeStartEvent)Stamp(wire, new NodeStartEvent
        {
            RunId = default,
            SpanId = default,
            Timestamp = default,
            NodeName = name,
            Inputs = ReadValues(wire, input => DeclaredTypes.InputTypeOf(node, input)),
        });
    }

    private Event Close(WireEvent wire, Event e)
    {
        Event stamped = Stamp(wire, e);
        _open.Remove(wire.Span);
        return stamped;
    }

    private Event Stamp(WireEvent wire, Event e)
    {
        Span span = _open[wire.Span];
        return e with
        {
            RunId = span.RunId,
            SpanId = span.SpanId,
            ParentSpanId = span.Parent?.SpanId,
            Timestamp = new DateTimeOffset(wire.Time, TimeSpan.Zero),
            GraphName = span.GraphName,
            WorkflowId = workflowId,
            ItemIndex = span.Item,
            Path = e is InterruptEvent interrupt ? span.Parent!.Location.PathOfPause(interrupt.NodeName) : span.Location.Path,
            ItemLabel = span.Location.ItemLabel,
        };
    }

    private string NameOf(WireEvent wire) => _open[wire.Span].NodeName ?? string.Empty;

    private Node? NodeOf(WireEvent wire) => _open[wire.Span].Node;

    private object? ReadFirst(WireEvent wire) => wire.Values is [var first, ..] ? ValueWriter.ReadForEvent(codec, first, typeof(object)) : null;

    private Dictionary<string, object?>? ReadValues(WireEvent wire, Func<string, Type> typeOf) =>
        wire.Values?.ToDictionary(v => v.Name, v => ValueWriter.ReadForEvent(codec, v, typeOf(v.Name)));

    private sealed record Span(int Number, RunId RunId, Span? Parent, string? GraphName, string? NodeName, int? Item, Graph? Graph, Node? Node)
    {
        public required SpanId SpanId { get; init; }

        /// <summary>Whether the run is a map, whose child runs are its items.</summary>
        public bool IsMap { get; init; }

        /// <summary>The location in the caller's run.</summary>
        public required SpanLocation Location { get; init; }
    }
}
