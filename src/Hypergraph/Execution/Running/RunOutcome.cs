namespace Hypergraph;

/// <summary>How a run ended inside.</summary>
internal readonly record struct RunOutcome(RunStatus Status, Exception? Error = null, IReadOnlyList<RunPause>? Pauses = null)
{
    public static RunOutcome Completed => new(RunStatus.Completed);

    /// <summary>A run that was asked to stop before it was done.</summary>
    public static RunOutcome Stopped => new(RunStatus.Stopped);

    /// <summary>A run that its cancelled token ended: stopped, and the caller gets the exception.</summary>
    public static RunOutcome Cancelled(CancellationToken cancellationToken) => new(RunStatus.Stopped, new OperationCanceledException(cancellationToken));

    /// <summary>A run that a node's exception ended.</summary>
    public static RunOutcome Failed(Exception error, CancellationToken cancellationToken) =>
        new(error is OperationCanceledException && cancellationToken.IsCancellationRequested ? RunStatus.Stopped : RunStatus.Failed, error);

    /// <summary>A run that waits for answers.</summary>
    public static RunOutcome Paused(IReadOnlyList<RunPause> pauses) => new(RunStatus.Paused, Pauses: pauses);
}
