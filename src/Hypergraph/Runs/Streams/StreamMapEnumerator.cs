
using Hypergraph.Runs.Outcomes;

namespace Hypergraph.Runs.Streams;

/// <summary>
/// Enumerates the results of a map over a stream. Available results need no state machine, which the compiler's own
/// enumerators have for each.
/// </summary>
internal sealed class StreamMapEnumerator<T> : IAsyncEnumerator<RunResult>
{
    private readonly Func<CancellationToken, StreamMap<T>> _start;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource? _linkedTokens;
    private StreamMap<T>? _map;
    private bool _isOver;
    private bool _isMoving;

    /// <param name="start">Makes the map.</param>
    /// <param name="cancellationToken">The token that ends it.</param>
    public StreamMapEnumerator(Func<CancellationToken, StreamMap<T>> start, CancellationToken cancellationToken)
    {
        _start = start;
        _cancellationToken = cancellationToken;
    }

    /// <param name="start">Makes the map.</param>
    /// <param name="bothTokens">What is cancelled with either token, and disposed of at the end.</param>
    public StreamMapEnumerator(Func<CancellationToken, StreamMap<T>> start, CancellationTokenSource bothTokens)
        : this(start, bothTokens.Token) => _linkedTokens = bothTokens;

    /// <inheritdoc/>
    public RunResult Current { get; private set; } = null!;

    /// <inheritdoc/>
    public ValueTask<bool> MoveNextAsync()
    {
        if (!_isMoving && _map is { } map && map.TryDequeue(out RunResult? result))
        {
            Current = result;
            return new ValueTask<bool>(result: true);
        }

        return FillAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        CheckIdle();
        if (!_isOver)
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> FillAsync()
    {
        CheckIdle();
        if (_isOver)
        {
            return false;
        }

        _isMoving = true;
        try
        {
            return await ReadNextAsync().ConfigureAwait(false) || await FinishAsync().ConfigureAwait(false);
        }
        catch
        {
            // The map could not begin, or ended in a way that the caller has to hear of.
            if (!_isOver)
            {
                await EndAsync().ConfigureAwait(false);
            }

            throw;
        }
        finally
        {
            _isMoving = false;
        }
    }

    private async ValueTask<bool> ReadNextAsync()
    {
        _map ??= _start(_cancellationToken);
        while (await _map.FillAsync().ConfigureAwait(false))
        {
            if (_map.TryDequeue(out RunResult? result))
            {
                Current = result;
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends the map after its last result.</summary>
    /// <returns>False: there are no more.</returns>
    private async ValueTask<bool> FinishAsync()
    {
        StreamMap<T> map = _map!;
        RunOutcome outcome = await EndAsync().ConfigureAwait(false);
        map.ThrowIfRequired(outcome);
        return false;
    }

    private async ValueTask<RunOutcome> EndAsync()
    {
        _isOver = true;
        StreamMap<T>? map = _map;
        _map = null;
        try
        {
            return map is null ? RunOutcome.Completed : await map.EndAsync().ConfigureAwait(false);
        }
        finally
        {
            Current = null!;
            _linkedTokens?.Dispose();
        }
    }

    private void CheckIdle()
    {
        if (_isMoving)
        {
            throw new NotSupportedException("The next result of the map is still waited for. Await MoveNextAsync before calling the enumerator again.");
        }
    }
}
