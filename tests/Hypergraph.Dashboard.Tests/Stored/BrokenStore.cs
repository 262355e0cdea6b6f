using Hypergraph.Durability;
using Hypergraph.Hosting;

namespace Hypergraph.Dashboard.Tests;

/// <summary>A store that fails on request, and counts what is asked of it.</summary>
internal sealed class BrokenStore(IRunStore store) : IRunStore
{
    /// <summary>What each read fails with; null if none does.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The queries for lists.</summary>
    public List<RunQuery> Queries { get; } = [];

    public RunStoreOptions Options => store.Options;

    /// <summary>What <see cref="MeasureAsync"/> returns; null for the size.</summary>
    public long? Size { get; set; }

    /// <summary>The number of times that records were read.</summary>
    public int Reads { get; private set; }

    public ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken) => Working.TryAddAsync(run, write, cancellationToken);

    public ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) => Working.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        lock (Queries)
        {
            Queries.Add(query);
        }

        return Working.ListAsync(query, cancellationToken);
    }

    public ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) => Working.TryAcquireAsync(id, observed, owner, cancellationToken);

    public ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken) => Working.TryRenewAsync(id, epoch, cancellationToken);

    public ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) => Working.TryAppendAsync(id, epoch, write, cancellationToken);

    public IAsyncEnumerable<RunRecord> ReadAsync(string id, CancellationToken cancellationToken)
    {
        Reads++;
        return Working.ReadAsync(id, cancellationToken);
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken) => Working.FindValueAsync(id, hash, cancellationToken);

    public async ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken) => Size ?? await Working.MeasureAsync(id, cancellationToken);

    public IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync(CancellationToken cancellationToken) => Working.ListQuestionsAsync(cancellationToken);

    public ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken) => Working.TryDeleteAsync(id, observed, cancellationToken);

    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => Working.OpenAsync(request, cancellationToken);

    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => Working.JoinAsync(part, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IRunStore Working => Failure is { } failure ? throw failure : store;
}
