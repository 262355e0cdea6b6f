using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Progress;

/// <summary>
/// Turns events into rows. It has no screen and never asks a live graph: events and the outline that the first of them
/// carries are all it needs, so they may as well come from a log or from another process.
/// </summary>
/// <remarks>
/// <para>
/// Safe from any thread, for any number of runs at once and in turn. An event costs a few counters: nothing is drawn,
/// and once as many spans have been open at one time as ever will be, nothing is allocated. Rows are made by
/// <see cref="Snapshot"/>.
/// </para>
/// <para>
/// An incomplete stream is no error: events of spans whose start was not seen are ignored, places that the outline does
/// not name get their rows when they are seen, and the end of a run closes what is still open in it.
/// </para>
/// </remarks>
public sealed class ProgressModel
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SpanId, OpenSpan> _open = [];
    private readonly Stack<OpenSpan> _pool = [];
    private readonly List<RunTree> _trees = [];
    private readonly ProgressModelOptions _options;
    private long _sequence;

    /// <summary>Creates a model that knows no run.</summary>
    /// <param name="options">The clock and the labels; null for the defaults.</param>
    public ProgressModel(ProgressModelOptions? options = null) => _options = options ?? new ProgressModelOptions();

    /// <summary>Takes one event, in the order of its run.</summary>
    /// <param name="e">The event.</param>
    public void Apply(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        lock (_gate)
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
                case InterruptEvent interrupt:
                    PauseNode(interrupt);
                    break;
                case StopRequestedEvent stopRequested:
                    NoteStopRequest(stopRequested);
                    break;
            }
        }
    }

    /// <summary>The rows of all known runs as they stand now.</summary>
    public ProgressSnapshot Snapshot()
    {
        lock (_gate)
        {
            DateTimeOffset now = _options.TimeProvider.GetUtcNow();
            return new ProgressSnapshot
            {
                Time = now,
                Runs = [.. _trees.Select(tree => new RowBuilder(tree, now, _options).Build())],
            };
        }
    }

    /// <summary>All known runs as they stand now, on a limited number of lines: what must be seen, and folds for the rest.</summary>
    /// <param name="maxLines">How many lines there are, headings included.</param>
    public ProgressView View(int maxLines)
    {
        ProgressSnapshot snapshot = Snapshot();
        List<ProgressRunView> runs = [];
        foreach (ProgressRun run in snapshot.Runs)
        {
            List<int> shown = run.Rows.Count <= maxLines ? [.. Enumerable.Range(0, run.Rows.Count)] : RowFold.Choose(run.Rows, Math.Max(0, maxLines - 1));
            List<ProgressRow> rows = [.. shown.Select(i => run.Rows[i])];
            List<ProgressLine> lines = [.. rows.Select(row => new ProgressLine { Level = row.Level, Row = row })];
            if (rows.Count < run.Rows.Count && maxLines > 0)
            {
                int[] counts = new int[Enum.GetValues<ProgressState>().Length];
                foreach (ProgressRow row in run.Rows.Except(rows))
                {
                    counts[(int)row.State]++;
                }

                lines.Add(new ProgressLine { Level = 0, Fold = new ProgressFold(counts) });
            }

            maxLines -= lines.Count;
            runs.Add(new ProgressRunView { Run = run with { Rows = rows }, Lines = lines });
        }

        return new ProgressView { Time = snapshot.Time, Runs = runs };
    }

    /// <summary>Forgets a run that has ended, so that a model that lives long does not grow.</summary>
    /// <param name="runId">The top-level run.</param>
    /// <returns>Whether there was such a run and it had ended.</returns>
    public bool Remove(RunId runId)
    {
        lock (_gate)
        {
            return _trees.RemoveAll(tree => tree.RunId == runId && tree.EndedAt is not null) > 0;
        }
    }

    private void BeginTree(RunStartEvent e)
    {
        if (_open.ContainsKey(e.SpanId))
        {
            return;
        }

        Scope root = e.Outline is null
            ? new Scope(owner: null, e.GraphName, e.IsMap)
            : Scope.FromOutline(e.Outline, owner: null, e.IsMap);
        var tree = new RunTree(e, root);
        _trees.Add(tree);
        OpenRunOrMap(e, tree, parent: null, root);
    }

    private void BeginNestedRun(RunStartEvent e)
    {
        if (!_open.TryGetValue(e.ParentSpanId!.Value, out OpenSpan? parent) || _open.ContainsKey(e.SpanId))
        {
            return;
        }

        switch (parent.Kind)
        {
            case SpanKind.Node:
                OpenRunOrMap(e, parent.Tree, parent, ScopeOfNested(e, parent));
                break;
            case SpanKind.Map:
                TakeItem(parent);
                OpenRunOrMap(e, parent.Tree, parent, parent.Scope);
                break;
        }
    }

    private static Scope ScopeOfNested(RunStartEvent e, OpenSpan node)
    {
        Place place = node.Place!;
        if (place.Nested is null)
        {
            place.Nested = new Scope(place, e.GraphName, e.IsMap);
        }
        else if (!node.HasNestedRun)
        {
            place.Unbegun--;
        }

        node.HasNestedRun = true;
        return place.Nested;
    }

    private static void TakeItem(OpenSpan map)
    {
        if (map.ItemsLeft > 0)
        {
            map.ItemsLeft--;
            map.Scope.ItemsAhead--;
        }
    }

    private void OpenRunOrMap(RunStartEvent e, RunTree tree, OpenSpan? parent, Scope scope)
    {
        _sequence++;
        OpenSpan span = Open(e, e.IsMap ? SpanKind.Map : SpanKind.Run, tree, parent, scope, place: null);
        if (e.MapSize is int size)
        {
            span.ItemsLeft = size;
            scope.BeginMap(size, e.Timestamp, _sequence);
        }
        else
        {
            scope.BeginRun(e.Timestamp, _sequence);
        }
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

        Recycle(span);
    }

    private void EndScope(OpenSpan span, RunEndEvent e)
    {
        Scope scope = span.Scope;
        if (span.Kind == SpanKind.Map)
        {
            scope.EndMap(span.ItemsLeft, e.Timestamp, _sequence);
        }
        else
        {
            span.LeaveReached();
            scope.EndRun(e.Status, e.Timestamp, _sequence);
        }

        // A map that ended before its last item has not reached the whole, whatever is left of it.
        if (scope.IsMapped && e.Status != RunStatus.Stopped && span.ItemsLeft == 0)
        {
            scope.NoteMilestone(_sequence);
        }
    }

    private void EndTree(RunTree tree, RunEndEvent e)
    {
        tree.End(e);
        if (tree.OpenSpans > 0)
        {
            DropSpansOf(tree);
        }

        tree.Root.CloseAll();
        if (e.Status is RunStatus.Completed or RunStatus.Partial)
        {
            NoteLastMilestones(tree.Root);
        }
    }

    /// <summary>A map within a map is known to be complete only now, where the last items around it did not reach it.</summary>
    private void NoteLastMilestones(Scope scope)
    {
        if (scope.IsMapped)
        {
            scope.NoteMilestone(_sequence);
        }

        foreach (Place place in scope.Places)
        {
            if (place.Nested is not null)
            {
                NoteLastMilestones(place.Nested);
            }
        }
    }

    private void DropSpansOf(RunTree tree)
    {
        foreach (SpanId id in _open.Where(pair => pair.Value.Tree == tree).Select(pair => pair.Key).ToList())
        {
            _open.Remove(id);
        }
    }

    private void BeginNode(NodeStartEvent e)
    {
        if (e.ParentSpanId is not SpanId parentId
            || !_open.TryGetValue(parentId, out OpenSpan? run)
            || run.Kind != SpanKind.Run
            || _open.ContainsKey(e.SpanId))
        {
            return;
        }

        _sequence++;
        Place place = run.Scope.GetOrAdd(e.NodeName);
        Open(e, SpanKind.Node, run.Tree, run, run.Scope, place);
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

        // A map over nothing emits no run: its node just completes. What a cache answers says nothing about sizes.
        if (span.Place!.Nested is { IsMapped: true } nested && !span.HasNestedRun && !e.Cached)
        {
            nested.MapsSeen++;
        }

        Recycle(span);
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
            CountFailure(e, span.Place!, span.Parent!, isOwn: !span.HasNestedFailure);
        }

        Recycle(span);
    }

    private static bool IsCancellation(NodeErrorEvent e) =>
        e.ErrorType is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException";

    private void CountFailure(NodeErrorEvent e, Place place, OpenSpan run, bool isOwn)
    {
        place.Failed++;
        if (isOwn)
        {
            run.Tree.AddFailure(e, place, run, _options.MaxFailures);
        }
    }

    /// <summary>What a stop has cancelled was stopped; any other cancellation is a failure, such as a request that took too long.</summary>
    private void SettleCancelled(OpenSpan run, RunStatus status)
    {
        if (run.Cancelled is null)
        {
            return;
        }

        foreach (CancelledNode node in run.Cancelled)
        {
            if (status == RunStatus.Stopped)
            {
                node.Place.Stopped++;
            }
            else
            {
                CountFailure(node.Event, node.Place, run, node.IsOwn);
            }
        }
    }

    private void PauseNode(InterruptEvent e)
    {
        if (!TryCloseNode(e, out OpenSpan? span))
        {
            return;
        }

        span.Place!.Paused++;

        // The innermost interrupt comes first; the ones around it only pass it on.
        span.Tree.PausedAt ??= span.Place.Path;
        Recycle(span);
    }

    private void NoteStopRequest(StopRequestedEvent e)
    {
        if (_open.TryGetValue(e.SpanId, out OpenSpan? span))
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

        if (place.Nested is not null && !span.HasNestedRun)
        {
            place.Unbegun--;
        }

        place.End(e.Timestamp, _sequence);
        return true;
    }

    private OpenSpan Open(Event e, SpanKind kind, RunTree tree, OpenSpan? parent, Scope scope, Place? place)
    {
        if (!_pool.TryPop(out OpenSpan? span))
        {
            span = new OpenSpan();
        }

        span.Open(kind, tree, parent, scope, place, e.ItemIndex);
        _open.Add(e.SpanId, span);
        tree.OpenSpans++;
        return span;
    }

    private bool TryClose(Event e, [NotNullWhen(true)] out OpenSpan? span)
    {
        if (!_open.Remove(e.SpanId, out span))
        {
            return false;
        }

        _sequence++;
        span.Tree.OpenSpans--;
        if (span.Parent is not null)
        {
            span.Parent.OpenChildren--;
        }

        return true;
    }

    private void Recycle(OpenSpan span)
    {
        // An open child still refers to it: only in an incomplete stream.
        if (span.OpenChildren == 0)
        {
            span.Reset();
            _pool.Push(span);
        }
    }
}
