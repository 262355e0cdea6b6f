namespace Hypergraph.Orleans;

/// <summary>Results that are made anew each time somebody goes through them.</summary>
/// <param name="create">Begins a call, given its token.</param>
/// <param name="ofCall">The token of the call.</param>
internal sealed class ResultStream(Func<CancellationToken, IAsyncEnumerable<RunResult>> create, CancellationToken ofCall) : IAsyncEnumerable<RunResult>
{
    public async IAsyncEnumerator<RunResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ofCall, cancellationToken);
        await foreach (RunResult result in create(linked.Token).ConfigureAwait(false))
        {
            yield return result;
        }
    }
}
