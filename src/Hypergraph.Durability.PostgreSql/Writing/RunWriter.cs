using System.Collections.Concurrent;
using Hypergraph.Durability.PostgreSql.Connections;
using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Writing;

/// <summary>
/// The statements that write. Thread-safe. Each write to a run changes its row first, under the condition that the lease is still that of the caller: so it waits for other writes to the run and for acquisitions, and sees
/// their outcome.
/// </summary>
/// <remarks>
/// When the connection ends before the answer, the write may have been committed. The store remembers it, and before the next write to that run it asks whether the run has its mark. If it has, what the
/// caller repeats is not written again.
/// </remarks>
internal sealed class RunWriter(Database database)
{
    /// <summary>One statement: the row of the run, with the fence and the positions of the records; the records; the values.</summary>
    private const string AppendText =
        """
        WITH held AS (
            UPDATE {s}.runs SET last_write = $3, changed = greatest(changed, $4), records = records + cardinality($5), status = CASE WHEN $10 THEN $11 ELSE status END,
                error = CASE WHEN $10 THEN $12 ELSE error END, owner = CASE WHEN $13 THEN NULL ELSE owner END
            WHERE id = $1 AND epoch = $2 RETURNING number, records - cardinality($5) AS before),
        appended AS (
            INSERT INTO {s}.records (run, position, kind, key, payload)
            SELECT held.number, held.before + r.position, r.kind, r.key, r.payload FROM held, unnest($5, $6, $7) WITH ORDINALITY AS r (key, kind, payload, position)),
        stored AS (
            INSERT INTO {s}.large_values (run, hash, value) SELECT held.number, v.hash, v.value FROM held, unnest($8, $9) AS v (hash, value) ON CONFLICT DO NOTHING)
        SELECT count(*) FROM held
        """;

    private static readonly string[] DeleteContents = ["DELETE FROM {s}.records WHERE run = $1", "DELETE FROM {s}.large_values WHERE run = $1"];

    private readonly ConcurrentDictionary<string, UncertainWrite> _uncertain = new(StringComparer.Ordinal);

    public async Task<bool> TryAddAsync(StoredRun run, RunWrite write, CancellationToken cancellationToken)
    {
        if (Find(run.Id, WriteKind.Add, run.Lease.Owner) is { } earlier && await EpochOfAsync(run.Id, earlier, cancellationToken).ConfigureAwait(false) is not null)
        {
            return true;
        }

        return await WriteAsync(run.Id, id => new UncertainWrite(WriteKind.Add, id, run.Lease.Owner, [], StoredCount: 0), AddAsync).ConfigureAwait(false);

        Task<bool> AddAsync(Guid writeId) => database.InTransactionAsync<bool>(
            async connection =>
            {
                NpgsqlCommand insert = database.Command(
                    connection,
                    """
                    INSERT INTO {s}.runs (id, epoch, renewals, owner, status, created, changed, graph_name, graph_version, graph_hash, is_map, forked_from, error, graph_shape, inputs, last_write)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING
                    """,
                    Parameter.Of(run.Id), Parameter.Of(run.Lease.Epoch), Parameter.Of(run.Lease.Renewals), Parameter.Of(run.Lease.Owner), Parameter.Of(run.Status), Parameter.Of(run.Created),
                    Parameter.Of(run.Changed), Parameter.Of(run.GraphName), Parameter.Of(run.GraphVersion), Parameter.Of(run.GraphHash), Parameter.Of(run.IsMap), Parameter.Of(run.ForkedFrom),
                    Parameter.OfError(run.Error), Parameter.Of(run.GraphShape), Parameter.Of(run.Inputs), Parameter.Of(writeId));
                await using (insert.ConfigureAwait(false))
                {
                    if (await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0)
                    {
                        return false;
                    }
                }

                NpgsqlCommand append = AddAppend(database.Command(connection, AppendText), run.Id, run.Lease.Epoch, writeId, write);
                await using (append.ConfigureAwait(false))
                {
                    return await append.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is 1L;
                }
            },
            cancellationToken);
    }

