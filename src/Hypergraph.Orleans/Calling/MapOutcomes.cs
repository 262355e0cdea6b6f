namespace Hypergraph.Orleans;

/// <summary>What the items of a map make of the map.</summary>
internal static class MapOutcomes
{
    /// <returns>How the map ended, and the failure of the first item that failed.</returns>
    public static (RunStatus Status, Exception? Error) Of(IReadOnlyCollection<RunResult?> items, ErrorHandling onError, bool isStopping)
    {
        Exception? failure = items.FirstOrDefault(i => i?.Status == RunStatus.Failed)?.Error;

        // Where nothing failed and nobody here asked for a stop, somebody else did.
        bool isStopped = items.Any(i => i?.Status == RunStatus.Stopped) || (items.Contains(null) && (isStopping || failure is null));
        bool isPaused = items.Any(i => i?.Status == RunStatus.Paused);
        bool noneSucceeded = !items.Any(i => i?.Status == RunStatus.Completed);
        return (failure, isStopped) switch
        {
            (not null, _) when onError == ErrorHandling.Raise => (RunStatus.Failed, failure),
            (_, true) => (RunStatus.Stopped, null),
            (not null, _) when noneSucceeded && !isPaused => (RunStatus.Failed, failure),
            (not null, _) => (RunStatus.Partial, failure),
            _ => (isPaused ? RunStatus.Paused : RunStatus.Completed, null),
        };
    }
}
