using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;
using Hypergraph.Durability;
using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Runs;

/// <summary>Describes runs for the list.</summary>
internal static class Summaries
{
    /// <summary>The start of the keys of stored runs.</summary>
    public const string StoredPrefix = "stored:";

    /// <summary>Describes a run of this process or of a log.</summary>
    public static RunSummary Of(TrackedRun run, ProgressRun rows)
    {
        (long done, long total) = ProgressOf(rows);
        return new RunSummary
        {
            Key = run.Start.RunId.ToString(),
            Source = run.Origin is null ? "live" : "log",
            Origin = run.Origin,
            Run = run.Start.RunId.ToString(),
            Workflow = run.Start.WorkflowId,
            Graph = run.Start.GraphName ?? "graph",
            Status = run.End is { } end ? Names.Of(end.Status) : "running",
            IsMap = run.Start.IsMap,
            Started = run.Start.Timestamp,
            Ended = run.End?.Timestamp,
            Done = done,
            Total = total,
            Failed = run.Failures.Total,
            Restored = rows.Rows.Where(row => row.Icon != ProgressIcon.Map).Sum(row => row.Restored),
            Questions = run.Questions,
            Error = run.End?.ErrorMessage,
        };
    }

    /// <summary>Describes a stored run.</summary>
    public static RunSummary Of(StoredRun run, int questions) => new()
    {
        Key = KeyOf(run.Id),
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

    /// <summary>The key of a stored run.</summary>
    public static string KeyOf(string storedId) => StoredPrefix + Uri.EscapeDataString(storedId);

    /// <summary>The status of a stored run: how its last call ended, or whether a call holds it.</summary>
    public static string StatusOf(StoredRun run) => run switch
    {
        { Status: { } status } => Names.Of(status),
        { Lease.Owner: null } => "waiting",
        _ => run.IsInterrupted() ? "interrupted" : "running",
    };

    /// <summary>The items of a map; otherwise what is done of the only node, or the nodes that have ended.</summary>
    private static (long Done, long Total) ProgressOf(ProgressRun run)
    {
        ProgressRow[] top = [.. run.Rows.Where(row => row.Level == 0)];
        return top.Length == 1 || (run.IsMap && top.Length > 0) ? (top[0].Done, top[0].Total) : (top.Count(row => row.IsClosed), top.Length);
    }
}