    public async Task<long?> TryAcquireAsync(string id, RunLease observed, string owner, CancellationToken cancellationToken)
    {
        if (Find(id, WriteKind.Acquire, owner) is { } earlier && await EpochOfAsync(id, earlier, cancellationToken).ConfigureAwait(false) is { } epoch)
        {
            return epoch;
        }

        return await WriteAsync(id, writeId => new UncertainWrite(WriteKind.Acquire, writeId, owner, [], StoredCount: 0), AcquireAsync).ConfigureAwait(false);

        async Task<long?> AcquireAsync(Guid writeId)
        {
            NpgsqlCommand command = database.Command(
                "UPDATE {s}.runs SET epoch = epoch + 1, renewals = 0, owner = $5, last_write = $6 WHERE id = $1 AND epoch = $2 AND renewals = $3 AND owner IS NOT DISTINCT FROM $4 RETURNING epoch",
                Parameter.Of(id), Parameter.Of(observed.Epoch), Parameter.Of(observed.Renewals), Parameter.Of(observed.Owner), Parameter.Of(owner), Parameter.Of(writeId));
            await using (command.ConfigureAwait(false))
            {
                return (long?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task<bool> TryRenewAsync(string id, long epoch, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = database.Command("UPDATE {s}.runs SET renewals = renewals + 1 WHERE id = $1 AND epoch = $2", Parameter.Of(id), Parameter.Of(epoch));
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
    }

    public async Task<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken)
    {
        RunWrite remainder = Find(id, WriteKind.Append, owner: null) is { } earlier
            ? earlier.Remainder(write, isCommitted: await EpochOfAsync(id, earlier, cancellationToken).ConfigureAwait(false) is not null)
            : write;
        return await WriteAsync(
            id, writeId => new UncertainWrite(WriteKind.Append, writeId, Owner: null, write.Records, write.Records.Count - remainder.Records.Count), AppendAsync).ConfigureAwait(false);

        async Task<bool> AppendAsync(Guid writeId)
        {
            NpgsqlCommand command = AddAppend(database.Command(AppendText), id, epoch, writeId, remainder);
            await using (command.ConfigureAwait(false))
            {
                return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is 1L;
            }
        }
    }

    public Task<bool> TryDeleteAsync(string id, RunLease observed, CancellationToken cancellationToken) => database.InTransactionAsync<bool>(
        async connection =>
        {
            NpgsqlCommand delete = database.Command(
                connection,
                "DELETE FROM {s}.runs WHERE id = $1 AND epoch = $2 AND renewals = $3 AND owner IS NOT DISTINCT FROM $4 RETURNING number",
                Parameter.Of(id), Parameter.Of(observed.Epoch), Parameter.Of(observed.Renewals), Parameter.Of(observed.Owner));
            object? number;
            await using (delete.ConfigureAwait(false))
            {
                number = await delete.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            }

            if (number is not long run)
            {
                return false;
            }

            // Statements of their own, which see what was written while the first one waited.
            foreach (string sql in DeleteContents)
            {
                NpgsqlCommand command = database.Command(connection, sql, Parameter.Of(run));
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            return true;
        },
        cancellationToken);

    private static NpgsqlCommand AddAppend(NpgsqlCommand command, string id, long epoch, Guid writeId, RunWrite write)
    {
        command.Parameters.Add(Parameter.Of(id));
        command.Parameters.Add(Parameter.Of(epoch));
        command.Parameters.Add(Parameter.Of(writeId));
        command.Parameters.Add(Parameter.Of(write.Time == default ? null : write.Time));
        command.Parameters.Add(Parameter.Of([.. write.Records.Select(record => record.Key)]));
        command.Parameters.Add(Parameter.Of([.. write.Records.Select(record => (int)record.Kind)]));
        command.Parameters.Add(Parameter.Of([.. write.Records.Select(record => record.Payload)]));
        command.Parameters.Add(Parameter.Of([.. write.Values.Keys]));
        command.Parameters.Add(Parameter.Of([.. write.Values.Values]));
        command.Parameters.Add(Parameter.Of(write.StatusChange is not null));
        command.Parameters.Add(Parameter.Of(write.StatusChange?.Status));
        command.Parameters.Add(Parameter.OfError(write.StatusChange?.Error));
        command.Parameters.Add(Parameter.Of(write.StatusChange?.IsReleased == true));
        return command;
    }

    /// <summary>Writes, and remembers the write if its outcome is not known.</summary>
    private async Task<T> WriteAsync<T>(string id, Func<Guid, UncertainWrite> describe, Func<Guid, Task<T>> write)
    {
        var writeId = Guid.NewGuid();
        try
        {
            T result = await write(writeId).ConfigureAwait(false);
            _uncertain.TryRemove(id, out _);
            return result;
        }
        catch (Exception exception) when (exception is OperationCanceledException or NpgsqlException { IsTransient: true })
        {
            _uncertain[id] = describe(writeId);
            throw;
        }
    }

    /// <summary>Returns the last write to a run if its answer was lost and it is the one that is repeated: of the same kind, and for the same owner.</summary>
    private UncertainWrite? Find(string id, WriteKind kind, string? owner) =>
        _uncertain.TryGetValue(id, out UncertainWrite? write) && write.Kind == kind && write.Owner == owner ? write : null;

    /// <summary>Returns the epoch of a run if a write to it is in the database; null if it is not.</summary>
    private async Task<long?> EpochOfAsync(string id, UncertainWrite write, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = database.Command("SELECT epoch FROM {s}.runs WHERE id = $1 AND last_write = $2", Parameter.Of(id), Parameter.Of(write.Id));
        await using (command.ConfigureAwait(false))
        {
            long? epoch = (long?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            if (epoch is not null && write.Kind != WriteKind.Append)
            {
                _uncertain.TryRemove(new KeyValuePair<string, UncertainWrite>(id, write));
            }

            return epoch;
        }
    }
}
