using Hypergraph.Hosting;

namespace Hypergraph.Durability;

/// <summary>
/// Stores durable runs as bytes: the run, the log of its records, its large values. What records mean, which call may run a run and when a lease is lost is the work of
/// the library, the same for all stores. A new store
/// implements <see cref="IRunJournalSource"/> by <see cref="RunJournals"/>, and must pass the tests of the package <c>Hypergraph.Durability.Testing</c>.
/// </summary>
/// <remarks>
/// Thread-safe, with any number of calls at once, also from several processes where the store is not in memory. Every write is atomic and is durable when its task completes. A method
/// throws <see cref="RunStoreException"/> where the store cannot be reached, read or written; the write may then have happened or not, and may be repeated.
/// </remarks>
public interface IRunStore : IRunJournalSource, IAsyncDisposable
{
    /// <summary>How runs are stored: when they are written, how values become bytes, how long a lease lasts.</summary>
    RunStoreOptions Options { get; }

    /// <summary>Adds a run, with epoch 1, held by an owner, and with first records.</summary>
    /// <param name="run">The run. Its id is compared by ordinals. Its lease is the first one.</param>
    /// <param name="write">The records that it starts with; they may be none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if the store has a run with this id; then nothing changes.</returns>
    ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken);

    /// <summary>Returns a run.</summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null if there is none.</returns>
    ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists runs, the most recently changed first, and by id where the times are equal.</summary>
    /// <param name="query">Which runs.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Acquires a run, if its lease is still exactly as observed: the epoch increases by 1, the renewals become 0, the owner is the new one.
    /// </summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="observed">The lease as <see cref="FindAsync"/> returned it.</param>
    /// <param name="owner">The new owner.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The new epoch; null if there is no such run or its lease has changed.</returns>
    ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken);

    /// <summary>Renews a lease: its renewals increase by 1.</summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="epoch">The epoch of the holder.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if the run has another epoch or was deleted: the lease is lost.</returns>
    ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken);

    /// <summary>Appends records and values to a run, and changes its status, all or nothing.</summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="epoch">The epoch of the holder.</param>
    /// <param name="write">What to write.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if the run has another epoch or was deleted: nothing is written.</returns>
    ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken);

    /// <summary>Reads the records of a run in the order in which they were appended.</summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The records; none if there is no such run. Each has its own memory, which the caller may keep.</returns>
    IAsyncEnumerable<RunRecord> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads a large value of a run.</summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="hash">The hash of the value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null if the run has no such value.</returns>
    ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the size of a run: the bytes of its graph structure, its inputs, the keys and payloads of all its records, and its large values. Texts count in UTF-8.
    /// </summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The size in bytes; null if there is no such run.</returns>
    ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the open questions of all runs whose status is <see cref="RunStatus.Paused"/>, <see cref="RunStatus.Partial"/>, as that of a map of which items failed and others ask, or null, as while other items run: the records of kind <see cref="RunRecordKind.Question"/> that no later record of
    /// the same key follows, by run and in the order of the records.
    /// </summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync(CancellationToken cancellationToken);

    /// <summary>Deletes a run with its records and values, if its lease is still exactly as observed.</summary>
    /// <param name="id">The id of the run.</param>
    /// <param name="observed">The lease as <see cref="FindAsync"/> returned it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False if there is no such run or its lease has changed.</returns>
    ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken);
}
