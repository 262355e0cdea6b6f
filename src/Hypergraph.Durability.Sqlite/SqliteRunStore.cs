using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Durability.Sqlite.Connections;
using Hypergraph.Durability.Sqlite.Reading;
using Hypergraph.Durability.Sqlite.Schema;
using Hypergraph.Durability.Sqlite.Writing;
using Hypergraph.Hosting;
using Microsoft.Data.Sqlite;

namespace Hypergraph.Durability.Sqlite;

/// <summary>Stores durable runs in a SQLite file. Any number of processes of one machine may open it at once.</summary>
/// <remarks>
/// Thread-safe. SQLite has no asynchronous input and output: a call works on the thread of its caller, and waits asynchronously only for other writes of the same store. The file has a
/// write-ahead log, so two files with the suffixes <c>-wal</c> and <c>-shm</c> are beside it while it is open; a copy of a store in use needs the log as well. The file must be on a local file system. A write fails
/// if the file at the path was deleted, moved or replaced since it was opened, and the renewal of a lease also if the log was; what it wrote is then in the file that is gone.
/// </remarks>
public sealed class SqliteRunStore : IRunStore
{
    private const int RunsInPage = 100;

    private readonly string _path;
    [SuppressMessage("Usage", "CA2213", Justification = "It has no handle, and calls may still wait for it.")]
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Connection _connection;
    private readonly RunWriter _writer;
    private readonly ReaderPool _readers;
    private volatile bool _isDisposed;

    private SqliteRunStore(string path, SqliteRunStoreOptions options, Connection connection)
    {
        _path = path;
        Options = options;
        _connection = connection;
        _writer = new RunWriter(connection, path);
        _readers = new ReaderPool(path, options);
    }

    /// <summary>How runs are stored.</summary>
    public SqliteRunStoreOptions Options { get; }

    RunStoreOptions IRunStore.Options => Options;

    /// <summary>Opens a file, and creates it if it does not exist. A file of an earlier version is updated. <see cref="SqliteRunStoreOptions.MustExist"/> excludes both.</summary>
    /// <param name="path">The path of the file. Its folder must exist.</param>
    /// <param name="options">How runs are stored; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="RunStoreException">The file cannot be opened or created, is of a later version, or is no file of a store.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The caller owns the store.")]
    public static ValueTask<SqliteRunStore> OpenAsync(string path, SqliteRunStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path == ":memory:")
        {
            throw new ArgumentException($"A store of SQLite needs a file. Use {nameof(InMemoryRunStore)} to store runs in memory.", nameof(path));
        }

        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<SqliteRunStore>(cancellationToken) : new(Open(Path.GetFullPath(path), options ?? new SqliteRunStoreOptions()));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(write);
        return WriteAsync((run, write), static (writer, call) => writer.TryAdd(call.run, call.write), withLog: true, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, RunReader.Find, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<long> numbers = await ReadAsync(query, RunReader.List, cancellationToken).ConfigureAwait(false);
        foreach (long[] page in numbers.Chunk(RunsInPage))
        {
            StoredRun?[] runs = await ReadAsync(page, static (connection, page) => Array.ConvertAll(page, number => RunReader.Find(connection, number)), cancellationToken).ConfigureAwait(false);

            // A run may have been deleted since.
            foreach (StoredRun run in runs.OfType<StoredRun>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return run;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) =>
        WriteAsync((id, observed, owner), static (writer, call) => writer.TryAcquire(call.id, call.observed, call.owner), withLog: true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken) =>
        WriteAsync((id, epoch), static (writer, call) => writer.TryRenew(call.id, call.epoch), withLog: true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        return WriteAsync((id, epoch, write), static (writer, call) => writer.TryAppend(call.id, call.epoch, call.write), withLog: false, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, RunReader.FindNumber, cancellationToken).ConfigureAwait(false) is not { } number)
        {
            yield break;
        }

        long position = 0;
        List<RunRecord> page;
        do
        {
            (page, position) = await ReadAsync((number, position), RunReader.ReadPage, cancellationToken).ConfigureAwait(false);
            foreach (RunRecord record in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return record;
            }
        }
        while (page.Count > 0);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindValueAsync(string id, string hash, CancellationToken cancellationToken) =>
        await ReadAsync((id, hash), static (connection, call) => RunReader.FindValue(connection, call.id, call.hash), cancellationToken).ConfigureAwait(false) is { } value
            ? value
            : (ReadOnlyMemory<byte>?)null;

    /// <inheritdoc/>
    public ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken) => ReadAsync(id, RunReader.Measure, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((long number, string id) in await ReadAsync(state: 0, static (connection, _) => RunReader.ListWithQuestions(connection), cancellationToken).ConfigureAwait(false))
        {
            foreach (RunRecord question in await ReadAsync(number, RunReader.ReadQuestions, cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return (id, question);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken) =>
        WriteAsync((id, observed), static (writer, call) => writer.TryDelete(call.id, call.observed), withLog: true, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => RunJournals.OpenAsync(this, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => RunJournals.JoinAsync(this, part, cancellationToken);

    /// <summary>Closes the file, after the write in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            _isDisposed = true;
            _readers.Dispose();
            _connection.Dispose();
        }
        finally
        {
            _gate.Release();
        }
    }

    private static SqliteRunStore Open(string path, SqliteRunStoreOptions options)
    {
        Connection? connection = null;
        try
        {
            connection = Connection.Open(path, options);
            StoreSchema.Apply(connection, path, options.MustExist);
            var store = new SqliteRunStore(path, options, connection);
            connection = null;
            return store;
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Of(exception, path);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    private async ValueTask<T> WriteAsync<TState, T>(TState state, Func<RunWriter, TState, T> write, bool withLog, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            T result = write(_writer, state);
            _writer.CheckFile(withLog);
            return result;
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Of(exception, _path);
        }
        finally
        {
            _gate.Release();
        }
    }

    private ValueTask<T> ReadAsync<TState, T>(TState state, Func<Connection, TState, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return new(_readers.Read(state, read));
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Of(exception, _path);
        }
    }
}
