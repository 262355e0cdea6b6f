using Hypergraph.Planning;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// Runs plans without blocking a thread, with what is ready at the same time running at the same time: the strategy for the shape of a plan. How a step is
/// called is <see cref="AsyncCall"/>'s.
/// </summary>
internal static class AsyncExecutor
{
    /// <summary>Runs the steps of a state to the end.</summary>
    public static ValueTask<RunOutcome> RunAsync(RunState state) => state.Plan.Shape switch
    {
        PlanShape.Chain when state.RunsSynchronously => new ValueTask<RunOutcome>(SequentialSchedule.Run(state, ExecutionContext.Capture())),
        PlanShape.Chain => SequentialSchedule.RunAsync(state),
        PlanShape.Dataflow => new DataflowRun(state).RunAsync(),
        _ => Supersteps.RunAsync(state),
    };
}
