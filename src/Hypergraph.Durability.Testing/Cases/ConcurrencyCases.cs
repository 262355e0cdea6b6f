using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Any number of calls at once, from several stores on the same storage.</summary>
internal static class ConcurrencyCases
{
    public static RunStoreCase[] All =>
    [
        new("Concurrency: 16 runs are written at once through 4 stores", AppendsToManyRuns),
        new("Concurrency: writes to one run at once are whole and apart", AppendsToOneRun),
        new("Concurrency: a reader sees whole writes, in order, while another store writes", ReadsDuringWrites),
        new("Concurrency: runs are added, listed and deleted at once", AddsAndDeletes),
    ];

    private static async Task AppendsToManyRuns(Storage storage)
    {
        StoreClient[] stores = [.. await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => storage.OpenAsync())).ConfigureAwait(false)];
        await Task.WhenAll(Enumerable.Range(0, 16).Select(run => Task.Run(() => WriteAsync(stores[run % 4], $"run {run}"), storage.Token))).ConfigureAwait(false);
        for (int run = 0; run < 16; run++)
        {
            IEnumerable<RunRecord> expected = Enumerable.Range(0, 40).SelectMany(i => Batch($"run {run}", i));
            Check.Records(expected, await stores[(run + 1) % 4].ReadAsync($"run {run}").ConfigureAwait(false), $"the records of run {run}");
        }

        static async Task WriteAsync(StoreClient store, string id)
        {
            await store.AddAsync(Sample.Run(id)).ConfigureAwait(false);
            for (int i = 0; i < 40; i++)
            {
                await store.AppendAsync(id, [.. Batch(id, i)]).ConfigureAwait(false);
            }
        }

        static IEnumerable<RunRecord> Batch(string id, int i) => Enumerable.Range(0, (i % 3) + 1).Select(j => Sample.Record($"{id}: {i} {j}"));
    }

    private static async Task AppendsToOneRun(Storage storage)
    {
        StoreClient[] stores = [await storage.OpenAsync().ConfigureAwait(false), await storage.OpenAsync().ConfigureAwait(false)];
        await stores[0].AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => WriteAsync(stores[writer % 2], writer), storage.Token))).ConfigureAwait(false);
        List<RunRecord> records = await stores[0].ReadAsync("run").ConfigureAwait(false);
        Check.Equal(8 * 20 * 3, records.Count, "the number of records");
        int[] next = new int[8];
        foreach (RunRecord[] write in records.Chunk(3))
        {
            int writer = write[0].Key[0] - '0';
            Check.Records(Batch(writer, next[writer]++), write, "the next write");
        }

        static async Task WriteAsync(StoreClient store, int writer)
        {
            for (int i = 0; i < 20; i++)
            {
                await store.AppendAsync("run", [.. Batch(writer, i)]).ConfigureAwait(false);
            }
        }

        static IEnumerable<RunRecord> Batch(int writer, int i) => Enumerable.Range(0, 3).Select(j => Sample.Record($"{writer} {i} {j}"));
    }

    private static async Task ReadsDuringWrites(Storage storage)
    {
        const int Writes = 150;
        const int Size = 20;
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        await writer.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        Task writing = Task.Run(WriteAsync, storage.Token);
        int count;
        bool isLast;
        do
        {
            // What is read after the last write has all of it.
            isLast = writing.IsCompleted;
            count = 0;
            await foreach (RunRecord record in reader.Store.ReadAsync("run", storage.Token).ConfigureAwait(false))
            {
                Check.Equal(Text.Of(Sample.Record($"{count}")), Text.Of(record), "the next record");
                count++;
            }

            Check.Equal(0, count % Size, "the number of records beyond whole writes");
        }
        while (!isLast);

        await writing.ConfigureAwait(false);
        Check.Equal(Writes * Size, count, "the number of records after the last write");

        async Task WriteAsync()
        {
            for (int i = 0; i < Writes; i++)
            {
                await writer.AppendAsync("run", [.. Enumerable.Range(i * Size, Size).Select(j => Sample.Record($"{j}"))]).ConfigureAwait(false);
            }
        }
    }

    private static async Task AddsAndDeletes(Storage storage)
    {
        StoreClient[] stores = [.. await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => storage.OpenAsync())).ConfigureAwait(false)];
        await Task.WhenAll(stores.Select((store, i) => Task.Run(() => ChurnAsync(store, i), storage.Token))).ConfigureAwait(false);
        Check.Sequence(["0 kept", "1 kept", "2 kept", "3 kept"], await stores[0].ListIdsAsync().ConfigureAwait(false), "the list");
        Check.Sequence(
            Enumerable.Range(0, 4).Select(i => $"{i} kept: {Text.Of(Sample.Question("ask"))}"), await stores[0].QuestionsAsync().ConfigureAwait(false), "the questions");

        static async Task ChurnAsync(StoreClient store, int i)
        {
            StoredRun run = Sample.Run($"{i} kept") with { Status = RunStatus.Paused };
            await store.AddAsync(run, Sample.Write(Sample.Question("ask"))).ConfigureAwait(false);
            for (int round = 0; round < 25; round++)
            {
                await store.AddAsync(run with { Id = $"{i} deleted" }, Sample.Write(Sample.Question("ask"))).ConfigureAwait(false);
                Check.True((await store.ListIdsAsync().ConfigureAwait(false)).Contains($"{i} kept", StringComparer.Ordinal), "that the run is listed");
                await store.QuestionsAsync().ConfigureAwait(false);
                Check.True(await store.TryDeleteAsync($"{i} deleted", run.Lease).ConfigureAwait(false), "that the run is deleted");
            }
        }
    }
}
