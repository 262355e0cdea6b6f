using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Calls;

/// <summary>
/// How one execution of a node ended: completed, with an error, waiting for answers, stopped inside; or that it never began.
/// </summary>
internal readonly record struct StepOutcome(Exception? Error, PausedStep? Paused = null, bool NeverBegan = false, bool IsStopped = false)
{
    public static StepOutcome Completed => default;

    /// <summary>A step that never began, as its run is ending.</summary>
    public static StepOutcome Skipped => new(Error: null, NeverBegan: true);

    /// <summary>A nested graph that was stopped before it finished.</summary>
    public static StepOutcome Stopped => new(Error: null, IsStopped: true);

    public bool IsCompleted => Error is null && Paused is null && !NeverBegan && !IsStopped;

    public static StepOutcome PausedAt(PausedStep step) => new(Error: null, step);

    /// <summary>How a failed or stopped step ends its run.</summary>
    public RunOutcome ToRunOutcome(RunState state) => Error is { } error
        ? RunOutcome.Failed(error, state.Call.CancellationToken)
        : RunOutcome.Stopped;
}
