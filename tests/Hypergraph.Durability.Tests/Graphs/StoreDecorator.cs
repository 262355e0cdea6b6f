using Hypergraph.Hosting;

namespace Hypergraph.Durability.Tests;

/// <summary>A store that passes all calls on; a test overrides one of them.</summary>
public abstract class StoreDecorator(IRunStore store) : IRunStore
{
    public RunStoreOptions Options => store.Options;

    public ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken) => store.TryAddAsync(run, write, cancellationToken);

    public ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) => store.TryAcquireAsync(id, observed, owner, cancellationToken);

    public ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken) => store.TryRenewAsync(id, epoch, cancellationToken);

    public virtual ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) => store.TryAppendAsync(id, epoch, write, cancellationToken);

    public IAsyncEnumerable<RunRecord> ReadAsync(string id, CancellationToken cancellationToken) => store.ReadAsync(id, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken) => store.FindValueAsync(id, hash, cancellationToken);

    public ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken) => store.MeasureAsync(id, cancellationToken);

    public IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync(CancellationToken cancellationToken) => store.ListQuestionsAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken) => store.TryDeleteAsync(id, observed, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => RunJournals.OpenAsync(this, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => RunJournals.JoinAsync(this, part, cancellationToken);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
