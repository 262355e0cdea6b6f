namespace Hypergraph.Progress;

/// <summary>All runs that a <see cref="ProgressModel"/> knows, as they stood at one moment. Immutable.</summary>
public sealed record ProgressSnapshot
{
    /// <summary>The moment, by the model's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The top-level runs, in the order in which they began.</summary>
    public required IReadOnlyList<ProgressRun> Runs { get; init; }
}
