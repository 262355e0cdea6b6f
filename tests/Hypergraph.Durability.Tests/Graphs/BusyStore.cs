namespace Hypergraph.Durability.Tests;

/// <summary>A store that is busy at its first writes.</summary>
public sealed class BusyStore(IRunStore store, int failures) : StoreDecorator(store)
{
    private int _left = failures;

    public override ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) => Interlocked.Decrement(ref _left) >= 0
        ? throw new RunStoreException("The store is busy.") { IsTransient = true }
        : base.TryAppendAsync(id, epoch, write, cancellationToken);
}
