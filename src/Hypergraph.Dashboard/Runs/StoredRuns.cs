using Hypergraph.Dashboard.Json;

namespace Hypergraph.Dashboard.Runs;

/// <summary>A list of the runs of the store.</summary>
/// <param name="Runs">The runs that changed last.</param>
/// <param name="ReadAt">When the reading began.</param>
internal sealed record StoredRuns(IReadOnlyList<RunSummary> Runs, DateTimeOffset ReadAt)
{
    /// <summary>The list without a store, and before the first reading.</summary>
    public static readonly StoredRuns None = new([], DateTimeOffset.MinValue);

    /// <summary>The runs by their names.</summary>
    public IReadOnlyDictionary<string, RunSummary> ByWorkflow { get; } = Runs.ToDictionary(run => run.Workflow!, StringComparer.Ordinal);

    /// <summary>Whether the store has more runs.</summary>
    public bool HasMore { get; init; }

    /// <summary>Why the store could not be read; null if it could.</summary>
    public string? Error { get; init; }
}
