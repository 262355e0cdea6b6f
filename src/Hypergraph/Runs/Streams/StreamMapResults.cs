namespace Hypergraph.Runs.Streams;

/// <summary>The results of a map over a stream, which begins anew each time that they are gone through.</summary>
/// <param name="start">Creates the map for each enumeration.</param>
/// <param name="cancellationToken">The token of the call. An enumeration may have one too.</param>
internal sealed class StreamMapResults<T>(Func<CancellationToken, StreamMap<T>> start, CancellationToken cancellationToken) : IAsyncEnumerable<RunResult>
{
    /// <inheritdoc/>
    IAsyncEnumerator<RunResult> IAsyncEnumerable<RunResult>.GetAsyncEnumerator(CancellationToken enumeratorToken)
    {
        bool needsBoth = cancellationToken.CanBeCanceled && enumeratorToken.CanBeCanceled && enumeratorToken != cancellationToken;
        return needsBoth
            ? new StreamMapEnumerator<T>(start, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enumeratorToken))
            : new StreamMapEnumerator<T>(start, enumeratorToken.CanBeCanceled ? enumeratorToken : cancellationToken);
    }
}
