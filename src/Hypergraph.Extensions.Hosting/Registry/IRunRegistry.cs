namespace Hypergraph.Extensions.Hosting;

/// <summary>
/// The runs of the host's <see cref="IGraphRunner"/>: all live ones, and recent ones as long as <see cref="HypergraphOptions.MaxRecentRuns"/> and
/// <see cref="HypergraphOptions.RecentRunLifetime"/> keep them. Thread-safe.
/// </summary>
public interface IRunRegistry
{
    /// <summary>The live runs, the oldest first.</summary>
    IReadOnlyList<RunEntry> LiveRuns { get; }

    /// <summary>The ended runs, the latest first.</summary>
    IReadOnlyList<RunEntry> RecentRuns { get; }

    /// <summary>Whether the host is stopping, so that no run starts any more.</summary>
    bool IsStopping { get; }

    /// <summary>Finds a run, live or recent; null if there is none of this id.</summary>
    /// <param name="id">The id of the run or map that a call started.</param>
    RunEntry? Find(RunId id);
}
