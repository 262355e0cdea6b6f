using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Hypergraph.Durability.PostgreSql.Connections;
using Hypergraph.Durability.PostgreSql.Reading;
using Hypergraph.Durability.PostgreSql.Schema;
using Hypergraph.Durability.PostgreSql.Writing;
using Hypergraph.Hosting;
using Npgsql;

namespace Hypergraph.Durability.PostgreSql;

/// <summary>Stores durable runs in PostgreSQL, version 12 or later, which processes of several machines share.</summary>
/// <remarks>
/// Thread-safe. When the connection ends before the answer to a write, the call throws a transient <see cref="RunStoreException"/>, and the write may have been committed or not. The same store then accepts
/// the same write again, alone or at the start of a larger one, and does not store its records twice.
/// </remarks>
public sealed class PostgreSqlRunStore : IRunStore
{
    private const int RunsInPage = 100;

    private readonly NpgsqlDataSource? _owned;
    private readonly Database _database;
    private readonly RunWriter _writer;
    private readonly RunReader _reader;
    private volatile bool _isDisposed;

    private PostgreSqlRunStore(Database database, NpgsqlDataSource? owned, PostgreSqlRunStoreOptions options)
    {
        Options = options;
        _owned = owned;
        _database = database;
        _writer = new RunWriter(database);
        _reader = new RunReader(database);
    }

    /// <summary>How runs are stored.</summary>
    public PostgreSqlRunStoreOptions Options { get; }

    RunStoreOptions IRunStore.Options => Options;

    /// <summary>Opens a store, and creates or updates its tables. <see cref="PostgreSqlRunStoreOptions.MustExist"/> excludes both.</summary>
    /// <param name="connectionString">The database, as Npgsql reads it.</param>
    /// <param name="options">How runs are stored; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ArgumentException">The connection string is not valid.</exception>
    /// <exception cref="RunStoreException">The database cannot be reached, does not allow it, or has tables of a later version.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The store owns the source.")]
    [SuppressMessage("ApiDesign", "RS0026", Justification = "The first parameter, which is required, distinguishes the overloads.")]
    public static async ValueTask<PostgreSqlRunStore> OpenAsync(string connectionString, PostgreSqlRunStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        NpgsqlDataSource source = builder.Build();
        try
        {
            return await OpenAsync(source, source, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a store, and creates or updates its tables. <see cref="PostgreSqlRunStoreOptions.MustExist"/> excludes both.</summary>
    /// <param name="dataSource">The database. It must allow arrays as parameters. The store does not dispose it.</param>
    /// <param name="options">How runs are stored; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="RunStoreException">The database cannot be reached, does not allow it, or has tables of a later version.</exception>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "The first parameter, which is required, distinguishes the overloads.")]
    public static ValueTask<PostgreSqlRunStore> OpenAsync(NpgsqlDataSource dataSource, PostgreSqlRunStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return OpenAsync(dataSource, owned: null, options, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(write);
        return CallAsync(() => _writer.TryAddAsync(run, write, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) => CallAsync(() => _reader.FindAsync(id, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRun> ListAsync(RunQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<long> numbers = await CallAsync(() => _reader.ListAsync(query, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach (long[] page in numbers.Chunk(RunsInPage))
        {
            foreach (StoredRun run in await CallAsync(() => _reader.FindAllAsync(page, cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return run;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken) =>
        CallAsync(() => _writer.TryAcquireAsync(id, observed, owner, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken) =>
        CallAsync(() => _writer.TryRenewAsync(id, epoch, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        return CallAsync(() => _writer.TryAppendAsync(id, epoch, write, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await CallAsync(() => _reader.FindNumberAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false) is not { } number)
        {
            yield break;
        }

        long position = 0;
        int rows = RunReader.FirstPageRows;
        List<RunRecord> page;
        do
        {
            page = await CallAsync(() => _reader.ReadPageAsync(number, position, rows, cancellationToken), cancellationToken).ConfigureAwait(false);
            position += page.Count;
            rows = RunReader.NextRows(page);
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
        await CallAsync(() => _reader.FindValueAsync(id, hash, cancellationToken), cancellationToken).ConfigureAwait(false) is { } value
            ? value
            : (ReadOnlyMemory<byte>?)null;

    /// <inheritdoc/>
    public ValueTask<long?> MeasureAsync(string id, CancellationToken cancellationToken) => CallAsync(() => _reader.MeasureAsync(id, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<(string RunId, RunRecord Question)> ListQuestionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((long number, string id) in await CallAsync(() => _reader.ListWithQuestionsAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            foreach (RunRecord question in await CallAsync(() => _reader.ReadQuestionsAsync(number, cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return (id, question);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken) =>
        CallAsync(() => _writer.TryDeleteAsync(id, observed, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> OpenAsync(JournalRequest request, CancellationToken cancellationToken) => RunJournals.OpenAsync(this, request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunJournal> JoinAsync(JournalPart part, CancellationToken cancellationToken) => RunJournals.JoinAsync(this, part, cancellationToken);

    /// <summary>Closes the connections, if the store has opened them from a connection string.</summary>
    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        if (_owned is not null)
        {
            await _owned.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<PostgreSqlRunStore> OpenAsync(NpgsqlDataSource source, NpgsqlDataSource? owned, PostgreSqlRunStoreOptions? options, CancellationToken cancellationToken)
    {
        options ??= new PostgreSqlRunStoreOptions();
        var database = new Database(source, options.Schema);
        try
        {
            await StoreSchema.ApplyAsync(database, options.MustExist, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Of(exception, database);
        }

        return new PostgreSqlRunStore(database, owned, options);
    }

    private async ValueTask<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw StoreErrors.Of(exception, _database);
        }
    }
}
