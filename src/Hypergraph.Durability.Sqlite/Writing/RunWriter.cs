using Hypergraph.Durability.Sqlite.Connections;
using Hypergraph.Durability.Sqlite.Schema;

namespace Hypergraph.Durability.Sqlite.Writing;

/// <summary>The statements that write. One thread uses it at a time.</summary>
internal sealed class RunWriter(Connection connection, string path)
{
    private const string NextPosition = "ifnull((SELECT l.id FROM records l WHERE l.id >= ?1 << 32 AND l.id < (?1 + 1) << 32 ORDER BY l.id DESC LIMIT 1), ?1 << 32) + 1";

    /// <summary>One statement for a write of one record, the most frequent one: it finds the run, checks the epoch, and appends.</summary>
    private const string AppendHeld =
        """
        INSERT INTO records (id, kind, time, key, payload)
        SELECT ifnull((SELECT l.id FROM records l WHERE l.id >= r.number << 32 AND l.id < (r.number + 1) << 32 ORDER BY l.id DESC LIMIT 1), r.number << 32) + 1, ?3, ?4 - r.created, ?5, ?6
        FROM runs r WHERE r.id = ?1 AND r.epoch = ?2
        """;

    public bool TryAdd(StoredRun run, RunWrite write) => connection.InTransaction(() =>
    {
        bool isAdded = connection.Prepare(
            """
            INSERT INTO runs (id, epoch, renewals, owner, status, created, changed, graph_name, graph_version, graph_hash, is_map, forked_from, error, graph_shape, inputs)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT DO NOTHING
            """)
            .Bind(1, run.Id).Bind(2, run.Lease.Epoch).Bind(3, run.Lease.Renewals).Bind(4, run.Lease.Owner).Bind(5, (long?)run.Status)
            .Bind(6, RunRow.Microseconds(run.Created)).Bind(7, RunRow.Microseconds(run.Changed)).Bind(8, run.GraphName).Bind(9, run.GraphVersion).Bind(10, run.GraphHash)
            .Bind(11, run.IsMap ? 1 : 0).Bind(12, run.ForkedFrom).Bind(13, run.Error).Bind(14, run.GraphShape).Bind(15, run.Inputs.Span)
            .Execute() == 1;
        return isAdded && AppendInTransaction(run.Id, run.Lease.Epoch, write);
    });

    public long? TryAcquire(string id, RunLease observed, string owner) =>
        connection.Prepare("UPDATE runs SET epoch = epoch + 1, renewals = 0, owner = ?5 WHERE id = ?1 AND epoch = ?2 AND renewals = ?3 AND owner IS ?4")
            .Bind(1, id).Bind(2, observed.Epoch).Bind(3, observed.Renewals).Bind(4, observed.Owner).Bind(5, owner)
            .Execute() == 1 ? observed.Epoch + 1 : null;

    public bool TryRenew(string id, long epoch) =>
        connection.Prepare("UPDATE runs SET renewals = renewals + 1 WHERE id = ?1 AND epoch = ?2").Bind(1, id).Bind(2, epoch).Execute() == 1;

    public bool TryAppend(string id, long epoch, RunWrite write)
    {
        if (write is not { Records: [var record], Values.Count: 0, StatusChange: null })
        {
            return connection.InTransaction(() => AppendInTransaction(id, epoch, write));
        }

        return connection.Prepare(AppendHeld)
            .Bind(1, id).Bind(2, epoch).Bind(3, (long)record.Kind).Bind(4, TimeOf(write)).Bind(5, record.Key).Bind(6, record.Payload.Span)
            .Execute() == 1;
    }

    public bool TryDelete(string id, RunLease observed) => connection.InTransaction(() =>
    {
        Statement find = connection.Prepare("DELETE FROM runs WHERE id = ?1 AND epoch = ?2 AND renewals = ?3 AND owner IS ?4 RETURNING number")
            .Bind(1, id).Bind(2, observed.Epoch).Bind(3, observed.Renewals).Bind(4, observed.Owner);
        if (!find.Step())
        {
            return false;
        }

        long number = find.Int64(0);
        find.Step();
        connection.Prepare("DELETE FROM records WHERE id >= ?1 << 32 AND id < (?1 + 1) << 32").Bind(1, number).Execute();
        connection.Prepare("DELETE FROM large_values WHERE run = ?1").Bind(1, number).Execute();
        return true;
    });

    /// <summary>Throws if what was written is not in the file at the path.</summary>
    /// <param name="withLog">Whether the write-ahead log is checked too, which takes as long as the rest.</param>
    public void CheckFile(bool withLog)
    {
        if (connection.HasMoved() || (withLog && !connection.HasLog()))
        {
            throw StoreErrors.Moved(path);
        }
    }

    private static long? TimeOf(RunWrite write) => write.Time == default ? null : RunRow.Microseconds(write.Time);

    private bool AppendInTransaction(string id, long epoch, RunWrite write)
    {
        Statement find = connection.Prepare("SELECT number, created FROM runs WHERE id = ?1 AND epoch = ?2").Bind(1, id).Bind(2, epoch);
        if (!find.Step())
        {
            return false;
        }

        (long number, long created) = (find.Int64(0), find.Int64(1));
        find.Reset();
        AppendValues(number, write);
        AppendRecords(number, TimeOf(write) - created, write);
        if (write.StatusChange is { } change)
        {
            connection.Prepare("UPDATE runs SET status = ?2, error = ?3, owner = iif(?4, NULL, owner), changed = ifnull(?5, changed) WHERE number = ?1")
                .Bind(1, number).Bind(2, (long?)change.Status).Bind(3, change.Error).Bind(4, change.IsReleased ? 1 : 0).Bind(5, TimeOf(write))
                .Execute();
        }
        else if (write.Records.Count == 0)
        {
            connection.Prepare("UPDATE runs SET changed = ifnull(?2, changed) WHERE number = ?1").Bind(1, number).Bind(2, TimeOf(write)).Execute();
        }

        return true;
    }

    private void AppendValues(long number, RunWrite write)
    {
        Statement insert = connection.Prepare("INSERT INTO large_values (run, hash, value) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
        foreach ((string hash, ReadOnlyMemory<byte> value) in write.Values)
        {
            insert.Bind(1, number).Bind(2, hash).Bind(3, value.Span).Execute();
        }
    }

    private void AppendRecords(long number, long? time, RunWrite write)
    {
        if (write.Records.Count == 0)
        {
            return;
        }

        Statement last = connection.Prepare($"SELECT {NextPosition}").Bind(1, number);
        last.Step();
        long position = last.Int64(0);
        last.Reset();
        Statement insert = connection.Prepare("INSERT INTO records (id, kind, time, key, payload) VALUES (?1, ?2, ?3, ?4, ?5)");
        for (int i = 0; i < write.Records.Count; i++)
        {
            RunRecord record = write.Records[i];
            insert.Bind(1, position + i).Bind(2, (long)record.Kind).Bind(3, i == write.Records.Count - 1 ? time : null).Bind(4, record.Key).Bind(5, record.Payload.Span).Execute();
        }
    }
}
