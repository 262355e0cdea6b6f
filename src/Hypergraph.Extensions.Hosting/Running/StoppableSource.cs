using System.Runtime.CompilerServices;

namespace Hypergraph.Extensions.Hosting.Running;

/// <summary>The items of a map over a stream, until the map is requested to stop: then the stream throws, after the results of the items that were read.</summary>
internal sealed class StoppableSource<T>(IAsyncEnumerable<T> items) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Requests the stop.</summary>
    /// <param name="reason">Not used: a map over a stream has no event for it.</param>
    /// <returns>Whether this was the first request.</returns>
    public bool Stop(string? reason)
    {
        if (_stop.IsCancellationRequested)
        {
            return false;
        }

        // Continuations of the source must not run inside the caller's own call.
        _ = _stop.CancelAsync();
        return true;
    }

    /// <summary>Reads the items.</summary>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        await foreach (T item in items.WithCancellation(both.Token).ConfigureAwait(false))
        {
            _stop.Token.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    public void Dispose() => _stop.Dispose();
}
