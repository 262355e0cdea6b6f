namespace Hypergraph.Orleans.Calling;

/// <summary>Determines the status of a map from its items.</summary>
internal static class MapOutcomes
{
    /// <returns>The status of the map, and the exception of the first failed item.</returns>
    public static (RunStatus Status, Exception? Error) Of(IReadOnlyCollection<RunResult?> items, ErrorHandling onError, bool isStopping)
    {
        Exception? failure = items.FirstOrDefault(i => i?.Status == RunStatus.Failed)?.Error;

        // Without a failure and without a stop request here, another caller requested the stop.
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
