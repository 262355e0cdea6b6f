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
                NoteOwnProgress(progress);
                break;
            case NodeAttemptStartEvent { Attempt: > 1 } attempt:
                NoteAttempt(attempt, isFurther: true);
                break;
            case NodeAttemptEndEvent { ErrorType: not null } attempt:
                NoteAttempt(attempt, isFurther: false);
                break;
            case InterruptEvent interrupt:
                PauseNode(interrupt);
                break;
            case StopRequestedEvent stopRequested:
                NoteStopRequest(stopRequested);
                break;
        }
    }

    /// <summary>Forgets the top-level runs that have ended, and gives them in the order in which they began.</summary>
    public List<RunTree> TakeEnded()
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

        Scope root = e.Outline is null
            ? new Scope(owner: null, e.GraphName, e.IsMap)
            : new Scope(owner: null, e.Outline, e.IsMap);
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
            case SpanKind.Node when !parent.Scope.IsDeepest:
                OpenRunOrMap(e, parent.Tree, parent, ScopeOfNested(e, parent));
                break;
            case SpanKind.Map:
                TakeItem(parent);
                OpenSpan item = OpenRunOrMap(e, parent.Tree, parent, parent.Scope);
                if (e.ItemLabel is string label && label != parent.LabelAround)
                {
                    parent.Scope.Label(item, label);
                }

                break;
        }
    }

    private static Scope ScopeOfNested(RunStartEvent e, OpenSpan node)
    {
        Place place = node.Place!;
        if (place.Nested is { } nested)
        {
            if (!node.HasNestedRun)
            {
                place.BeginNested();
            }
        }
        else
        {
            nested = new Scope(place, e.GraphName, e.IsMap);
        }

        node.HasNestedRun = true;
        return nested;
    }

    private static void TakeItem(OpenSpan map)
    {
        bool isExpected = map.ItemsLeft > 0;
        map.ItemsLeft -= isExpected ? 1 : 0;
        map.Scope.TakeItem(isExpected);
    }

    private OpenSpan OpenRunOrMap(RunStartEvent e, RunTree tree, OpenSpan? parent, Scope scope)
    {
        _sequence++;
        OpenSpan span = _spans.Open(e, e.IsMap ? SpanKind.Map : SpanKind.Run, tree, parent, scope, place: null);
        if (!e.IsMap)
        {
            scope.BeginRun(e.Timestamp, _sequence);
            return span;
        }

        span.ItemsLeft = e.MapSize ?? 0;
        span.IsStream = e.MapSize is null;
        if (scope.Items is null)
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

        SettleCancelled(span, e.Status);
        EndScope(span, e);
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

    private void EndScope(OpenSpan span, RunEndEvent e)
    {
        Scope scope = span.Scope;
        if (span.Kind == SpanKind.Map)
        {
            scope.EndMap(span, e.Status, e.Timestamp, _sequence);
        }
        else
        {
            span.LeaveReached();
            scope.EndRun(span, e.Status, e.Timestamp, _sequence);
        }

        if (scope.IsMapped && !EndsBeforeItsLastItem(span, e.Status))
        {
            scope.NoteMilestone(_sequence);
        }
    }

    /// <summary>Such a map has not reached the whole, whatever is left of it.</summary>
    private static bool EndsBeforeItsLastItem(OpenSpan span, RunStatus status) =>
        status == RunStatus.Stopped || span.ItemsLeft > 0 || (span.IsStream && status == RunStatus.Failed);

    private void EndTree(RunTree tree, RunEndEvent e)
    {
        tree.End(e);
        _spans.Drop(tree);
        tree.Root.CloseAll();
        if (e.Status is RunStatus.Completed or RunStatus.Partial)
        {
            // A map within a map is known to be complete only now, where the last items around it did not reach it.
            tree.Maps.ForEach(map => map.NoteMilestone(_sequence));
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
        Place place = run.Scope.GetOrAdd(e.NodeName);
        _spans.Open(e, SpanKind.Node, run.Tree, run, run.Scope, place);
        place.Begin(e.Timestamp, _sequence);
        if (run.Reach(place))
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

        span.Place!.Complete(span, e.Cached, e.Stopped);

        // A map over nothing emits no run: its node just completes. What a cache answers says nothing about sizes.
        if (!span.HasNestedRun && !e.Cached && span.Place.Nested is { IsMapped: true } nested)
        {
            nested.PassOverEmptyMap();
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
            (run.Cancelled ??= []).Add(new CancelledNode(e, span.Place!, !span.HasNestedFailure));
        }
        else
        {
            span.Place!.Fail(span);
            ListFailure(e, span.Place, span.Parent!, isOwn: !span.HasNestedFailure);
        }

        _spans.Recycle(span);
    }

    private static bool IsCancellation(NodeErrorEvent e) =>
        e.ErrorType is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException";

    private void ListFailure(NodeErrorEvent e, Place place, OpenSpan run, bool isOwn)
    {
        if (isOwn)
        {
            run.Tree.AddFailure(e, place, run, maxFailures);
        }
    }

    /// <summary>What a stop has cancelled was stopped; any other cancellation is a failure, such as a request that took too long.</summary>
    private void SettleCancelled(OpenSpan run, RunStatus status)
    {
        if (run.Cancelled is null)
        {
            return;
        }

        bool isStopped = status == RunStatus.Stopped;
        foreach (CancelledNode node in run.Cancelled)
        {
            node.Place.Settle(isStopped);
            ListFailure(node.Event, node.Place, run, node.IsOwn && !isStopped);
        }
    }

    private void PauseNode(InterruptEvent e)
    {
        if (!TryCloseNode(e, out OpenSpan? span))
        {
            return;
        }

        span.Place!.Pause();

        // The innermost interrupt comes first; the ones around it only pass it on.
        span.Tree.PausedAt ??= span.Place.Path;
        _spans.Recycle(span);
    }

    private void NoteOwnProgress(NodeProgressEvent e)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span) && span.Place is { } place)
        {
            place.NoteOwnProgress(span, OwnProgress.Of(e));
        }
    }

    /// <param name="e">The attempt's event.</param>
    /// <param name="isFurther">Whether another attempt begins; else one has failed.</param>
    private void NoteAttempt(NodeEvent e, bool isFurther)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span) && span.Place is { } place)
        {
            place.NoteAttempt(span, isFurther);
        }
    }

    private void NoteStopRequest(StopRequestedEvent e)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span))
        {
            _sequence++;
            span.Tree.IsStopRequested = true;
        }
    }

    private bool TryCloseNode(NodeEvent e, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (!TryClose(e, out span) || span.Place is not { } place)
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
