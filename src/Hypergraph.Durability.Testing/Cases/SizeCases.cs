using System.Text;
using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>The size of a run is that of its own data.</summary>
internal static class SizeCases
{
    public static RunStoreCase[] All =>
    [
        new("Size: graph structure, inputs, keys, payloads and values count, in bytes", CountsAll),
        new("Size: records that later ones replace count, and a value that is written again does not", CountsWhatIsStored),
        new("Size: an unknown or deleted run has none", HasNone),
        new("Size: 3,000 records and values of megabytes are counted", CountsMany),
    ];

    private static async Task CountsAll(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.FullRun("run");
        await store.AddAsync(run).ConfigureAwait(false);
        await store.AddAsync(Sample.Run("other"), Sample.WriteValue("other", [1, 2, 3])).ConfigureAwait(false);
        long size = Encoding.UTF8.GetByteCount(run.GraphShape) + 10_000;
        Check.Equal(size, await store.MeasureAsync("run").ConfigureAwait(false), "the size without records");
        await store.AppendAsync("run", Sample.Record(Sample.Unicode, payload: Sample.Unicode)).ConfigureAwait(false);
        size += 2 * Encoding.UTF8.GetByteCount(Sample.Unicode);
        Check.Equal(size, await store.MeasureAsync("run").ConfigureAwait(false), "the size with a record");
        await store.AppendAsync("run", 1, Sample.WriteValue("hash", Sample.Bytes(5000, seed: 1))).ConfigureAwait(false);
        Check.Equal(size + 5000 + "hash".Length + "payload".Length, await store.MeasureAsync("run").ConfigureAwait(false), "the size with a value");
    }

    private static async Task CountsWhatIsStored(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("a", payload: "1"), Sample.Record("a", RunRecordKind.Removed, payload: string.Empty), Sample.Record("a", payload: "22")).ConfigureAwait(false);
        await store.AppendAsync("run", 1, Sample.Write() with { Values = Sample.Values(("large", [1, 2, 3])) }).ConfigureAwait(false);
        await store.AppendAsync("run", 1, Sample.Write() with { Values = Sample.Values(("large", [1, 2, 3])) }).ConfigureAwait(false);
        Check.Equal("{}".Length + "a1aa22".Length + 3, await store.MeasureAsync("run").ConfigureAwait(false), "the size");
    }

    private static async Task HasNone(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        Check.Equal(null, await store.MeasureAsync("run").ConfigureAwait(false), "the size of an unknown run");
        await store.AddAsync(Sample.Run("run"), Sample.WriteValue("a", [1])).ConfigureAwait(false);
        await store.TryDeleteAsync("run", new RunLease(1, 0, "first")).ConfigureAwait(false);
        Check.Equal(null, await store.MeasureAsync("run").ConfigureAwait(false), "the size of a deleted run");
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        Check.Equal("{}".Length, await store.MeasureAsync("run").ConfigureAwait(false), "the size of a run with the id of a deleted one");
    }

    private static async Task CountsMany(Storage storage)
    {
        const int Megabytes = 3;
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run"), Sample.Write([.. Enumerable.Range(1000, 3000).Select(i => Sample.Record($"{i}"))])).ConfigureAwait(false);
        for (int i = 0; i < Megabytes; i++)
        {
            await store.AppendAsync("run", 1, Sample.Write() with { Values = Sample.Values(($"{i}", Sample.Bytes(1024 * 1024, seed: i))) }).ConfigureAwait(false);
        }

        Check.Equal("{}".Length + (3000L * "1000payload".Length) + (Megabytes * 1024 * 1024), await store.MeasureAsync("run").ConfigureAwait(false), "the size");
    }
}
