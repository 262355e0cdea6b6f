using Hypergraph.Planning;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.Values;

namespace Hypergraph.Runs.State;

/// <summary>
/// A run that has paused: its values, what its scheduler has decided, where it paused, and what has failed in it. It never changes; each resumption
/// continues with a copy.
/// </summary>
/// <param name="Values">The values so far.</param>
/// <param name="Scheduler">What has run, and what runs next.</param>
/// <param name="Interrupts">The steps at which it paused.</param>
/// <param name="Failures">What has failed in it; null if nothing did.</param>
/// <param name="ItemLabel">The label of the map item that it is; null if it is none, or has none.</param>
internal sealed record PausedRun(RunValues Values, Scheduler Scheduler, InterruptState Interrupts, RunFailures? Failures, string? ItemLabel)
{
    public ExecutionPlan Plan => Values.Plan;

    /// <summary>A run that continues from here.</summary>
    /// <param name="call">The resuming call.</param>
    /// <param name="answers">The answers to some or all of its pauses.</param>
    /// <param name="location">Its location in other runs; null at the top.</param>
    public RunState Resume(CallContext call, Answers answers, RunLocation? location) => new(this, call, location, answers);
}
