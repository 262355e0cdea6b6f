namespace Hypergraph;

/// <summary>How one execution of a node ended: completed, with an error, waiting for an answer; or that it never began.</summary>
internal readonly record struct StepOutcome(Exception? Error, RunPause? Pause = null, bool NeverBegan = false)
{
    public static StepOutcome Completed => default;

    public bool IsCompleted => Error is null && Pause is null && !NeverBegan;
}
