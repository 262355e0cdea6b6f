namespace Hypergraph.Durability.Tests;

/// <summary>A store that fails at the writes of one execution.</summary>
public sealed class ForgetfulStore(IRunStore store, string key) : StoreDecorator(store)
{
    public override ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) =>
        write.Records.Any(record => record.Key == key) ? throw new RunStoreException("The disk is full.") : base.TryAppendAsync(id, epoch, write, cancellationToken);
}
