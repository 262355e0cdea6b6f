using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Benchmarks;

/// <summary>The bytes on disk of a loop of 10,000 iterations, beside those of its values.</summary>
internal sealed class DurableBytes() : Comparison("durable_bytes")
{
    private const int Iterations = 10_000;

    public override Side[] CreateSides() => [];

    public override async Task<IReadOnlyList<Ratio>> MeasureAsync()
    {
        using var runs = new StoredRuns(SqliteSynchronous.Normal, items: 1);
        (double file, double values) = await runs.MeasureLoopAsync(Iterations);
        return [new Ratio(Name, OursNanoseconds: null, "bytes of the values", OtherNanoseconds: null, Math.Round(file / values, 4), Math.Round(file / Iterations, 1))];
    }
}
