using Hypergraph.Planning;
using Hypergraph.Planning.Compilation;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Values;

namespace Hypergraph.Hosting;

/// <summary>Creates the results and handles of runs that ran elsewhere. For runners in other packages, and for tests that replace a runner.</summary>
public static class ResultFactory
{
    /// <summary>The result of a run that ran elsewhere.</summary>
    /// <param name="graph">The graph that ran.</param>
    /// <param name="status">How the run ended.</param>
    /// <param name="values">The values by name, of the outputs' types.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="error">What made it fail, or null.</param>
    /// <param name="pauses">What it waits for, or null. Such a result cannot be resumed here: its state lies where it ran.</param>
    /// <param name="duration">The time from start to end, or null.</param>
    /// <param name="itemIndex">The item's zero-based place in the input, or null if it was no map's item.</param>
    /// <param name="failures">
    /// All failures in it. Null: the exception that made it fail, at the location in the exception's data (<see cref="FailureData"/>).
    /// </param>
    /// <param name="storeError">Why not all of it is stored, or null.</param>
    public static RunResult CreateRun(
        Graph graph,
        RunStatus status,
        IReadOnlyDictionary<string, object?> values,
        RunId runId,
        Exception? error = null,
        IReadOnlyList<RunPause>? pauses = null,
        TimeSpan? duration = null,
        int? itemIndex = null,
        IReadOnlyList<RunFailure>? failures = null,
        Exception? storeError = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(values);
        IReadOnlyList<RunFailure>? all = failures ?? (status == RunStatus.Failed && error is not null ? [FailureData.Read(error)] : null);
        var outcome = new RunOutcome(status, error, pauses, all is { Count: 0 } ? null : all) { StoreError = storeError };
        return new RunResult(new DictionaryValues(PlanCompiler.PlanOf(graph), values), outcome, runId, duration) { ItemIndex = itemIndex };
    }

    /// <summary>The status of a map, by the same rule as in <see cref="AsyncRunner"/>.</summary>
    /// <param name="items">The statuses of the items that have ended.</param>
    /// <param name="errorHandling">How the map handles failed items.</param>
    /// <param name="isCutShort">Whether the map ended before all its items began. A failed item for which the map throws takes precedence.</param>
    /// <returns>
    /// <see cref="RunStatus.Partial"/> if items failed and others did not; <see cref="RunStatus.Failed"/> if none completed or paused, or the map throws for a
    /// failed item.
    /// </returns>
    public static RunStatus StatusOfMap(IEnumerable<RunStatus> items, ErrorHandling errorHandling, bool isCutShort)
    {
        ArgumentNullException.ThrowIfNull(items);
        HashSet<RunStatus> statuses = [.. items];
        return MapStatus.Of(
            errorHandling,
            statuses.Contains(RunStatus.Failed),
            isCutShort || statuses.Contains(RunStatus.Stopped),
            statuses.Contains(RunStatus.Paused),
            statuses.Contains(RunStatus.Completed));
    }

    /// <summary>The result of a map whose items ran elsewhere.</summary>
    /// <param name="graph">The graph that ran.</param>
    /// <param name="status">How the map ended.</param>
    /// <param name="items">The results of the items, created by <see cref="CreateRun"/>; null for those that never started.</param>
    /// <param name="runId">The map's own run id.</param>
    /// <param name="duration">The time from start to end, or null.</param>
    /// <param name="storeError">Why not all of it is stored, or null.</param>
    public static MapResult CreateMap(
        Graph graph, RunStatus status, IReadOnlyList<RunResult?> items, RunId runId, TimeSpan? duration = null, Exception? storeError = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(items);
        ExecutionPlan plan = PlanCompiler.PlanOf(graph);
        var collector = new MapCollector([.. plan.Results.Select(r => (r, r.OutputType))], items.Count, keepsPartial: true, isTraced: duration is not null);
        List<RunPause> pauses = [];
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i] is { } item)
            {
                collector.Add(i, item.Values, item.Outcome, item.RunId, item.Duration);
                pauses.AddRange(item.Pauses.Select(p => p.InItem(i)));
            }
        }

        return new MapResult(plan, collector, new RunOutcome(status, Pauses: pauses) { StoreError = storeError }, runId, duration);
    }

    /// <summary>Creates the handle of a run or a map.</summary>
    /// <typeparam name="TResult"><see cref="RunResult"/> or <see cref="MapResult"/>.</typeparam>
    /// <param name="runId">The id of the run.</param>
    /// <param name="completion">
    /// Ends as the run does: cancelled only if the call's own token ended it. A failure is a faulted task, also where the exception
    /// is an <see cref="OperationCanceledException"/> (<see cref="Task.FromException{TResult}(Exception)"/>).
    /// </param>
    /// <param name="statusOf">Reads the status of a result.</param>
    /// <param name="stop">Requests that the run stops, for a reason or null. Returns whether this was the first request.</param>
    /// <param name="events">The events from the first one, for any number of readers; null if they are not stored.</param>
    public static RunHandle<TResult> CreateHandle<TResult>(
        RunId runId, Task<TResult> completion, Func<TResult, RunStatus> statusOf, Func<string?, bool> stop, IAsyncEnumerable<Event>? events)
    {
        ArgumentNullException.ThrowIfNull(completion);
        ArgumentNullException.ThrowIfNull(statusOf);
        ArgumentNullException.ThrowIfNull(stop);
        return new RunHandle<TResult>(runId, completion, statusOf, stop, events);
    }
}
