namespace Hypergraph.Progress.Reports.Json;

/// <summary>One failure in the JSON output.</summary>
internal sealed record JsonFailure
{
    public required string Path { get; init; }

    public required IReadOnlyList<int> Items { get; init; }

    public IReadOnlyList<string?>? ItemLabels { get; init; }

    public required string ErrorType { get; init; }

    public required string Message { get; init; }

    public required DateTime Time { get; init; }
}
