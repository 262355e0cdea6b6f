using System.Runtime.ExceptionServices;

namespace Hypergraph.Runs.Outcomes;

/// <summary>How a run ended. All runs that completed without a failure share one instance: a map of a million items allocates none.</summary>
/// <param name="Status">How.</param>
/// <param name="Error">What is thrown to the caller, if failures are.</param>
/// <param name="Pauses">What it waits for; null if for nothing.</param>
/// <param name="Failures">All failures in it, nested runs included, once the run has ended; null if there are none.</param>
internal sealed record RunOutcome(RunStatus Status, Exception? Error = null, IReadOnlyList<RunPause>? Pauses = null, IReadOnlyList<RunFailure>? Failures = null)
{
    /// <summary>Why the last write of a durable call failed, so that not all of it is stored; null if it did not fail.</summary>
    public Exception? StoreError { get; init; }

    public static RunOutcome Completed { get; } = new(RunStatus.Completed);

    /// <summary>A run that was stopped before it finished.</summary>
    public static RunOutcome Stopped { get; } = new(RunStatus.Stopped);

    /// <summary>A run that its cancelled token ended: stopped, and the caller gets the exception.</summary>
    public static RunOutcome Cancelled(CancellationToken cancellationToken) => new(RunStatus.Stopped, new OperationCanceledException(cancellationToken));

    /// <summary>A run that a node's exception ended.</summary>
    public static RunOutcome Failed(Exception error, CancellationToken cancellationToken) =>
        new(IsCancelled(error, cancellationToken) ? RunStatus.Stopped : RunStatus.Failed, error);

    /// <summary>Whether what was thrown is the call's own cancellation.</summary>
    public static bool IsCancelled(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException && cancellationToken.IsCancellationRequested;

    /// <summary>A run that waits for answers.</summary>
    public static RunOutcome Paused(IReadOnlyList<RunPause> pauses) => new(RunStatus.Paused, Pauses: pauses);

    /// <summary>The failure whose exception is <see cref="Error"/>; null if it is none of a node.</summary>
    public RunFailure? FindFailure() => Failures?.FirstOrDefault(f => ReferenceEquals(f.Error, Error));

    /// <summary>Throws what the caller receives as an exception: cancellation always, failures unless the caller requested them as results.</summary>
    public void ThrowIfRequired(ErrorHandling errorHandling)
    {
        bool throws = Status switch
        {
            RunStatus.Stopped => true,
            RunStatus.Failed => errorHandling == ErrorHandling.Raise,
            _ => false,
        };
        if (throws && Error is { } error)
        {
            if (FindFailure() is { } failure)
            {
                FailureData.Set(failure);
            }

            ExceptionDispatchInfo.Throw(error);
        }
    }
}
