using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Benchmarks;

/// <summary>A restored item of a durable map that is half done, beside reading the same rows.</summary>
internal sealed class DurableResume() : Comparison("durable_resume")
{
    private const int Items = 400_000;

    public override Side[] CreateSides()
    {
        var runs = new StoredRuns(SqliteSynchronous.Normal, Items);
        string stored = runs.StoreHalfAsync().GetAwaiter().GetResult();
        string rows = runs.InsertHalf();
        return
        [
            Side.OfManyAsync("resumed map", runs.Items / 2, () => runs.ResumeHalfAsync(stored)),
            Side.OfMany("rows read", runs.Items / 2, () => runs.ReadHalf(rows)),
        ];
    }
}
