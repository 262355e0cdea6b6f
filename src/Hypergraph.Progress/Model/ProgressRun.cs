using System.Diagnostics;

namespace Hypergraph.Progress;

/// <summary>One top-level call, a run or a map, at one moment.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record ProgressRun
{
    /// <summary>The id of the call's run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>The name of the graph; null for a graph without a name.</summary>
    public string? GraphName { get; init; }

    /// <summary>The caller's name for the call; null if it has none.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Whether the call is a map.</summary>
    public bool IsMap { get; init; }

    /// <summary>The number of items of a map; null for a run, and for a map over a stream.</summary>
    public int? MapSize { get; init; }

    /// <summary>The title: the graph's name, or <c>Run</c> or <c>Map</c> for a graph without a name.</summary>
    public string Title => GraphName ?? (IsMap ? "Map" : "Run");

    /// <summary>The status with which it ended; null while it is running.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Whether a stop was requested.</summary>
    public bool IsStopRequested { get; init; }

    /// <summary>The start time, by the events' clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The end time, by the events' clock; null while it is running.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The time from start to end, or to the time of the snapshot. Never negative.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The estimated remaining time of a top-level map, equal to that of its row; null if it is not known. Never negative.
    /// </summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The structure of the graph, as the start of the run has it; null if it has none.</summary>
    public GraphOutline? Outline { get; init; }

    /// <summary>The rows, top to bottom, in the order of the outline.</summary>
    public required IReadOnlyList<ProgressRow> Rows { get; init; }

    /// <summary>The first failures, in chronological order; at most <see cref="ProgressModelOptions.MaxFailures"/>.</summary>
    public IReadOnlyList<ProgressFailure> Failures { get; init; } = [];

    /// <summary>The number of all failures, including those that are not listed.</summary>
    public long FailureCount { get; init; }

    /// <summary>The message of the failure that ended the call; null if it did not fail, or if the message is not known.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>
    /// The full name of the exception type of the failure that ended the call; null if it did not fail, or if the type is not
    /// known.
    /// </summary>
    internal string? ErrorType { get; init; }

    /// <summary>The path of the first interrupt that paused it; null if none did.</summary>
    public string? PausedAt { get; init; }

    private string DebuggerText => $"{Title}: {Status?.ToString() ?? "Running"}, {Rows.Count} {(Rows.Count == 1 ? "row" : "rows")}";
}
