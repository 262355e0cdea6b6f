using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Records are a log: all of them, in order.</summary>
internal static class RecordCases
{
    public static RunStoreCase[] All =>
    [
        new("Append: another store reads the records in their order", KeepsOrder),
        new("Append: records of runs are apart", KeepsRunsApart),
        new("Append: a batch of 5,000 records", StoresLargeBatch),
        new("Append: a key may occur again, and stays in the log", KeepsRepeatedKeys),
        new("Append: the number of a kind stays, also of a later version of the library", KeepsKinds),
        new("Append: keys may be long and may have any characters", KeepsKeys),
        new("Append: a payload may be empty", KeepsEmptyPayload),
        new("Append: a payload of 8 MB", KeepsLargePayload),
        new("Append: a write of nothing changes nothing", AppendsNothing),
        new("Read: records have memory of their own", ReturnsOwnMemory),
    ];

    private static async Task KeepsOrder(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        await writer.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        List<RunRecord> expected = [];
        for (int i = 0; i < 40; i++)
        {
            // Keys in another order than that of the writes, and writes of several sizes.
            RunRecord[] records = [.. Enumerable.Range(0, i % 4).Select(j => Sample.Record($"node {97 * ((4 * i) + j) % 160}", payload: $"{i} {j}"))];
            await writer.AppendAsync("run", records).ConfigureAwait(false);
            expected.AddRange(records);
        }

        Check.Records(expected, await reader.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Records(expected, await writer.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task KeepsRunsApart(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        for (int run = 0; run < 3; run++)
        {
            await store.AddAsync(Sample.Run($"run {run}")).ConfigureAwait(false);
        }

        for (int i = 0; i < 300; i++)
        {
            await store.AppendAsync($"run {i % 3}", Sample.Record($"node {i}")).ConfigureAwait(false);
        }

        for (int run = 0; run < 3; run++)
        {
            IEnumerable<RunRecord> expected = Enumerable.Range(0, 100).Select(i => Sample.Record($"node {(3 * i) + run}"));
            Check.Records(expected, await store.ReadAsync($"run {run}").ConfigureAwait(false), $"the records of run {run}");
        }
    }

    private static async Task StoresLargeBatch(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        await writer.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await writer.AppendAsync("run", Sample.Record("before")).ConfigureAwait(false);
        RunRecord[] batch = [.. Enumerable.Range(0, 5000).Select(i => new RunRecord($"map[{i}]/node", RunRecordKind.Completed, Sample.Bytes(i % 300, seed: i)))];
        await writer.AppendAsync("run", batch).ConfigureAwait(false);
        await writer.AppendAsync("run", Sample.Record("after")).ConfigureAwait(false);
        Check.Records([Sample.Record("before"), .. batch, Sample.Record("after")], await reader.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task KeepsRepeatedKeys(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        RunRecord[] records = [Sample.Record("a", RunRecordKind.Begun), Sample.Record("b"), Sample.Record("a"), Sample.Record("a"), Sample.Record("a", RunRecordKind.Removed, payload: "")];
        await store.AppendAsync("run", records[..2]).ConfigureAwait(false);
        await store.AppendAsync("run", records[2..]).ConfigureAwait(false);
        Check.Records(records, await store.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task KeepsKinds(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        RunRecord[] records = [.. Enum.GetValues<RunRecordKind>().Append((RunRecordKind)1000).Select(kind => Sample.Record($"{kind}", kind))];
        await store.AppendAsync("run", records).ConfigureAwait(false);
        Check.Records(records, await store.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task KeepsKeys(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        RunRecord[] records = [.. new[] { "", " ", Sample.Unicode, Convert.ToHexString(Sample.Bytes(50_000, seed: 3)), "a'); --" }.Select(key => Sample.Record(key))];
        await store.AppendAsync("run", records).ConfigureAwait(false);
        foreach (RunRecord record in records)
        {
            await store.AppendAsync("run", record).ConfigureAwait(false);
        }

        Check.Records([.. records, .. records], await store.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task KeepsEmptyPayload(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        RunRecord[] records = [new("a", RunRecordKind.Completed, ReadOnlyMemory<byte>.Empty), new("b", RunRecordKind.Completed, default), Sample.Record("c")];
        await store.AppendAsync("run", records[0]).ConfigureAwait(false);
        await store.AppendAsync("run", records[1..]).ConfigureAwait(false);
        Check.Records(records, await store.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task KeepsLargePayload(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        await writer.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        byte[] large = Sample.Bytes(8 * 1024 * 1024, seed: 4);

        // A slice, whose array is larger than it.
        RunRecord[] records = [Sample.Record("a"), new("large", RunRecordKind.Completed, large), Sample.Record("b"), new("slice", RunRecordKind.Completed, large.AsMemory(1000, 100_000))];
        await writer.AppendAsync("run", records[0], records[1], records[2]).ConfigureAwait(false);
        await writer.AppendAsync("run", records[3]).ConfigureAwait(false);
        Check.Records(records, await reader.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task AppendsNothing(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("a")).ConfigureAwait(false);
        string before = Text.Of(await store.FindAsync("run").ConfigureAwait(false));
        await store.AppendAsync("run", 1, RunWrite.Empty).ConfigureAwait(false);
        Check.Equal(before, Text.Of(await store.FindAsync("run").ConfigureAwait(false)), "the run");
        Check.Records([Sample.Record("a")], await store.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task ReturnsOwnMemory(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        RunRecord[] records = [.. Enumerable.Range(0, 2000).Select(i => Sample.Record($"node {i}", payload: $"payload {i}"))];
        await store.AppendAsync("run", records).ConfigureAwait(false);
        List<RunRecord> kept = await store.ReadAsync("run").ConfigureAwait(false);
        await store.ReadAsync("run").ConfigureAwait(false);
        Check.Records(records, kept, "the records that were kept");
    }
}
