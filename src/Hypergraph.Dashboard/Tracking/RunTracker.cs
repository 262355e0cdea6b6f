using Hypergraph.Threading;

namespace Hypergraph.Dashboard.Tracking;

/// <summary>
/// Follows the events of any number of runs: the rows of each, its latest events, its failures, the times of its executions and the states of its items. An event costs a lookup and some counters;
/// what a page shows is computed when it asks.
/// </summary>
/// <param name="maxRecentRuns">The number of ended runs that are kept.</param>
/// <param name="maxEventsPerRun">The number of events that are kept of a run.</param>
/// <param name="timeProvider">The clock of rows.</param>
internal sealed class RunTracker(int maxRecentRuns, int maxEventsPerRun, TimeProvider timeProvider)
{
    private readonly BiasedLock _lock = new();
    private readonly OpenSpans _spans = new();
    private readonly Dictionary<RunId, TrackedRun> _runs = [];
    private readonly Queue<RunId> _ended = [];

    /// <summary>The number of changes of the set of runs.</summary>
    public long Version { get; private set; }

    /// <summary>Counts an event. The events of a run must come in their order.</summary>
    /// <param name="e">The event.</param>
    /// <param name="origin">The name of the log that it comes from; null for a run of this process.</param>
    public void Add(Event e, string? origin = null)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        switch (e)
        {
            case NodeStartEvent start:
                BeginNode(start);
                break;
            case NodeEndEvent end:
                EndNode(end, end switch
                {
                    { IsStopped: true } => ExecutionState.Stopped,
                    { IsRestored: true } => ExecutionState.Restored,
                    { IsCached: true } => ExecutionState.Cached,
                    _ => ExecutionState.Done,
                });
                break;
            case RunStartEvent { ParentSpanId: null } start:
                BeginRoot(start, origin);
                break;
            case RunStartEvent start:
                BeginNested(start);
                break;
            case RunEndEvent end:
                EndRun(end);
                break;
            case NodeErrorEvent error:
                EndNode(error, ExecutionState.Failed);
                break;
            case InterruptEvent interrupt:
                EndNode(interrupt, ExecutionState.Paused);
                break;
            default:
                AddDetail(e);
                break;
        }
    }

    /// <summary>Reads what is kept, while no event is counted.</summary>
    public T Read<T>(Func<IReadOnlyCollection<TrackedRun>, T> read)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        return read(_runs.Values);
    }

    /// <summary>Reads what is kept of a run, while no event is counted.</summary>
    /// <returns>False if the run is unknown.</returns>
    public bool TryRead(RunId id, Action<TrackedRun> read)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        if (!_runs.TryGetValue(id, out TrackedRun? run))
        {
            return false;
        }

        read(run);
        return true;
    }

    private void BeginRoot(RunStartEvent e, string? origin)
    {
        if (_runs.ContainsKey(e.RunId))
        {
            return;
        }

        var run = new TrackedRun(e, origin, maxEventsPerRun, timeProvider);
        _runs.Add(e.RunId, run);
        Version++;
        OpenSpan span = _spans.Open(e.SpanId, run, run.Root, start: 0, parent: null);
        BeginMap(span, e);
        run.Add(e);
    }

    private void BeginNested(RunStartEvent e)
    {
        if (!_spans.TryFind(e.ParentSpanId, out OpenSpan? parent))
        {
            return;
        }

        TrackedRun run = parent.Run;
        OpenSpan span = _spans.Open(e.SpanId, run, parent.Place, run.TimeOf(e), parent);
        BeginMap(span, e);
        if (parent.IsMap)
        {
            span.Items = parent.Items;
            span.Number = parent.Items!.Begin(parent.Number, e.ItemIndex ?? 0, e.ItemLabel, span.Start);
        }

        run.Add(e);
    }

    private static void BeginMap(OpenSpan span, RunStartEvent e)
    {
        if (e.IsMap)
        {
            span.IsMap = true;
            span.Items = span.Place.GetItems();
            span.Number = span.Items.AddMap(e.ItemPath.ToString() ?? string.Empty);
        }
    }

    private void EndRun(RunEndEvent e)
    {
        if (!_spans.TryFind(e.SpanId, out OpenSpan? span))
        {
            return;
        }

        TrackedRun run = span.Run;
        run.Add(e);
        if (span is { Items: { } items, IsMap: false })
        {
            items.End(span.Number, StateOf(e.Status), run.TimeOf(e), e.ItemLabel, e.ErrorMessage);
        }

        if (span.Parent is { IsMap: false } node && e.Status is RunStatus.Failed or RunStatus.Partial)
        {
            span.Parent!.HasNestedFailure = true;
        }

        ResolveCancelled(span, e.Status);
        _spans.Close(span);
        if (span.Parent is null)
        {
            EndRoot(run, e);
        }

        _spans.Recycle(span);
    }

    /// <summary>The cancelled executions of a run were stopped if the run was. Any other cancellation is a failure, such as a request that timed out.</summary>
    private static void ResolveCancelled(OpenSpan span, RunStatus status)
    {
        foreach ((Place place, int index, NodeErrorEvent error) in span.Cancelled ?? [])
        {
            if (status != RunStatus.Stopped)
            {
                span.Run.Failures.Add(place.Path!, error);
            }
            else if (index >= 0)
            {
                place.Executions[index] = place.Executions[index] with { State = ExecutionState.Stopped };
            }
        }
    }

    private static bool IsCancellation(NodeErrorEvent e) => e.ErrorType is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException";

    private void EndRoot(TrackedRun run, RunEndEvent e)
    {
        _spans.Drop(run);
        run.Finish(e);
        _ended.Enqueue(e.RunId);
        while (_ended.Count > maxRecentRuns)
        {
            _runs.Remove(_ended.Dequeue());
        }

        Version++;
    }

    private void BeginNode(NodeStartEvent e)
    {
        if (!_spans.TryFind(e.ParentSpanId, out OpenSpan? parent))
        {
            return;
        }

        TrackedRun run = parent.Run;
        double time = run.TimeOf(e);
        OpenSpan span = _spans.Open(e.SpanId, run, parent.Place.Node(e.NodeName), time, parent);
        span.ExecutionIndex = run.Begin(span.Place, e, time);
        run.Add(e);
    }

    private void EndNode(NodeEvent e, ExecutionState state)
    {
        if (!_spans.TryFind(e.SpanId, out OpenSpan? span))
        {
            return;
        }

        TrackedRun run = span.Run;
        if (span.ExecutionIndex >= 0)
        {
            Execution begun = span.Place.Executions[span.ExecutionIndex];
            span.Place.Executions[span.ExecutionIndex] = begun with { End = run.TimeOf(e), State = state };
        }

        if (e is NodeErrorEvent error && !span.HasNestedFailure)
        {
            if (IsCancellation(error) && span.Parent is { } around)
            {
                (around.Cancelled ??= []).Add((span.Place, span.ExecutionIndex, error));
            }
            else
            {
                run.Failures.Add(span.Place.Path!, error);
            }
        }

        // A node that holds a graph passes on the question of an interrupt in it.
        if (e is InterruptEvent && !span.Place.Nodes.Any())
        {
            run.Questions++;
        }

        run.Add(e);
        _spans.Close(span);
        _spans.Recycle(span);
    }

    private void AddDetail(Event e)
    {
        if (_spans.TryFind(e.SpanId, out OpenSpan? span))
        {
            span.Run.IsResumed |= e is RunResumedEvent;
            span.Run.Add(e);
        }
    }

    private static ExecutionState StateOf(RunStatus status) => status switch
    {
        RunStatus.Completed => ExecutionState.Done,
        RunStatus.Paused => ExecutionState.Paused,
        RunStatus.Stopped => ExecutionState.Stopped,
        _ => ExecutionState.Failed,
    };
}
