namespace Hypergraph.Progress;

/// <summary>
/// All runs that a <see cref="ProgressModel"/> knows, on a limited number of lines, as they stood at one moment. Immutable.
/// </summary>
public sealed record ProgressView
{
    /// <summary>The moment, by the model's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The runs that have lines, in the order in which they began.</summary>
    public required IReadOnlyList<ProgressRunView> Runs { get; init; }

    /// <summary>The rows of the later runs, for which there was no line left; null if there are none. It takes one line.</summary>
    public ProgressFold? OtherRuns { get; init; }
}
