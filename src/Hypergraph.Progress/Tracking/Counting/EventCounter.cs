using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>Counts events at the nodes and graphs in which they happened. Not thread-safe.</summary>
/// <param name="trees">The runs.</param>
/// <param name="maxFailures">The number of failures of a run whose messages are kept.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class EventCounter(RunTrees trees, int maxFailures, TimeProvider timeProvider)
{
    private readonly OpenSpans _spans = new();
    private long _sequence;

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
                RecordAttempt(attempt, isNewAttempt: true);
                break;
            case NodeAttemptEndEvent { ErrorType: not null } attempt:
                RecordAttempt(attempt, isNewAttempt: false);
                break;
            case InterruptEvent interrupt:
                PauseNode(interrupt);
                break;
            case StopRequestedEvent stopRequested:
                RecordStopRequest(stopRequested);
                break;
        }
    }

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
        trees.Add(tree);
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
                if (e.ItemLabel is string label && label != parent.EnclosingLabel)
                {
                    parent.Graph.Label(item, label);
                }

                break;
        }
    }

    private static GraphCounters GetNestedGraph(RunStartEvent e, OpenSpan execution)
    {
        NodeCounters node = execution.Node!;
        if (node.Nested is { } nested)
        {
            if (!execution.HasNestedRun)
            {
                node.BeginNested();
            }
        }
        else
        {
            nested = new GraphCounters(node, e.GraphName, e.IsMap);
        }

        execution.HasNestedRun = true;
        return nested;
    }

    private static void BeginItem(OpenSpan map)
    {
        bool isExpected = map.ItemsPending > 0;
        map.ItemsPending -= isExpected ? 1 : 0;
        map.Graph.BeginItem(isExpected);
    }

    private OpenSpan OpenRunOrMap(RunStartEvent e, RunTree tree, OpenSpan? parent, GraphCounters graph)
    {
        RecordChange(tree);
        OpenSpan span = _spans.Open(e, e.IsMap ? SpanKind.Map : SpanKind.Run, tree, parent, graph, node: null);
        if (!e.IsMap)
        {
            graph.BeginRun(e.Timestamp, _sequence);
            return span;
        }

        span.ItemsPending = e.MapSize ?? 0;
        span.IsStream = e.MapSize is null;
        if (graph.ItemTimes is null)
        {
            tree.Maps.Add(graph);
        }

        graph.BeginMap(e.MapSize, e.Timestamp, _sequence);
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

        if (span.Parent is { } around)
        {
            around.HasExecuted |= span.HasExecuted;
            around.HasRestored |= span.HasRestored;
        }
        else
        {
            EndTree(span.Tree, e);
        }

        _spans.Recycle(span);
    }

    private void EndRunOrMap(OpenSpan span, RunEndEvent e)
    {
        GraphCounters graph = span.Graph;
        if (span.Kind == SpanKind.Map)
        {
            graph.EndMap(span, e.Status, e.Timestamp, _sequence);
        }
        else
        {
            span.UncountReached();
            graph.EndRun(span, e.Status, e.Timestamp, _sequence);
        }

        if (graph.IsMapped && !EndsBeforeItsLastItem(span, e.Status))
        {
            graph.RecordMilestone(_sequence);
        }
    }

    /// <summary>Whether a map ended before its last item. Such a map has no further milestone.</summary>
    private static bool EndsBeforeItsLastItem(OpenSpan span, RunStatus status) =>
        status == RunStatus.Stopped || span.ItemsPending > 0 || (span.IsStream && status == RunStatus.Failed);

    private void EndTree(RunTree tree, RunEndEvent e)
    {
        tree.End(e);
        _spans.Drop(tree);
        tree.Root.CloseAll();
        if (e.Status is RunStatus.Completed or RunStatus.Partial)
        {
            // A nested map is known to be complete only now, if the last items of the enclosing map did not reach it.
            tree.Maps.ForEach(map => map.RecordMilestone(_sequence));
        }

        trees.MarkEnded(tree);
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

        RecordChange(run.Tree);
        NodeCounters node = run.Graph.GetOrAdd(e.NodeName);
        _spans.Open(e, SpanKind.Node, run.Tree, run, run.Graph, node);
        node.Begin(e.Timestamp, _sequence);
        if (run.MarkReached(node))
        {
            node.Reached++;
        }
    }

    private void CompleteNode(NodeEndEvent e)
    {
        if (!TryCloseNode(e, e.IsRestored, out OpenSpan? span))
        {
            return;
        }

        span.Node!.Complete(span, e.IsCached, e.IsStopped);

        // An empty map emits no run: its node only completes. A result from a cache or a store does not reveal the size of a map.
        if (!span.HasNestedRun && !e.IsCached && !e.IsRestored && span.Node.Nested is { IsMapped: true } nested)
        {
            nested.RecordEmptyMap();
        }

        _spans.Recycle(span);
    }

    private void FailNode(NodeErrorEvent e)
    {
        if (!TryCloseNode(e, e.IsRestored, out OpenSpan? span))
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

    private void RecordFailure(NodeErrorEvent e, NodeCounters node, OpenSpan run, bool isOwn)
    {
        if (isOwn)
        {
            run.Tree.AddFailure(e, node, run, maxFailures);
        }
    }

    /// <summary>
    /// Resolves the cancelled nodes of a run: they were stopped if the run was stopped. Any other cancellation is a failure, such
    /// as a request that timed out.
    /// </summary>
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
        if (!TryCloseNode(e, isRestored: false, out OpenSpan? span))
        {
            return;
        }

        span.Node!.Pause();

        // The innermost interrupt comes first. The enclosing nodes only pass it on.
        span.Tree.PausedAt ??= span.Node.Path;
        _spans.Recycle(span);
    }

    private void RecordOwnProgress(NodeProgressEvent e)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span) && span.Node is { } node)
        {
            trees.MarkChanged(span.Tree);
            node.RecordOwnProgress(span, OwnProgress.FromEvent(e));
        }
    }

    /// <param name="e">The event of the attempt.</param>
    /// <param name="isNewAttempt">Whether another attempt begins; otherwise an attempt has failed.</param>
    private void RecordAttempt(NodeEvent e, bool isNewAttempt)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span) && span.Node is { } node)
        {
            trees.MarkChanged(span.Tree);
            node.RecordAttempt(span, isNewAttempt);
        }
    }

    private void RecordStopRequest(StopRequestedEvent e)
    {
        if (_spans.TryGet(e.SpanId, out OpenSpan? span))
        {
            RecordChange(span.Tree);
            span.Tree.IsStopRequested = true;
        }
    }

    private bool TryCloseNode(NodeEvent e, bool isRestored, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (!TryClose(e, out span) || span.Node is not { } node)
        {
            return false;
        }

        // A node with a graph only passes on what its graph did.
        span.HasRestored |= isRestored;
        span.HasExecuted |= !isRestored && !span.HasNestedRun;
        span.Parent!.HasRestored |= span.HasRestored;
        span.Parent.HasExecuted |= span.HasExecuted;
        node.End(span, e.Timestamp, _sequence);
        return true;
    }

    private bool TryClose(Event e, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (!_spans.TryClose(e.SpanId, out span))
        {
            return false;
        }

        RecordChange(span.Tree);
        return true;
    }

    private void RecordChange(RunTree tree)
    {
        _sequence++;
        trees.MarkChanged(tree);
    }
}
