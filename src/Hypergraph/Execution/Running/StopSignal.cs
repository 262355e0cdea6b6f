using System.Diagnostics.CodeAnalysis;

namespace Hypergraph;

/// <summary>Asks one top-level call to stop, once. Safe from any thread.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source holds nothing to release, and a handle has no end.")]
internal sealed class StopSignal
{
    private readonly CancellationTokenSource _requested = new();
    private int _hasRequest;

    /// <summary>Whether runs have to come to their end.</summary>
    public bool IsRequested => _requested.IsCancellationRequested;

    /// <summary>Cancelled when the stop is asked for; only what waits for a person listens to it.</summary>
    public CancellationToken Token => _requested.Token;

    /// <summary>Asks for the stop, telling of it first, so that no end of a stopped run comes before.</summary>
    /// <param name="tell">Tells of it, unless the run has ended; says whether it has told.</param>
    /// <returns>Whether this was the first time, and the run had not ended.</returns>
    public bool Request(Func<bool> tell)
    {
        if (Interlocked.Exchange(ref _hasRequest, 1) != 0)
        {
            return false;
        }

        bool isTold = tell();

        // The flag is set at once; whoever waits goes on elsewhere, not inside the caller's own call.
        _ = _requested.CancelAsync();
        return isTold;
    }
}
