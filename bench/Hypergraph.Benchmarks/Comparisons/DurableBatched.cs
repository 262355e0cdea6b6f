using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Benchmarks;

/// <summary>An item of a durable map, beside the same rows in transactions of 1,000.</summary>
internal sealed class DurableBatched() : Comparison("durable_batched")
{
    private const int Items = 200_000;

    public override Side[] CreateSides()
    {
        var runs = new StoredRuns(SqliteSynchronous.Normal, Items);
        return
        [
            Side.OfManyAsync("durable map, Batched", runs.Items, runs.RunBatchedAsync),
            Side.OfMany("rows in transactions of 1,000", runs.Items, runs.InsertInTransactions),
        ];
    }
}
