using Hypergraph.Dashboard.Json;

namespace Hypergraph.Dashboard.Runs;

/// <summary>Combines what the events of a call show with what the store knows of its run.</summary>
internal static class StoredState
{
    /// <summary>Describes a call, with the state of the store if that is newer.</summary>
    /// <param name="call">What its events show.</param>
    /// <param name="isLatest">Whether there are no events of a later call of the same run.</param>
    /// <param name="store">The runs of the store.</param>
    public static RunSummary Combine(RunSummary call, bool isLatest, StoredRuns store)
    {
        if (call.Workflow is not { } workflow)
        {
            return call;
        }

        if (!isLatest)
        {
            // Its questions are those of the later call.
            return call.Ended is null ? call : call with { Questions = 0 };
        }

        return store.ByWorkflow.TryGetValue(workflow, out RunSummary? stored) && IsNewer(stored, call, store.ReadAt)
            ? call with
            {
                Status = stored.Status,
                CallStatus = stored.Status == call.Status ? null : call.Status,
                Ended = stored.Status == call.Status ? call.Ended : stored.Status is "running" or "waiting" ? null : stored.Ended,
                LastEvent = stored.Status == "running" ? call.LastEvent : null,
                Questions = stored.Questions,
                Error = stored.Error,
            }
            : call;
    }

    /// <summary>
    /// Whether the store knows more than the events. A run of this process that has not ended shows in its events first. That of a log may have been killed: the store knows it if its process has ended,
    /// or if another one has continued the run.
    /// </summary>
    private static bool IsNewer(RunSummary stored, RunSummary call, DateTimeOffset readAt) => call switch
    {
        { Ended: { } ended } => stored.Ended > ended || (readAt > ended && stored.Status == "interrupted"),
        { Source: "log", LastEvent: { } last } => readAt > last && (stored.Status == "interrupted" || (stored.Status != "running" && stored.Ended >= call.Started)),
        _ => false,
    };
}
