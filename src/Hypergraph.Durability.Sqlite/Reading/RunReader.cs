using Hypergraph.Durability.Sqlite.Connections;
using Hypergraph.Durability.Sqlite.Schema;

namespace Hypergraph.Durability.Sqlite.Reading;

/// <summary>The statements that read. Each reads all its rows before it returns, so that an enumeration holds no connection, and no state of the file, while its consumer works.</summary>
internal static class RunReader
{
    private const int PageRows = 1000;

    private const int PageBytes = 1024 * 1024;

    public static StoredRun? Find(Connection connection, string id) =>
        FirstOrDefault(connection.Prepare($"SELECT {RunRow.Columns} FROM runs r WHERE r.id = ?1").Bind(1, id), RunRow.Read);

    public static StoredRun? Find(Connection connection, long number) =>
        FirstOrDefault(connection.Prepare($"SELECT {RunRow.Columns} FROM runs r WHERE r.number = ?1").Bind(1, number), RunRow.Read);

    public static byte[]? FindValue(Connection connection, string id, string hash) => FirstOrDefault(
        connection.Prepare("SELECT v.value FROM large_values v JOIN runs r ON r.number = v.run WHERE r.id = ?1 AND v.hash = ?2").Bind(1, id).Bind(2, hash),
        row => row.Bytes(0));

    /// <summary>Returns the size of a run in bytes; null if there is none. The length of a text is that of its characters, unless it is read as bytes.</summary>
    public static long? Measure(Connection connection, string id) => FirstOrDefault<long?>(
        connection.Prepare(
            """
            SELECT length(CAST(r.graph_shape AS BLOB)) + length(r.inputs)
                + (SELECT ifnull(sum(length(CAST(key AS BLOB)) + length(payload)), 0) FROM records WHERE id >= r.number << 32 AND id < (r.number + 1) << 32)
                + (SELECT ifnull(sum(length(value)), 0) FROM large_values WHERE run = r.number)
            FROM runs r WHERE r.id = ?1
            """)
            .Bind(1, id),
        row => row.Int64(0));

    /// <summary>Returns the number of a run; null if there is none.</summary>
    public static long? FindNumber(Connection connection, string id) =>
        FirstOrDefault<long?>(connection.Prepare("SELECT number FROM runs WHERE id = ?1").Bind(1, id), row => row.Int64(0));

    /// <summary>Returns the numbers of the runs of a query, in the order of the list.</summary>
    public static List<long> List(Connection connection, RunQuery query)
    {
        // Each set of statuses is a statement of its own; the values of an enumeration are no text of a user.
        string statuses = query.Statuses is null ? "1" : string.Join(" OR ", query.Statuses.Distinct().Select(status => status is null ? "r.status IS NULL" : $"r.status = {(int)status}").DefaultIfEmpty("0"));
        Statement rows = connection.Prepare(
            $"""
            SELECT number FROM (SELECT r.number, r.id, {RunRow.Changed} AS changed FROM runs r WHERE ({statuses}) AND (?1 IS NULL OR r.graph_name = ?1))
            WHERE (?2 IS NULL OR changed >= ?2) AND (?3 IS NULL OR changed < ?3) ORDER BY changed DESC, id LIMIT ?4
            """)
            .Bind(1, query.GraphName).Bind(2, MicrosecondsOf(query.ChangedSince)).Bind(3, MicrosecondsOf(query.ChangedBefore)).Bind(4, query.Limit ?? -1L);
        return ReadAll(rows, row => row.Int64(0));
    }

    /// <summary>Reads the records of a run after a position.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="after">The number of the run, and the position of the last record that was read, 0 at first.</param>
    /// <returns>The records, none if there are no more, and the position of the last one.</returns>
    public static (List<RunRecord> Page, long Position) ReadPage(Connection connection, (long Number, long Position) after)
    {
        long first = after.Number << RunRow.PositionBits;
        List<RunRecord> page = [];
        var payloads = new PayloadBuffer();
        long id = first + after.Position;
        Statement rows = connection.Prepare("SELECT id, kind, key, payload FROM records WHERE id > ?1 AND id < ?2 ORDER BY id").Bind(1, id).Bind(2, first + (1L << RunRow.PositionBits));
        try
        {
            for (int bytes = 0; page.Count < PageRows && bytes < PageBytes && rows.Step(); bytes += page[^1].Payload.Length)
            {
                id = rows.Int64(0);
                page.Add(RunRow.ReadRecord(rows, first: 1, payloads));
            }
        }
        finally
        {
            rows.Reset();
        }

        return (page, id - first);
    }

    /// <summary>Returns the runs that may have open questions, in the order of their ids.</summary>
    public static List<(long Number, string Id)> ListWithQuestions(Connection connection) =>
        ReadAll(connection.Prepare($"SELECT number, id FROM runs WHERE status IS NULL OR status IN ({(int)RunStatus.Paused}, {(int)RunStatus.Partial}) ORDER BY id"), row => (row.Int64(0), row.Text(1)));

    /// <summary>Returns the open questions of a run: of the records from its first question on, the last of each key if it is a question.</summary>
    public static List<RunRecord> ReadQuestions(Connection connection, long number)
    {
        var payloads = new PayloadBuffer();
        var open = new Dictionary<string, (int Order, RunRecord Record)>(StringComparer.Ordinal);
        Statement rows = connection.Prepare(
            """
            SELECT kind, key, iif(kind = 3, payload, x'') FROM records
            WHERE id >= (SELECT q.id FROM records q WHERE q.kind = 3 AND q.id >= ?1 << 32 AND q.id < (?1 + 1) << 32 ORDER BY q.id LIMIT 1) AND id < (?1 + 1) << 32 ORDER BY id
            """)
            .Bind(1, number);
        for (int order = 0; rows.Step(); order++)
        {
            RunRecord record = RunRow.ReadRecord(rows, first: 0, payloads);
            if (record.Kind == RunRecordKind.Question)
            {
                open[record.Key] = (order, record);
            }
            else
            {
                open.Remove(record.Key);
            }
        }

        return [.. open.Values.OrderBy(question => question.Order).Select(question => question.Record)];
    }

    private static long? MicrosecondsOf(DateTimeOffset? time) => time is { } value ? RunRow.Microseconds(value) : null;

    private static T? FirstOrDefault<T>(Statement rows, Func<Statement, T> read)
    {
        try
        {
            return rows.Step() ? read(rows) : default;
        }
        finally
        {
            rows.Reset();
        }
    }

    private static List<T> ReadAll<T>(Statement rows, Func<Statement, T> read)
    {
        List<T> all = [];
        while (rows.Step())
        {
            all.Add(read(rows));
        }

        return all;
    }
}
