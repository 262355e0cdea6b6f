using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans.Transport.Events;

/// <summary>Serializes the events of one attempt at an item. Not thread-safe.</summary>
/// <param name="graph">The graph.</param>
/// <param name="codec">Serializes values.</param>
/// <param name="writesValues">Whether a processor wants the values of nodes.</param>
/// <param name="writesIds">Whether the caller's events have the ids of these events.</param>
internal sealed class EventWriter(Graph graph, ValueCodec codec, bool writesValues, bool writesIds)
{
    private readonly Dictionary<SpanId, Span> _open = [];
    private int _spans;

    public WireEvent Write(Event e) => e switch
    {
        RunStartEvent start => Open(start, start.ParentSpanId is null ? graph : (ParentNodeOf(start) as GraphNode)?.Graph ?? ParentGraphOf(start)),
        NodeStartEvent start => Open(start),
        RunEndEvent end => Close(end, new WireEvent
        {
            Kind = WireEventKind.RunEnd,
            Span = NumberOf(end),
            Time = TimeOf(end),
            Status = end.Status,
            Duration = end.Duration.Ticks,
            Number = end.FailureCount,
            ErrorType = end.ErrorType,
            ErrorMessage = WireText.Of(end.ErrorMessage, WireBatches.MaxErrorLength),
        }),
        NodeEndEvent end => Close(end, new WireEvent
        {
            Kind = WireEventKind.NodeEnd,
            Span = NumberOf(end),
            Time = TimeOf(end),
            Duration = end.Duration.Ticks,
            Flag = end.IsCached,
            IsRestored = end.IsRestored,
            IsStopped = end.IsStopped,
            Values = WriteValues(end.Outputs, name => DeclaredTypes.OutputTypeOf(NodeOf(end), name)),
        }),
        NodeErrorEvent error => Close(error, new WireEvent
        {
            Kind = WireEventKind.NodeError,
            Span = NumberOf(error),
            Time = TimeOf(error),
            Duration = error.Duration.Ticks,
            IsRestored = error.IsRestored,
            ErrorType = error.ErrorType,
            ErrorMessage = WireText.Of(error.ErrorMessage, WireBatches.MaxErrorLength),
        }),
        InterruptEvent interrupt => Close(interrupt, new WireEvent
        {
            Kind = WireEventKind.Interrupt,
            Span = NumberOf(interrupt),
            Time = TimeOf(interrupt),
            Name = interrupt.NodeName,
            Text = interrupt.ResponseParameter,
            Values = [ValueWriter.WriteForEvent(codec, string.Empty, interrupt.Value, typeof(object))],
        }),
        _ => WriteDetailEvent(e),
    };

    private WireEvent WriteDetailEvent(Event e) => e switch
    {
        RouteDecisionEvent route => new WireEvent
        {
            Kind = WireEventKind.Route,
            Span = NumberOf(route),
            Time = TimeOf(route),
            Texts = [.. route.Decision],
            Flag = route.AllowsMultiple,
        },
        StopRequestedEvent stop => new WireEvent { Kind = WireEventKind.StopRequested, Span = NumberOf(stop), Time = TimeOf(stop), Text = stop.Reason },
        RunResumedEvent resumed => new WireEvent { Kind = WireEventKind.RunResumed, Span = NumberOf(resumed), Time = TimeOf(resumed), Number = resumed.RestoredNodes },
        RunStoreErrorEvent error => new WireEvent
        {
            Kind = WireEventKind.RunStoreError,
            Span = NumberOf(error),
            Time = TimeOf(error),
            ErrorType = error.ErrorType,
            ErrorMessage = WireText.Of(error.ErrorMessage, WireBatches.MaxErrorLength),
        },
        CacheHitEvent hit => new WireEvent { Kind = WireEventKind.CacheHit, Span = NumberOf(hit), Time = TimeOf(hit), Text = hit.Key },
        NodeAttemptStartEvent start => new WireEvent { Kind = WireEventKind.AttemptStart, Span = NumberOf(start), Time = TimeOf(start), Number = start.Attempt },
        NodeAttemptEndEvent end => new WireEvent
        {
            Kind = WireEventKind.AttemptEnd,
            Span = NumberOf(end),
            Time = TimeOf(end),
            Number = end.Attempt,
            Duration = end.Duration.Ticks,
            ErrorType = end.ErrorType,
            ErrorMessage = WireText.Of(end.ErrorMessage, WireBatches.MaxErrorLength),
        },
        NodeProgressEvent progress => new WireEvent { Kind = WireEventKind.Progress, Span = NumberOf(progress), Time = TimeOf(progress), Number = progress.Done, Total = progress.Total },
        StreamingChunkEvent chunk => new WireEvent
        {
            Kind = WireEventKind.Chunk,
            Span = NumberOf(chunk),
            Time = TimeOf(chunk),
            Number = chunk.Index,
            Values = writesValues ? [ValueWriter.WriteForEvent(codec, string.Empty, chunk.Chunk, typeof(object))] : null,
        },
        _ => throw new NotSupportedException($"An event of type {e.GetType()} cannot be sent."),
    };

    private static long TimeOf(Event e) => e.Timestamp.UtcTicks;

    private WireEvent Open(RunStartEvent start, Graph? runGraph)
    {
        var span = new Span(++_spans, runGraph, Node: null);
        _open.Add(start.SpanId, span);
        return new WireEvent
        {
            Kind = WireEventKind.RunStart,
            Span = span.Number,
            Parent = ParentOf(start),
            Time = TimeOf(start),
            Name = start.GraphName,
            Item = start.ItemIndex,
            MapSize = start.IsMap ? start.MapSize ?? -1 : null,
            Text = WireText.Of(start.ItemLabel, WireBatches.MaxTextLength),
            Ids = writesIds ? WireIds.Of(start) : null,
        };
    }

    private WireEvent Open(NodeStartEvent start)
    {
        var span = new Span(++_spans, Graph: null, DeclaredTypes.NodeOf(ParentGraphOf(start), start.NodeName));
        _open.Add(start.SpanId, span);
        return new WireEvent
        {
            Kind = WireEventKind.NodeStart,
            Span = span.Number,
            Parent = ParentOf(start),
            Time = TimeOf(start),
            Name = start.NodeName,
            Item = start.ItemIndex,
            Values = WriteValues(start.Inputs, name => DeclaredTypes.InputTypeOf(span.Node, name)),
            Ids = writesIds ? WireIds.Of(start) : null,
        };
    }

    private WireEvent Close(Event e, WireEvent written)
    {
        _open.Remove(e.SpanId);
        return written;
    }

    private WireValue[]? WriteValues(IReadOnlyDictionary<string, object?>? values, Func<string, Type> typeOf) => values is null || !writesValues
        ? null
        : [.. values.Select(v => ValueWriter.WriteForEvent(codec, v.Key, v.Value, typeOf(v.Key)))];

    private int NumberOf(Event e) => _open[e.SpanId].Number;

    private int ParentOf(Event e) => e.ParentSpanId is { } parent ? _open[parent].Number : 0;

    private Node? NodeOf(Event e) => _open[e.SpanId].Node;

    private Node? ParentNodeOf(Event e) => _open[e.ParentSpanId!.Value].Node;

    private Graph? ParentGraphOf(Event e) => _open[e.ParentSpanId!.Value].Graph;

    private sealed record Span(int Number, Graph? Graph, Node? Node);
}
