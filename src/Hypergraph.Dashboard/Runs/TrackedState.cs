using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Runs;

/// <summary>The state of a run at one moment.</summary>
/// <param name="Version">The number of its changes.</param>
/// <param name="End">Its last event; null while it runs.</param>
/// <param name="Failed">The number of its failures.</param>
/// <param name="Questions">The number of its open questions.</param>
/// <param name="LastEvent">When its last event happened.</param>
internal readonly record struct TrackedState(long Version, RunEndEvent? End, long Failed, int Questions, DateTimeOffset LastEvent)
{
    /// <summary>Reads the state of a run, while no event is counted.</summary>
    public static TrackedState Of(TrackedRun run, RunTracker tracker) =>
        tracker.Read(_ => new TrackedState(run.Version, run.End, run.Failures.Total, run.Questions, run.LastEvent));
}
