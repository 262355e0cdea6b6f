using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Progress;

/// <summary>Counts events at the places where they happened. Called by one thread at a time.</summary>
/// <param name="maxFailures">How many failures of a run are kept with their messages.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class EventCounter(int maxFailures, TimeProvider timeProvider)
{
    private readonly OpenSpans _spans = new();
    private readonly List<RunTree> _trees = [];
    private long _sequence;

    /// <summary>The top-level runs, in the order in which they began.</summary>
    public IReadOnlyList<RunTree> Trees => _trees;

    public void Count(Event e)
    {
        switch (e)
        {
            case NodeStartEvent nodeStart:
                BeginNode(nodeStart);
                break;
            case NodeEndEvent nodeEnd:
                CompleteNode(nodeEnd);
                break;
            case RunStartEvent { ParentSpanId: null } runStart:
                BeginTree(runStart);
                break;
            case RunStartEvent runStart:
                BeginNestedRun(runStart);
                break;
            case RunEndEvent runEnd:
                EndRun(runEnd);
                break;
            case NodeErrorEvent nodeError:
                FailNode(nodeError);
                break;
            case NodeProgressEvent progress:
                RecordOwnProgress(progress);
                break;
            case NodeAttemptStartEvent { Attempt: > 1 } attempt:
                RecordAttempt(attempt, isFurther: true);
                break;
            case NodeAttemptEndEvent { ErrorType: not null } attempt:
                RecordAttempt(attempt, isFurther: false);
                break;
            case InterruptEvent interrupt:
                PauseNode(interrupt);
                break;
            case StopRequestedEvent stopRequested:
                RecordStopRequest(stopRequested);
                break;
        }
    }

    /// <summary>Forgets the top-level runs that have ended, and gives them in the order in which they began.</summary>
    public List<RunTree> RemoveEnded()
    {
        List<RunTree> ended = _trees.FindAll(tree => tree.EndedAt is not null);
        _trees.RemoveAll(ended.Contains);
        return ended;
    }

    /// <summary>Forgets a top-level run that has ended.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(RunId runId) => _trees.RemoveAll(tree => tree.RunId == runId && tree.EndedAt is not null) > 0;

    private void BeginTree(RunStartEvent e)
    {
        if (_spans.Contains(e.SpanId))
        {
            return;
        }

        GraphCounters root = e.Outline is null
            ? new GraphCounters(owner: null, e.GraphName, e.IsMap)
            : new GraphCounters(owner: null, e.Outline, e.IsMap);
        var tree = new RunTree(e, root, new RunClock(timeProvider));
        _trees.Add(tree);
        OpenRunOrMap(e, tree, parent: null, root);
    }

    private void BeginNestedRun(RunStartEvent e)
    {
        if (!_spans.TryGet(e.ParentSpanId!.Value, out OpenSpan? parent) || _spans.Contains(e.SpanId))
        {
            return;
        }

        switch (parent.Kind)
        {
            case SpanKind.Node when !parent.Graph.IsDeepest:
                OpenRunOrMap(e, parent.Tree, parent, GetNestedGraph(e, parent));
                break;
            case SpanKind.Map:
                BeginItem(parent);
                OpenSpan item = OpenRunOrMap(e, parent.Tree, parent, parent.Graph);
                if (e.ItemLabel is string label && label != parent.LabelAround)
                {
                    parent.Graph.Label(item, label);
                }

                break;
        }
    }

    private static GraphCounters GetNestedGraph(RunStartEvent e, OpenSpan node)
    {
        NodeCounters place = node.Node!;
        if (place.Nested is { } nested)
        {
            if (!node.HasNestedRun)
            {
                place.BeginNested();
            }
        }
        else
        {
            nested = new GraphCounters(place, e.GraphName, e.IsMap);
        }

        node.HasNestedRun = true;
        return nested;
    }

    private static void BeginItem(OpenSpan map)
    {
        bool isExpected = map.ItemsPending > 0;
        map.ItemsPending -= isExpected ? 1 : 0;
        map.Graph.BeginItem(isExpected);
    }

    private OpenSpan OpenRunOrMap(RunStartEvent e, RunTree tree, OpenSpan? parent, GraphCounters scope)
    {
        _sequence++;
        OpenSpan span = _spans.Open(e, e.IsMap ? SpanKind.Map : SpanKind.Run, tree, parent, scope, place: null);
        if (!e.IsMap)
        {
            scope.BeginRun(e.Timestamp, _sequence);
            return span;
        }

        span.ItemsPending = e.MapSize ?? 0;
        span.IsStream = e.MapSize is null;
        if (scope.ItemTimes is null)
        {
            tree.Maps.Add(scope);
        }

        scope.BeginMap(e.MapSize, e.Timestamp, _sequence);
        return span;
    }

    private void EndRun(RunEndEvent e)
    {
        if (!TryClose(e, out OpenSpan? span) || span.Kind == SpanKind.Node)
        {
            return;
        }

        ResolveCancelled(span, e.Status);
        EndRunOrMap(span, e);
        if (span.Parent is { Kind: SpanKind.Node } node && e.Status is RunStatus.Failed or RunStatus.Partial)
        {
            node.HasNestedFailure = true;
        }

        if (span.Parent is null)
        {
            EndTree(span.Tree, e);
        }

        _spans.Recycle(span);
    }

    private void EndRunOrMap(OpenSpan span, RunEndEvent e)
    {
        GraphCounters scope = span.Graph;
        if (span.Kind == SpanKind.Map)
        {
            scope.EndMap(span, e.Status, e.Timestamp, _sequence);
        }
        else
        {
            span.UncountReached();
            scope.EndRun(span, e.Status, e.Timestamp, _sequence);
        }

        if (scope.IsMapped && !EndsBeforeItsLastItem(span, e.Status))
        {
            scope.RecordMilestone(_sequence);
        }
    }

    /// <summary>Such a map has not reached the whole, whatever is left of it.</summary>
    private static bool EndsBeforeItsLastItem(OpenSpan span, RunStatus status) =>
        status == RunStatus.Stopped || span.ItemsPending > 0 || (span.IsStream && status == RunStatus.Failed);

    private void EndTree(RunTree tree, RunEndEvent e)
    {
        tree.End(e);
        _spans.Drop(tree);
        tree.Root.CloseAll();
        if (e.Status is RunStatus.Completed or RunStatus.Partial)
        {
            // A map within a map is known to be complete only now, where the last items around it did not reach it.
            tree.Maps.ForEach(map => map.RecordMilestone(_sequence));
        }
    }

    private void BeginNode(NodeStartEvent e)
    {
        if (e.ParentSpanId is not SpanId parentId
            || !_spans.TryGet(parentId, out OpenSpan? run)
            || run.Kind != SpanKind.Run
            || _spans.Contains(e.SpanId))
        {
            return;
        }

        _sequence++;
        NodeCounters place = run.Graph.GetOrAdd(e.NodeName);
        _spans.Open(e, SpanKind.Node, run.Tree, run, run.Graph, place);
        place.Begin(e.Timestamp, _sequence);
        if (run.MarkReached(place))
        {
            place.Reached++;
        }
    }

    private void CompleteNode(NodeEndEvent e)
    {
        if (!TryCloseNode(e, out OpenSpan? span))
        {
            return;
        }

        span.Node!.Complete(span, e.Cached, e.Stopped);

        // A map over nothing emits no run: its node just completes. What a cache answers says nothing about sizes.
        if (!span.HasNestedRun && !e.Cached && span.Node.Nested is { IsMapped: true } nested)
        {
            nested.RecordEmptyMap();
        }

        _spans.Recycle(span);
    }

    private void FailNode(NodeErrorEvent e)
    {
        if (!TryCloseNode(e, out OpenSpan? span))
        {
            return;
        }

        if (IsCancellation(e) && span.Parent is { } run)
        {
            (run.Cancelled ??= []).Add(new CancelledNode(e, span.Node!, !span.HasNestedFailure));
        }
        else
        {
            span.Node!.Fail(span);
            RecordFailure(e, span.Node, span.Parent!, isOwn: !span.HasNestedFailure);
        }

        _spans.Recycle(span);
    }

    private static bool IsCancellation(NodeErrorEvent e) =>
        e.ErrorType is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException";

    private void RecordFailure(NodeErrorEvent e, NodeCounters place, OpenSpan run, bool isOwn)
    {
        if (isOwn)
        {
            run.Tree.AddFailure(e, place, run, maxFailures);
        }
    }

    /// <summary>What a stop has cancelled was stopped; any other cancellation is a failure, such as a request that took too long.</summary>
    private void ResolveCancelled(OpenSpan run, RunStatus status)
    {
        if (run.Cancelled is null)
        {
            return;
        }

        bool isStopped = status == RunStatus.Stopped;
        foreach (CancelledNode node in run.Cancelled)
        {
            node.Node.ResolveCancellation(isStopped);
            RecordFailure(node.Event, node.Node, run, node.IsOwn && !isStopped);
        }
    }

    private void PauseNode(InterruptEvent e)
    {
        if (!TryCloseNode(e, out OpenSpan? span))
        {
            return;
        }

        span.Node!.Pause();

        // The innermost interrupt comes first; the ones around it only pass it on.
        span.Tree.PausedAt ??= span.Node.Path;
        _spans.Recycle(span);
    }

    private void RecordOwnProgress(NodeProgressEvent e)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span) && span.Node is { } place)
        {
            place.RecordOwnProgress(span, OwnProgress.FromEvent(e));
        }
    }

    /// <param name="e">The attempt's event.</param>
    /// <param name="isFurther">Whether another attempt begins; else one has failed.</param>
    private void RecordAttempt(NodeEvent e, bool isFurther)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span) && span.Node is { } place)
        {
            place.RecordAttempt(span, isFurther);
        }
    }

    private void RecordStopRequest(StopRequestedEvent e)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span))
        {
            _sequence++;
            span.Tree.IsStopRequested = true;
        }
    }

    private bool TryCloseNode(NodeEvent e, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (!TryClose(e, out span) || span.Node is not { } place)
        {
            return false;
        }

        place.End(span, e.Timestamp, _sequence);
        return true;
    }

    private bool TryClose(Event e, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (!_spans.TryClose(e.SpanId, out span))
        {
            return false;
        }

        _sequence++;
        return true;
    }
}
