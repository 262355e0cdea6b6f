namespace Hypergraph.Events.Contract;

/// <summary>Checks the events of one root run, one after the other, against what runs guarantee.</summary>
internal sealed class StreamChecker
{
    private readonly Dictionary<SpanId, OpenSpan> _open = [];
    private readonly HashSet<SpanId> _spans = [];
    private readonly HashSet<RunId> _runs = [];
    private Event? _previous;
    private bool _isResumable;
    private string? _workflowId;

    /// <summary>The spans that have started and not ended.</summary>
    public IEnumerable<Event> OpenStarts => _open.Values.Select(span => span.Start);

    /// <summary>Checks the next event.</summary>
    /// <returns>The violation, or null.</returns>
    public string? Check(Event e)
    {
        bool isFirst = _previous is null;
        if (e.Timestamp < _previous?.Timestamp)
        {
            return "its time precedes that of the previous event";
        }

        _workflowId = isFirst ? e.WorkflowId : _workflowId;
        _isResumable = _previous is RunStartEvent { ParentSpanId: null };
        _previous = e;
        if (e.WorkflowId != _workflowId)
        {
            return "it has another workflow id than the first event";
        }

        return isFirst && e is not RunStartEvent ? "the first event is not the start of a run" : CheckSpan(e, isFirst);
    }

    private string? CheckSpan(Event e, bool isFirst)
    {
        OpenSpan? parent = e.ParentSpanId is { } id ? _open.GetValueOrDefault(id) : null;
        if (e is RunStartEvent or NodeStartEvent)
        {
            if (!_spans.Add(e.SpanId) || e.SpanId.IsNone || e.RunId.IsNone)
            {
                return "its span is not new";
            }

            if (e.ParentSpanId is null ? !isFirst : parent is null)
            {
                return "its parent span is not open";
            }

            if (parent is not null)
            {
                parent.OpenChildren++;
            }

            _open.Add(e.SpanId, new OpenSpan(e));
        }

        if (e is RunStartEvent run)
        {
            return CheckRunStart(run, parent);
        }

        if (!_open.TryGetValue(e.SpanId, out OpenSpan? own))
        {
            return "its span is not open";
        }

        if (own.Start.RunId != e.RunId || own.Start.ParentSpanId != e.ParentSpanId || own.Start.GraphName != e.GraphName || own.Start.ItemIndex != e.ItemIndex)
        {
            return "its run, parent, graph or item differs from that of the start of its span";
        }

        if (e is RunEndEvent end)
        {
            return own.Start is RunStartEvent started ? Close(e, own) ?? CheckRunEnd(end, started, own) : "it ends the span of a node as a run";
        }

        return own.Start is NodeStartEvent start ? CheckNode(e, start, own, parent) : CheckRunDetail(e);
    }

    private string? CheckRunDetail(Event e) => e switch
    {
        StopRequestedEvent => null,
        RunResumedEvent { ParentSpanId: null } => _isResumable ? null : "a run resumes right after its start",
        RunStoreErrorEvent { ParentSpanId: null } => null,
        RunResumedEvent or RunStoreErrorEvent => "only a root run has a store",
        _ => "it is an event of a node in the span of a run",
    };

    private string? CheckNode(Event e, NodeStartEvent start, OpenSpan own, OpenSpan? parent)
    {
        if (e is NodeStartEvent)
        {
            return parent is { Start: RunStartEvent { IsMap: false } above } && above.RunId == e.RunId && above.ItemIndex == e.ItemIndex && above.GraphName == e.GraphName
                ? null
                : "the parent of a node is its run";
        }

        if (e is RunResumedEvent or RunStoreErrorEvent)
        {
            return "it is an event of a run in the span of a node";
        }

        if (e is NodeEvent node && e is not InterruptEvent && node.NodeName != start.NodeName)
        {
            return "it names another node than the start of its span";
        }

        if (e is NodeErrorEvent && parent is not null)
        {
            parent.Errors++;
        }

        return e is NodeEndEvent or NodeErrorEvent or InterruptEvent ? Close(e, own) : null;
    }

    private string? CheckRunStart(RunStartEvent run, OpenSpan? parent)
    {
        if (!_runs.Add(run.RunId))
        {
            return "its run id is not new";
        }

        if ((run.Outline is not null) != (run.ParentSpanId is null))
        {
            return "the root run has an outline, and no other run has one";
        }

        return parent?.Start switch
        {
            null => run.ItemIndex is null ? null : "a root run is not an item",
            NodeStartEvent node => node.ItemIndex == run.ItemIndex ? null : "a nested run has the item of the node around it",

            // A map that resumes has fewer items than before, under their old indexes.
            RunStartEvent { IsMap: true } => !run.IsMap && run.ItemIndex is { } index && index >= 0 && parent.Items.Add(index)
                ? null
                : "a child of a map is one of its items, once",
            _ => "the parent of a run is a node or a map",
        };
    }

    private static string? CheckRunEnd(RunEndEvent end, RunStartEvent start, OpenSpan own) => end.Status switch
    {
        RunStatus.Completed when own.Errors > 0 => "the run completed although a node failed",
        RunStatus.Completed when start.MapSize is { } size && own.Items.Count != size => "a completed map has run every item",
        _ when start.MapSize is { } size && own.Items.Count > size => "a map has run more items than it has",
        RunStatus.Partial when !start.IsMap => "only a map is partial",
        RunStatus.Failed when end.ErrorMessage is null => "a failed run has an error",
        _ => null,
    };

    private string? Close(Event e, OpenSpan own)
    {
        _open.Remove(e.SpanId);
        if (e.ParentSpanId is { } parent)
        {
            _open[parent].OpenChildren--;
        }

        return own.OpenChildren == 0 ? null : "it ends before its children";
    }

    /// <summary>A span that has started and not ended.</summary>
    private sealed class OpenSpan(Event start)
    {
        public Event Start => start;

        public int OpenChildren { get; set; }

        public int Errors { get; set; }

        public HashSet<int> Items { get; } = [];
    }
}
