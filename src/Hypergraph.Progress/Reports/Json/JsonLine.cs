namespace Hypergraph.Progress.Reports.Json;

/// <summary>One line of the JSON output. Names and meanings are public: <c>docs/progress.schema.json</c> defines them.</summary>
internal sealed record JsonLine
{
    public required int V { get; init; }

    public required string Type { get; init; }

    public required DateTime Time { get; init; }

    public required string Run { get; init; }

    public string? Graph { get; init; }

    public string? Workflow { get; init; }

    public bool? IsMap { get; init; }

    public int? Items { get; init; }

    public string? Status { get; init; }

    public string? Error { get; init; }

    public string? PausedAt { get; init; }

    public double? ElapsedMs { get; init; }

    public double? RemainingMs { get; init; }

    public JsonRow? Row { get; init; }

    public IReadOnlyList<JsonRow>? Rows { get; init; }

    public IReadOnlyList<JsonFailure>? Failures { get; init; }

    public long? FailureCount { get; init; }
}
