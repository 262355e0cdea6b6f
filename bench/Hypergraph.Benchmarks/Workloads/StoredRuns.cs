using Hypergraph.Durability;
using Hypergraph.Durability.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hypergraph.Benchmarks;

/// <summary>Durable runs on SQLite, and the same rows written and read by hand.</summary>
/// <param name="synchronous">When SQLite waits for the disk.</param>
/// <param name="items">The number of items of the map.</param>
internal sealed class StoredRuns(SqliteSynchronous synchronous, int items) : IDisposable
{
    private const string Id = "map";
    private const int RowsInTransaction = 1_000;

    private static readonly string Text = new('x', 190);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-bench-");
    private readonly int[] _numbers = [.. Enumerable.Range(0, items)];
    private int _count;

    /// <summary>A map whose items each return about 200 bytes.</summary>
    private readonly Graph _texts = new("texts", [Node.Create((int n) => Text, "text")]);

    /// <summary>A map whose items return a number.</summary>
    private readonly Graph _squares = new("squares", [Node.Create((int n) => n * 2L, "square")]);

    public int Items => items;

    /// <summary>Runs a map with a commit for each node.</summary>
    public async ValueTask<double> RunSyncAsync()
    {
        await using SqliteRunStore store = await OpenAsync(NewPath(), DurabilityMode.Sync);
        MapResult result = new SyncRunner { Store = store }.Map(_texts, new Dictionary<string, object?> { ["n"] = _numbers }, "n", new MapOptions { WorkflowId = Id });
        return result.Count;
    }

    /// <summary>Inserts the same rows, each in a transaction of its own.</summary>
    public double InsertSingly()
    {
        using SqliteConnection connection = Open(NewPath());
        using SqliteCommand insert = Insert(connection, out SqliteParameter key, out SqliteParameter payload);
        byte[] row = System.Text.Encoding.UTF8.GetBytes($"{{\"text\":\"{Text}\"}}");
        for (int i = 0; i < items; i++)
        {
            key.Value = $"[{i}]/text";
            payload.Value = row;
            insert.ExecuteNonQuery();
        }

        return items;
    }

    /// <summary>Runs a map with batches of commits.</summary>
    public async ValueTask<double> RunBatchedAsync()
    {
        await using SqliteRunStore store = await OpenAsync(NewPath(), DurabilityMode.Batched);
        MapResult result = await new AsyncRunner { Store = store }.MapAsync(_squares, new Dictionary<string, object?> { ["n"] = _numbers }, "n", new MapOptions { WorkflowId = Id });
        return result.Count;
    }

    /// <summary>Inserts the same rows in transactions.</summary>
    public double InsertInTransactions() => InsertRows(NewPath());

    /// <summary>Stores the first half of the items of a map.</summary>
    public async Task<string> StoreHalfAsync()
    {
        string path = NewPath();
        await using SqliteRunStore store = await OpenAsync(path, DurabilityMode.Batched);
        await RunHalfAsync(store, new Dictionary<string, object?> { ["n"] = _numbers }, maxConcurrency: 1);
        return path;
    }

    /// <summary>Restores the first half of the items, and ends at the next. Items start in order, so all of the first half are restored.</summary>
    public async ValueTask<double> ResumeHalfAsync(string path)
    {
        await using SqliteRunStore store = await OpenAsync(path, DurabilityMode.Batched);
        await RunHalfAsync(store, default, maxConcurrency: null);
        return items / 2;
    }

    /// <summary>Writes the rows of the first half.</summary>
    public string InsertHalf()
    {
        string path = NewPath();
        InsertRows(path, items / 2);
        return path;
    }

    /// <summary>Reads those rows.</summary>
    public double ReadHalf(string path)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand select = connection.CreateCommand();
        select.CommandText = "SELECT key, payload FROM rows ORDER BY rowid";
        using SqliteDataReader reader = select.ExecuteReader();
        int count = 0;
        while (reader.Read())
        {
            _ = reader.GetString(0);
            _ = reader.GetFieldValue<byte[]>(1);
            count++;
        }

        return count;
    }

    /// <summary>Runs a loop, and returns the size of its file beside that of its values.</summary>
    public async Task<(double File, double Values)> MeasureLoopAsync(int iterations)
    {
        string path = NewPath();
        long values = 0;
        var loop = new Graph(
            "loop",
            [
                Node.Create((int n) => n + 1, "n", "count"),
                Node.Create((int n) => { values += Text.Length + 7; return $"{n,7}{Text}"; }, "text"),
                Node.IfElse((string text, int n) => n < iterations, "count", Node.End, "again"),
            ],
            new GraphOptions { Entrypoints = ["count"] });
        await using (SqliteRunStore store = await OpenAsync(path, DurabilityMode.Batched))
        {
            await new AsyncRunner { Store = store }.RunAsync(loop, new Dictionary<string, object?> { ["n"] = 0 }, new RunOptions { WorkflowId = Id, MaxIterations = 4 * iterations });
        }

        return (new FileInfo(path).Length, values);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task RunHalfAsync(SqliteRunStore store, GraphInputs inputs, int? maxConcurrency, CancellationTokenSource end, Graph graph)
    {
        try
        {
            await new AsyncRunner { Store = store }.MapAsync(graph, inputs, "n", new MapOptions { WorkflowId = Id, MaxConcurrency = maxConcurrency }, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The first item of the second half ends the call.
        }
    }

    private async Task RunHalfAsync(SqliteRunStore store, GraphInputs inputs, int? maxConcurrency)
    {
        using var end = new CancellationTokenSource();
        var half = new Graph("squares", [Node.Create((int n) => { if (n >= items / 2) { end.Cancel(); end.Token.ThrowIfCancellationRequested(); } return n * 2L; }, "square")]);
        await RunHalfAsync(store, inputs, maxConcurrency, end, half);
    }

    private double InsertRows(string path, int? count = null)
    {
        using SqliteConnection connection = Open(path);
        using SqliteCommand insert = Insert(connection, out SqliteParameter key, out SqliteParameter payload);
        for (int i = 0; i < (count ?? items);)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (int end = Math.Min(i + RowsInTransaction, count ?? items); i < end; i++)
            {
                key.Value = $"[{i}]/square";
                payload.Value = System.Text.Encoding.UTF8.GetBytes($"{{\"square\":{i * 2L}}}");
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return count ?? items;
    }

    private static SqliteCommand Insert(SqliteConnection connection, out SqliteParameter key, out SqliteParameter payload)
    {
        SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (key, kind, payload) VALUES ($key, 0, $payload)";
        key = insert.Parameters.Add("$key", SqliteType.Text);
        payload = insert.Parameters.Add("$payload", SqliteType.Blob);
        insert.Prepare();
        return insert;
    }

    private SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand setup = connection.CreateCommand();
        setup.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous={(synchronous == SqliteSynchronous.Full ? "FULL" : "NORMAL")}; CREATE TABLE IF NOT EXISTS rows (key TEXT NOT NULL, kind INTEGER NOT NULL, payload BLOB NOT NULL)";
        setup.ExecuteNonQuery();
        return connection;
    }

    private ValueTask<SqliteRunStore> OpenAsync(string path, DurabilityMode mode) =>
        SqliteRunStore.OpenAsync(path, new SqliteRunStoreOptions { Durability = mode, Synchronous = synchronous });

    private string NewPath() => Path.Combine(_folder.FullName, $"{++_count}.db");
}
