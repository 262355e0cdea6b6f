using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Calls;

/// <summary>
/// How one execution of a node ended: completed, with an error, waiting for answers, stopped inside; or that it never began. Executions that completed share
/// one instance.
/// </summary>
internal sealed record StepOutcome(Exception? Error, PausedStep? Paused = null, bool NeverBegan = false, bool IsStopped = false)
{
    public static StepOutcome Completed { get; } = new(Error: null);

    /// <summary>A step that never began, as its run is ending.</summary>
    public static StepOutcome Skipped { get; } = new(Error: null, NeverBegan: true);

    /// <summary>A nested graph that was stopped before it finished.</summary>
    public static StepOutcome Stopped { get; } = new(Error: null, IsStopped: true);

    public bool IsCompleted => ReferenceEquals(this, Completed);

    public static StepOutcome PausedAt(PausedStep step) => new(Error: null, step);

    /// <summary>How a failed or stopped step ends its run.</summary>
    public RunOutcome ToRunOutcome(RunState state) => Error is { } error
        ? RunOutcome.Failed(error, state.Call.CancellationToken)
        : RunOutcome.Stopped;
}
