using Hypergraph.Durability.PostgreSql.Connections;
using Hypergraph.Durability.PostgreSql.Schema;
using Npgsql;

namespace Hypergraph.Durability.PostgreSql.Reading;

/// <summary>The statements that read. Each reads all its rows before it returns, so that an enumeration holds no connection while its consumer works. Thread-safe.</summary>
internal sealed class RunReader(Database database)
{
    private const int MaxPageRows = 5000;

    private const int PageBytes = 4 * 1024 * 1024;

    public const int FirstPageRows = 100;

    public async Task<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ReadAsync(database.Command($"SELECT {RunRow.Columns} FROM {{s}}.runs WHERE id = $1", Parameter.Of(id)), RunRow.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Returns the number of a run; null if there is none.</summary>
    public async Task<long?> FindNumberAsync(string id, CancellationToken cancellationToken)
    {
        List<long> numbers = await ReadAsync(database.Command("SELECT number FROM {s}.runs WHERE id = $1", Parameter.Of(id)), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return numbers is [var number] ? number : null;
    }

    /// <summary>Returns the size of a run in bytes; null if there is none.</summary>
    public async Task<long?> MeasureAsync(string id, CancellationToken cancellationToken)
    {
        List<long> sizes = await ReadAsync(
            database.Command(
                """
                SELECT octet_length(r.graph_shape) + octet_length(r.inputs)
                    + (SELECT coalesce(sum(octet_length(key) + octet_length(payload)), 0) FROM {s}.records WHERE run = r.number)
                    + (SELECT coalesce(sum(octet_length(value)), 0) FROM {s}.large_values WHERE run = r.number)
                FROM {s}.runs r WHERE r.id = $1
                """,
                Parameter.Of(id)),
            row => row.GetInt64(0),
            cancellationToken).ConfigureAwait(false);
        return sizes is [var size] ? size : null;
    }

    public async Task<byte[]?> FindValueAsync(string id, string hash, CancellationToken cancellationToken) => (await ReadAsync(
        database.Command("SELECT v.value FROM {s}.large_values v JOIN {s}.runs r ON r.number = v.run WHERE r.id = $1 AND v.hash = $2", Parameter.Of(id), Parameter.Of(hash)),
        row => row.GetFieldValue<byte[]>(0),
        cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Returns the numbers of the runs of a query, in the order of the list.</summary>
    public Task<List<long>> ListAsync(RunQuery query, CancellationToken cancellationToken) => ReadAsync(
        database.Command(
            """
            SELECT number FROM {s}.runs
            WHERE ($1 OR coalesce(status, -1) = ANY ($2)) AND ($3 IS NULL OR graph_name = $3) AND ($4 IS NULL OR changed >= $4) AND ($5 IS NULL OR changed < $5)
            ORDER BY changed DESC, id LIMIT $6
            """,
            Parameter.Of(query.Statuses is null),
            Parameter.Of([.. (query.Statuses ?? []).Select(status => status is { } known ? (int)known : -1)]),
            Parameter.Of(query.GraphName),
            Parameter.Of(query.ChangedSince),
            Parameter.Of(query.ChangedBefore),
            Parameter.Of(query.Limit ?? long.MaxValue)),
        row => row.GetInt64(0),
        cancellationToken);

    /// <summary>Returns the runs with these numbers, in this order; none for one that was deleted.</summary>
    public Task<List<StoredRun>> FindAllAsync(long[] numbers, CancellationToken cancellationToken) => ReadAsync(
        database.Command($"SELECT {RunRow.Columns} FROM {{s}}.runs WHERE number = ANY ($1) ORDER BY array_position($1, number)", Parameter.Of(numbers)),
        RunRow.Read,
        cancellationToken);

    /// <summary>Reads the records of a run after a position.</summary>
    public Task<List<RunRecord>> ReadPageAsync(long number, long position, int rows, CancellationToken cancellationToken) => ReadAsync(
        database.Command(
            "SELECT kind, key, payload FROM {s}.records WHERE run = $1 AND position > $2 ORDER BY position LIMIT $3", Parameter.Of(number), Parameter.Of(position), Parameter.Of(rows)),
        RunRow.ReadRecord,
        cancellationToken);

    /// <summary>Returns how many records to read at once after a page, so that a page is not large in memory.</summary>
    public static int NextRows(List<RunRecord> page) => (int)Math.Clamp(PageBytes * (long)page.Count / (1 + page.Sum(record => (long)record.Payload.Length)), 1, MaxPageRows);

    /// <summary>Returns the runs that may have open questions, in the order of their ids.</summary>
    public Task<List<(long Number, string Id)>> ListWithQuestionsAsync(CancellationToken cancellationToken) => ReadAsync(
        database.Command("SELECT number, id FROM {s}.runs WHERE status IS NULL OR status = ANY ($1) ORDER BY id", Parameter.Of([(int)RunStatus.Paused, (int)RunStatus.Partial])),
        row => (row.GetInt64(0), row.GetString(1)),
        cancellationToken);

    /// <summary>Returns the open questions of a run: of the records from its first question on, the last of each key if it is a question.</summary>
    public async Task<List<RunRecord>> ReadQuestionsAsync(long number, CancellationToken cancellationToken)
    {
        List<RunRecord> records = await ReadAsync(
            database.Command(
                """
                SELECT kind, key, CASE WHEN kind = 3 THEN payload ELSE '' END FROM {s}.records
                WHERE run = $1 AND position >= (SELECT q.position FROM {s}.records q WHERE q.run = $1 AND q.kind = 3 ORDER BY q.position LIMIT 1) ORDER BY position
                """,
                Parameter.Of(number)),
            RunRow.ReadRecord,
            cancellationToken).ConfigureAwait(false);
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((int index, RunRecord record) in records.Index())
        {
            last[record.Key] = index;
        }

        return [.. records.Where((record, index) => record.Kind == RunRecordKind.Question && last[record.Key] == index)];
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (row.ConfigureAwait(false))
            {
                List<T> all = [];
                while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    all.Add(read(row));
                }

                return all;
            }
        }
    }
}
