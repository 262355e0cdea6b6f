using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Benchmarks;

/// <summary>A node of a durable run with a commit of its own, beside one prepared insert of the same bytes.</summary>
/// <param name="synchronous">When SQLite waits for the disk.</param>
internal sealed class DurableSync(SqliteSynchronous synchronous) : Comparison(synchronous == SqliteSynchronous.Full ? "durable_sync_full" : "durable_sync_normal")
{
    private const int Items = 2_000;

    public override Side[] CreateSides()
    {
        var runs = new StoredRuns(synchronous, Items);
        return
        [
            Side.OfManyAsync("durable run, Sync", runs.Items, runs.RunSyncAsync),
            Side.OfMany("prepared insert and commit", runs.Items, runs.InsertSingly),
        ];
    }
}
