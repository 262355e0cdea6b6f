namespace Hypergraph.Progress.Reports.Json;

/// <summary>One row in the JSON output. Counts that are 0, except <c>done</c>, and unknown times are omitted.</summary>
internal sealed record JsonRow
{
    public required string Path { get; init; }

    public required string Label { get; init; }

    public required string Kind { get; init; }

    public required string State { get; init; }

    public required long Done { get; init; }

    public long? Total { get; init; }

    public bool? IsTotalEstimated { get; init; }

    public long? NotStarted { get; init; }

    public long? Failed { get; init; }

    public long? Cached { get; init; }

    public long? Restored { get; init; }

    public long? Retries { get; init; }

    public long? Running { get; init; }

    public string? RunningItem { get; init; }

    public long? OwnDone { get; init; }

    public long? OwnTotal { get; init; }

    public double? ElapsedMs { get; init; }

    public double? RemainingMs { get; init; }

    public double? AverageMs { get; init; }

    public double? Rate { get; init; }

    public string? Error { get; init; }

    public string? ErrorItem { get; init; }
}
