namespace Hypergraph.Progress;

/// <summary>One top-level call, run or map, as it stood at one moment.</summary>
public sealed record ProgressRun
{
    /// <summary>The call's run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>The name of the graph, or null for a graph without one.</summary>
    public string? GraphName { get; init; }

    /// <summary>The caller's own name for the call, or null.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Whether the call is a map.</summary>
    public bool IsMap { get; init; }

    /// <summary>The number of items if the call is a map; null otherwise, and for a map over a stream.</summary>
    public int? MapSize { get; init; }

    /// <summary>What to call it: the graph's name, or <c>Run</c> or <c>Map</c> for a graph without one.</summary>
    public string Title => GraphName ?? (IsMap ? "Map" : "Run");

    /// <summary>How it ended; null while it runs.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Whether it was asked to stop.</summary>
    public bool IsStopRequested { get; init; }

    /// <summary>When it began, by the events' clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, by the events' clock; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The time from start to end, or to the moment of the snapshot. Never negative.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The time that the rest will probably take: of a call to map that of its row. Null where it cannot be known. Never
    /// negative.
    /// </summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The rows, top to bottom, in the order of the outline.</summary>
    public required IReadOnlyList<ProgressRow> Rows { get; init; }

    /// <summary>The first failures, in the order in which they happened; at most <see cref="ProgressModelOptions.MaxFailures"/>.</summary>
    public IReadOnlyList<ProgressFailure> Failures { get; init; } = [];

    /// <summary>The number of all failures, those that are not listed included.</summary>
    public long FailureCount { get; init; }

    /// <summary>The message of what made the call fail; null if it did not, or if it is not known.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The full name of the type of what made the call fail; null if it did not, or if it is not known.</summary>
    internal string? ErrorType { get; init; }

    /// <summary>The path of the interrupt that first paused it; null if none did.</summary>
    public string? PausedAt { get; init; }
}
