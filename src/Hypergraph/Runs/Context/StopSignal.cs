using System.Diagnostics.CodeAnalysis;

namespace Hypergraph.Runs.Context;

/// <summary>Requests that one top-level call stops, once. Safe from any thread.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source holds nothing to release, and a handle has no end.")]
internal sealed class StopSignal
{
    private readonly CancellationTokenSource _requested = new();
    private int _hasRequest;

    /// <summary>Whether runs have to come to their end.</summary>
    public bool IsRequested => _requested.IsCancellationRequested;

    /// <summary>Cancelled when a stop is requested. Only waits for a person's answer observe it.</summary>
    public CancellationToken Token => _requested.Token;

    /// <summary>Requests the stop. Publishes it first, so that no end of a stopped run precedes it.</summary>
    /// <param name="publish">Publishes it, unless the run has ended; returns whether it did.</param>
    /// <returns>Whether this was the first time, and the run had not ended.</returns>
    public bool Request(Func<bool> publish)
    {
        if (Interlocked.Exchange(ref _hasRequest, 1) != 0)
        {
            return false;
        }

        bool isPublished = publish();

        // The flag is set at once. Waiters continue on another thread, not inside the caller's own call.
        _ = _requested.CancelAsync();
        return isPublished;
    }
}
