namespace Hypergraph.Durability.Testing.Checks;

/// <summary>The storage of one run of a case, which starts empty, and the stores that the case has opened on it.</summary>
internal sealed class Storage(Func<CancellationToken, ValueTask<IRunStore>> openStore, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly List<IRunStore> _stores = [];

    public CancellationToken Token => cancellationToken;

    public async Task<StoreClient> OpenAsync()
    {
        IRunStore store = await openStore(cancellationToken).ConfigureAwait(false);
        lock (_stores)
        {
            _stores.Add(store);
        }

        return new StoreClient(store, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IRunStore store in _stores)
        {
            await store.DisposeAsync().ConfigureAwait(false);
        }

        _stores.Clear();
    }
}
