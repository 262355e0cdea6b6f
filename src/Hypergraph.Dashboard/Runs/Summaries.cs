using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;
using Hypergraph.Durability;
using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Runs;

/// <summary>Describes runs for the list.</summary>
internal static class Summaries
{
    /// <summary>Describes a run of this process or of a log.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state.</param>
    /// <param name="rows">Its rows, read after the state: a run that has ended has its final rows.</param>
    public static RunSummary Of(TrackedRun run, TrackedState state, ProgressRun rows)
    {
        (long done, long total) = ProgressOf(rows);
        long restored = rows.Rows.Where(row => row.Icon != ProgressIcon.Map).Sum(row => row.Restored);
        RunEndEvent? end = state.End;
        return new RunSummary
        {
            Key = run.Start.RunId.ToString(),
            Source = run.Origin is null ? "live" : "log",
            Origin = run.Origin,
            Run = run.Start.RunId.ToString(),
            Workflow = run.Start.WorkflowId,
            Graph = run.Start.GraphName ?? "graph",
            Status = end is null ? "running" : Names.Of(end.Status),
            IsMap = run.Start.IsMap,
            Started = run.Start.Timestamp,
            Ended = end?.Timestamp,
            LastEvent = end is null ? new DateTimeOffset(state.LastEvent.UtcTicks - (state.LastEvent.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) : null,
            Done = done,
            Total = total,
            Failed = state.Failed,
            Restored = restored,
            Questions = end is null or { Status: RunStatus.Paused or RunStatus.Partial } ? state.Questions : 0,
            Error = end?.ErrorMessage,
        };
    }

    /// <summary>Describes a stored run.</summary>
    public static RunSummary Of(StoredRun run, int questions) => new()
    {
        Key = StoredKeys.Of(run.Id),
        Source = "store",
        Workflow = run.Id,
        Graph = run.GraphName ?? "graph",
        Status = StatusOf(run),
        IsMap = run.IsMap,
        Started = run.Created,
        Ended = run.Changed,
        Questions = questions,
        Error = run.Error,
        ForkedFrom = run.ForkedFrom,
    };

    /// <summary>The status of a stored run: how its last call ended, or whether a call holds it.</summary>
    public static string StatusOf(StoredRun run) => run switch
    {
        { Status: { } status } => Names.Of(status),
        { Lease.Owner: null } => "waiting",
        _ => run.IsInterrupted() ? "interrupted" : "running",
    };

    /// <summary>The items of a map, of the only node, or the rows of nodes on all levels: a nested graph has rows for its nodes, and none of its own.</summary>
    private static (long Done, long Total) ProgressOf(ProgressRun run)
    {
        if (run.Rows is [var first, ..] && (run.IsMap || run.Rows.Count == 1))
        {
            return (first.Done, first.Total);
        }

        ProgressRow[] nodes = [.. run.Rows.Where(row => row.Icon != ProgressIcon.Map)];
        return (nodes.Count(row => IsDone(row.State, run.Status)), nodes.Length);
    }

    /// <summary>What a run that is not complete has skipped may still come, when it is continued.</summary>
    private static bool IsDone(ProgressState state, RunStatus? run) =>
        state is ProgressState.Done or ProgressState.Cached or ProgressState.Failed || (state == ProgressState.Skipped && run == RunStatus.Completed);
}
