using Hypergraph.Hosting;

namespace Hypergraph.Orleans.Calling;

/// <summary>Determines the status of a map from its items.</summary>
internal static class MapOutcomes
{
    /// <returns>The status of the map, and the exception of the first failed item.</returns>
    public static CallEnd Of(IReadOnlyCollection<RunResult?> items, ErrorHandling errorHandling, bool isStopping)
    {
        Exception? failure = items.FirstOrDefault(i => i?.Status == RunStatus.Failed)?.Error;

        // Without a failure and without a stop request here, another caller requested the stop.
        bool isCutShort = items.Contains(null) && (isStopping || failure is null);
        RunStatus status = ResultFactory.StatusOfMap(items.OfType<RunResult>().Select(i => i.Status), errorHandling, isCutShort);
        return new CallEnd(status, status is RunStatus.Failed or RunStatus.Partial ? failure : null);
    }
}
