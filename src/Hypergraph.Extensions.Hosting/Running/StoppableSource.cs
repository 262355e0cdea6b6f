using System.Runtime.CompilerServices;

namespace Hypergraph.Extensions.Hosting.Running;

/// <summary>The items of a map over a stream, until the map is requested to stop: then the stream throws, after the results of the items that were read.</summary>
internal sealed class StoppableSource<T>(IAsyncEnumerable<T> items) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _hasRequest;

    public bool IsStopRequested => Volatile.Read(ref _hasRequest) != 0;

    /// <summary>Requests the stop.</summary>
    /// <param name="reason">Not used: a map over a stream has no event for it.</param>
    /// <returns>Whether this was the first request.</returns>
    public bool Stop(string? reason)
    {
        if (Interlocked.Exchange(ref _hasRequest, 1) != 0)
        {
            return false;
        }

        try
        {
            // Continuations of the source must not run inside the caller's own call.
            _ = _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The map has ended.
        }

        return true;
    }

    /// <summary>Reads the items.</summary>
    /// <exception cref="OperationCanceledException">The map was requested to stop.</exception>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        IAsyncEnumerator<T> reader = items.GetAsyncEnumerator(both.Token);
        await using (reader.ConfigureAwait(false))
        {
            while (await MoveNextAsync(reader, cancellationToken).ConfigureAwait(false))
            {
                yield return reader.Current;
            }
        }
    }

    public void Dispose() => _stop.Dispose();

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<T> reader, CancellationToken cancellationToken)
    {
        try
        {
            bool hasNext = await reader.MoveNextAsync().ConfigureAwait(false);
            return hasNext && IsStopRequested ? throw Stopped() : hasNext;
        }
        catch (OperationCanceledException) when (IsStopRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Stopped();
        }
    }

    private static OperationCanceledException Stopped() => new("The map over the stream was requested to stop. The results of the preceding items were returned.");
}
