using Hypergraph.Dashboard.Json;

namespace Hypergraph.Dashboard.Runs;

/// <summary>The list of runs at one moment.</summary>
/// <param name="runs">The runs, newest first.</param>
/// <param name="store">The state of the store; null if there is none.</param>
internal sealed class ListedRuns(IReadOnlyList<RunSummary> runs, StoreState? store)
{
    /// <summary>The runs, newest first.</summary>
    public IReadOnlyList<RunSummary> Runs => runs;

    /// <summary>The state of the store; null if there is none.</summary>
    public StoreState? Store => store;

    /// <summary>The runs by their keys.</summary>
    public IReadOnlyDictionary<string, RunSummary> ByKey { get; } = runs.ToDictionary(run => run.Key, StringComparer.Ordinal);

    /// <summary>Whether another list shows the same.</summary>
    public bool IsSameAs(ListedRuns other) => Store == other.Store && Runs.Count == other.Runs.Count && Runs.SequenceEqual(other.Runs);
}
