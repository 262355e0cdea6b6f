namespace Hypergraph.Durability.Tests;

/// <summary>A store whose process ends: after some writes of records, every further write fails.</summary>
public sealed class CrashingStore(IRunStore store, int writes) : StoreDecorator(store)
{
    private int _left = writes;

    /// <summary>Whether the writes did not suffice.</summary>
    public bool HasCrashed => Volatile.Read(ref _left) < 0;

    public override ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) =>
        (write.Records.Count > 0 && Interlocked.Decrement(ref _left) < 0) || HasCrashed
            ? throw new RunStoreException("The process has ended.")
            : base.TryAppendAsync(id, epoch, write, cancellationToken);
}
