namespace Hypergraph.Orleans.Calling;

/// <summary>A sequence of results; each enumeration starts a new call.</summary>
/// <param name="create">Starts a call with a token.</param>
/// <param name="callToken">The token of <c>MapStreamAsync</c>, linked with that of the enumeration.</param>
internal sealed class ResultStream(Func<CancellationToken, IAsyncEnumerable<RunResult>> create, CancellationToken callToken) : IAsyncEnumerable<RunResult>
{
    public async IAsyncEnumerator<RunResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(callToken, cancellationToken);
        await foreach (RunResult result in create(linked.Token).ConfigureAwait(false))
        {
            yield return result;
        }
    }
}
