using Hypergraph.Hosting;

namespace Hypergraph.Durability.Tests;

/// <summary>A store whose process ends: after some writes, every further call fails.</summary>
public sealed class CrashingStore(IRunStore store, int writes) : IRunStore
{
    private int _left = writes;

    /// <summary>Whether the writes did not suffice.</summary>
    public bool HasCrashed => Volatile.Read(ref _left) < 0;

    public RunStoreOptions Options => store.Options;

    public ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken) => store.TryAddAsync(run, write, cancellationToken);

    public ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) => store.TryAcquireAsync(id, observed, owner, cancellationToken);

    public ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken) => store.TryRenewAsync(id, epoch, cancellationToken);

    public ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) =>
        write.Records.Count > 0 && Interlocked.Decrement(ref _left) < 0 || HasCrashed
            ? throw new RunStoreException("The process has ended.")
            : store.TryAppendAsync(id, epoch, write, cancellationToken);

    public IAsyncEnumerable<RunRecord> ReadAsync(string id, CancellationToken cancellationToken) => store.ReadAsync(id, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken) => store.FindValueAsync(id, hash, cancellationToken);

    public IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync(CancellationToken cancellationToken) => store.ListQuestionsAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken) => store.TryDeleteAsync(id, observed, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
