namespace Hypergraph.Runs.Outcomes;

/// <summary>The rule by which the status of a map follows from those of its items: one for maps over collections, over streams, and across machines.</summary>
internal static class MapStatus
{
    /// <summary>The status of a map.</summary>
    /// <param name="errorHandling">How the map handles failed items.</param>
    /// <param name="hasFailed">Whether an item failed.</param>
    /// <param name="isStopped">Whether an item was stopped, or the map ended before all its items began.</param>
    /// <param name="hasPaused">Whether an item paused.</param>
    /// <param name="hasCompleted">Whether an item completed.</param>
    public static RunStatus Of(ErrorHandling errorHandling, bool hasFailed, bool isStopped, bool hasPaused, bool hasCompleted) => (hasFailed, isStopped) switch
    {
        (true, _) when errorHandling == ErrorHandling.Raise => RunStatus.Failed,
        (_, true) => RunStatus.Stopped,
        (true, _) => hasCompleted || hasPaused ? RunStatus.Partial : RunStatus.Failed,
        _ => hasPaused ? RunStatus.Paused : RunStatus.Completed,
    };
}
