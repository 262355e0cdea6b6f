namespace Hypergraph;

/// <summary>How one execution of a node ended: completed, with an error, or waiting for an answer.</summary>
internal readonly record struct StepOutcome(Exception? Error, RunPause? Pause = null)
{
    public static StepOutcome Completed => default;

    public bool IsCompleted => Error is null && Pause is null;
}
