using Hypergraph.Hosting;

namespace Hypergraph.Durability.Testing.Tests;

/// <summary>A store in memory that does one thing in another way.</summary>
internal class BrokenStore : IRunStore
{
    protected InMemoryRunStore Inner { get; } = new();

    protected virtual bool EndsWithDisposal => true;

    public RunStoreOptions Options => Inner.Options;

    public virtual ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken) => Inner.TryAddAsync(run, write, cancellationToken);

    public virtual ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) => Inner.FindAsync(id, cancellationToken);

    public virtual IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, CancellationToken cancellationToken) => Inner.ListAsync(query, cancellationToken);

    public virtual ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) =>
        Inner.TryAcquireAsync(id, observed, owner, cancellationToken);

    public virtual ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken) => Inner.TryRenewAsync(id, epoch, cancellationToken);

    public virtual ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) =>
        Inner.TryAppendAsync(id, epoch, write, cancellationToken);

    public virtual IAsyncEnumerable<RunRecord> ReadAsync(string id, CancellationToken cancellationToken) => Inner.ReadAsync(id, cancellationToken);

    public virtual ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken) => Inner.FindValueAsync(id, hash, cancellationToken);

    public virtual ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken) => Inner.MeasureAsync(id, cancellationToken);

    public virtual IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync(CancellationToken cancellationToken) => Inner.ListQuestionsAsync(cancellationToken);

    public virtual ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken) => Inner.TryDeleteAsync(id, observed, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => RunJournals.OpenAsync(this, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => RunJournals.JoinAsync(this, part, cancellationToken);

    public ValueTask DisposeAsync() => EndsWithDisposal ? Inner.DisposeAsync() : ValueTask.CompletedTask;
}
