using Hypergraph.Planning;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>Runs plans on the calling thread, step after step: the strategy for the shape of a plan.</summary>
internal static class SyncExecutor
{
    /// <summary>Runs the steps of a state to the end.</summary>
    public static RunOutcome Run(RunState state) => state.Plan.Shape == PlanShape.Supersteps
        ? Supersteps.Run(state)
        : SequentialSchedule.Run(state, context: null);
}
