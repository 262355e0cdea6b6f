using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Only the holder of the current epoch writes.</summary>
internal static class FencingCases
{
    public static RunStoreCase[] All =>
    [
        new("Append: an old epoch writes no record", storage => WritesNothing(storage, Sample.Write(Sample.Record("late")))),
        new("Append: an old epoch writes no batch and no value", storage => WritesNothing(storage, Sample.Write(Sample.Record("late"), Sample.Record("later")) with { Values = Sample.Values(("late", [1])) })),
        new("Append: an old epoch changes no status and releases nothing", storage => WritesNothing(storage, Sample.WriteStatus(RunStatus.Failed, "late", isReleased: true, minutes: 9))),
        new("Append: an old epoch changes no time", storage => WritesNothing(storage, Sample.Write() with { Time = Sample.Time(9) })),
        new("Append: a run that is not there is not written", RefusesUnknownRun),
        new("Append: a holder that lost its run between two writes writes no more", FencesDuringWrites),
    ];

    private static async Task WritesNothing(Storage storage, RunWrite write)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        await first.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await first.AppendAsync("run", Sample.Record("a")).ConfigureAwait(false);
        await second.TryAcquireAsync("run", await second.LeaseAsync("run").ConfigureAwait(false), "second").ConfigureAwait(false);
        string before = Text.Of(await second.FindAsync("run").ConfigureAwait(false));
        Check.False(await first.TryAppendAsync("run", 1, write).ConfigureAwait(false), "that the old epoch writes");
        Check.False(await second.TryAppendAsync("run", 1, write).ConfigureAwait(false), "that the old epoch writes through another store");
        Check.False(await second.TryAppendAsync("run", 3, write).ConfigureAwait(false), "that a later epoch writes");
        Check.Equal(before, Text.Of(await second.FindAsync("run").ConfigureAwait(false)), "the run");
        Check.Records([Sample.Record("a")], await second.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Equal("null", await second.ValueAsync("run", "late").ConfigureAwait(false), "the value");
        await second.AppendAsync("run", 2, Sample.Write(Sample.Record("b"))).ConfigureAwait(false);
        await first.AppendAsync("run", 2, Sample.Write(Sample.Record("c"))).ConfigureAwait(false);
        Check.Records([Sample.Record("a"), Sample.Record("b"), Sample.Record("c")], await first.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task RefusesUnknownRun(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        foreach (RunWrite write in new[] { Sample.Write(Sample.Record("a")), Sample.WriteValue("a", [1]), Sample.WriteStatus(RunStatus.Failed), RunWrite.Empty })
        {
            Check.False(await store.TryAppendAsync("unknown", 1, write).ConfigureAwait(false), "that an unknown run is written");
        }

        Check.Records([], await store.ReadAsync("unknown").ConfigureAwait(false), "the records");
        await store.AddAsync(Sample.Run("unknown")).ConfigureAwait(false);
        Check.Records([], await store.ReadAsync("unknown").ConfigureAwait(false), "the records");
        Check.Equal("null", await store.ValueAsync("unknown", "a").ConfigureAwait(false), "the value");
    }

    private static async Task FencesDuringWrites(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        await first.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var isOver = new CancellationTokenSource();
        Task<int> writing = Task.Run(WriteAsync, storage.Token);
        await Task.WhenAny(began.Task, writing).ConfigureAwait(false);
        Check.True(began.Task.IsCompleted, "that the holder writes");
        RunLease observed = await second.LeaseAsync("run").ConfigureAwait(false);
        Check.Equal(2, await second.TryAcquireAsync("run", observed, "second").ConfigureAwait(false), "the new epoch");
        int countAtAcquisition = (await second.ReadAsync("run").ConfigureAwait(false)).Count;
        await second.AppendAsync("run", 2, Sample.Write(Sample.Record("second"))).ConfigureAwait(false);
        await isOver.CancelAsync().ConfigureAwait(false);
        int written = await writing.ConfigureAwait(false);
        List<RunRecord> records = await second.ReadAsync("run").ConfigureAwait(false);
        Check.Equal(written, countAtAcquisition, "the number of records at the acquisition");
        Check.Records([.. Enumerable.Range(0, written).Select(i => Sample.Record($"first {i}")), Sample.Record("second")], records, "the records");

        // Ends at the first refused write; a store that refuses none has been found out by then.
        async Task<int> WriteAsync()
        {
            int count = 0;
            while (!isOver.IsCancellationRequested && await first.TryAppendAsync("run", 1, Sample.Write(Sample.Record($"first {count}"))).ConfigureAwait(false))
            {
                count++;
                began.TrySetResult();
            }

            return count;
        }
    }
}
