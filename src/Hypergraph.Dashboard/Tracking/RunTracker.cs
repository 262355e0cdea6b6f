using System.Diagnostics.CodeAnalysis;
using Hypergraph.Threading;

namespace Hypergraph.Dashboard.Tracking;

/// <summary>
/// Follows the events of any number of runs: the rows of each, its latest events, its failures, the times of its executions and the states of its items. An event costs a lookup and some counters;
/// what a page shows is computed when it asks.
/// </summary>
/// <param name="options">The limits of what is kept.</param>
/// <param name="valuesOf">Returns the JSON of the values of an event after redaction; null if values are not kept.</param>
/// <param name="timeProvider">The clock of rows.</param>
internal sealed class RunTracker(DashboardOptions options, Func<Event, string?>? valuesOf, TimeProvider timeProvider)
{
    private readonly BiasedLock _lock = new();
    private readonly OpenSpans _spans = new();
    private readonly Dictionary<RunId, TrackedRun> _runs = [];
    private readonly Queue<RunId> _ended = [];

    /// <summary>Counts an event. The events of a run must come in their order.</summary>
    /// <param name="e">The event.</param>
    /// <param name="source">Where it comes from. The events of a run count from one source only.</param>
    public void Add(Event e, RunSource source)
    {
        // The redaction is code of the application, so it is called outside the lock.
        var received = ReceivedEvent.Of(e, source, valuesOf);
        using BiasedLock.Scope scope = _lock.EnterScope();
        switch (e)
        {
            case NodeStartEvent start:
                BeginNode(start, received);
                break;
            case NodeEndEvent end:
                EndNode(end, received, end switch
                {
                    { IsStopped: true } => ExecutionState.Stopped,
                    { IsRestored: true } => ExecutionState.Restored,
                    { IsCached: true } => ExecutionState.Cached,
                    _ => ExecutionState.Done,
                });
                break;
            case RunStartEvent { ParentSpanId: null }:
                BeginRoot(received);
                break;
            case RunStartEvent start:
                BeginNested(start, received);
                break;
            case RunEndEvent end:
                EndRun(end, received);
                break;
            case NodeErrorEvent error:
                EndNode(error, received, ExecutionState.Failed);
                break;
            case InterruptEvent interrupt:
                EndNode(interrupt, received, ExecutionState.Paused);
                break;
            default:
                AddDetail(received);
                break;
        }
    }

    /// <summary>Reads what is kept, while no event is counted.</summary>
    public T Read<T>(Func<IReadOnlyCollection<TrackedRun>, T> read)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        return read(_runs.Values);
    }

    /// <summary>Finds a run; null if it is unknown.</summary>
    public TrackedRun? Find(RunId id)
    {
        using BiasedLock.Scope scope = _lock.EnterScope();
        return _runs.GetValueOrDefault(id);
    }

    private void BeginRoot(in ReceivedEvent received)
    {
        var e = (RunStartEvent)received.Event;
        if (_runs.TryGetValue(e.RunId, out TrackedRun? known))
        {
            if (!IsReplacedBy(known, received))
            {
                return;
            }

            _spans.Drop(known);
        }

        var run = new TrackedRun(e, received.Source, new EventWindow(Math.Max(1, options.MaxEventsPerRun), Math.Max(0, options.MaxValueLengthPerRun)), timeProvider);
        _runs[e.RunId] = run;
        OpenSpan span = _spans.Open(e.SpanId, run, run.Root, start: 0, parent: null);
        BeginMap(span, e);
        if (run.Accepts(received))
        {
            run.Add(received);
        }

        RemoveSilentRuns(run);
    }

    /// <summary>Whether a run begins again. One of this process replaces the same from a log, since it can be stopped. A log may have a run twice, the first time in part.</summary>
    private static bool IsReplacedBy(TrackedRun known, in ReceivedEvent received) =>
        known.End is null && (known.Source == received.Source ? received.Source != RunSource.Live : received.Source == RunSource.Live);

    /// <summary>Removes the runs without an end that had no event for the longest time, if there are too many of them. The events of a process that was killed have no end.</summary>
    private void RemoveSilentRuns(TrackedRun latest)
    {
        while (_runs.Count - _ended.Count > Math.Max(1, options.MaxRunningRuns)
            && _runs.Values.Where(run => run.End is null && run != latest).MinBy(run => run.LastEvent) is { } silent)
        {
            _spans.Drop(silent);
            _runs.Remove(silent.Start.RunId);
        }
    }

    private bool TryFind(SpanId? id, in ReceivedEvent received, [NotNullWhen(true)] out OpenSpan? span) =>
        _spans.TryFind(id, out span) && span.Run.Accepts(received);

    private void BeginNested(RunStartEvent e, in ReceivedEvent received)
    {
        if (!TryFind(e.ParentSpanId, received, out OpenSpan? parent))
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

        run.Add(received);
    }

    private static void BeginMap(OpenSpan span, RunStartEvent e)
    {
        if (e.IsMap)
        {
            span.IsMap = true;
            span.Items = span.Place.GetItems();
            OpenSpan? around = span.ItemAround;
            span.Number = span.Items.AddMap(around?.Items, around?.Number ?? -1);
        }
    }

    private void EndRun(RunEndEvent e, in ReceivedEvent received)
    {
        if (!TryFind(e.SpanId, received, out OpenSpan? span))
        {
            return;
        }

        TrackedRun run = span.Run;
        run.Add(received);
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
            EndRoot(run, received);
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

    private void EndRoot(TrackedRun run, in ReceivedEvent received)
    {
        _spans.Drop(run);
        run.Finish((RunEndEvent)received.Kept);
        _ended.Enqueue(run.Start.RunId);
        while (_ended.Count > Math.Max(1, options.MaxRecentRuns))
        {
            _runs.Remove(_ended.Dequeue());
        }
    }

    private void BeginNode(NodeStartEvent e, in ReceivedEvent received)
    {
        if (!TryFind(e.ParentSpanId, received, out OpenSpan? parent))
        {
            return;
        }

        TrackedRun run = parent.Run;
        double time = run.TimeOf(e);
        OpenSpan span = _spans.Open(e.SpanId, run, parent.Place.Node(e.NodeName), time, parent);
        span.ExecutionIndex = run.Begin(span.Place, e, time);
        run.Add(received);
    }

    private void EndNode(NodeEvent e, in ReceivedEvent received, ExecutionState state)
    {
        if (!TryFind(e.SpanId, received, out OpenSpan? span))
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

        run.Add(received);
        _spans.Close(span);
        _spans.Recycle(span);
    }

    private void AddDetail(in ReceivedEvent received)
    {
        if (TryFind(received.Event.SpanId, received, out OpenSpan? span))
        {
            span.Run.IsResumed |= received.Event is RunResumedEvent;
            span.Run.Add(received);
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
