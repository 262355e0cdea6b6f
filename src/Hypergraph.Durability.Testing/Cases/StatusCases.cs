using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>The status of a run changes together with its records.</summary>
internal static class StatusCases
{
    private static readonly (RunStatus? Status, string? Error, double Minutes)[] Steps =
    [
        (RunStatus.Failed, $"It failed: {Sample.Unicode}", 1), (null, null, 2), (RunStatus.Paused, null, 3), (RunStatus.Completed, "", 4),
    ];

    public static RunStoreCase[] All =>
    [
        new("Status: status and error are set, changed and cleared", Changes),
        new("Status: a write without a status leaves it", Stays),
        new("Status: every status is kept", KeepsAll),
        new("Status: another store sees it together with the records of the same write", IsAtomic),
    ];

    private static async Task Changes(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.Run("run");
        await writer.AddAsync(run).ConfigureAwait(false);
        foreach ((RunStatus? status, string? error, double minutes) in Steps)
        {
            RunWrite write = Sample.Write(Sample.Record($"{minutes}")) with { Time = Sample.Time(minutes), StatusChange = new RunStatusChange(status, error, IsReleased: false) };
            await writer.AppendAsync("run", 1, write).ConfigureAwait(false);
            string expected = Text.Of(run with { Status = status, Error = error, Changed = Sample.Time(minutes) });
            Check.Equal(expected, Text.Of(await reader.FindAsync("run").ConfigureAwait(false)), "the run");
        }

        Check.Records(Steps.Select(step => Sample.Record($"{step.Minutes}")), await reader.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task Stays(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.Run("run") with { Status = RunStatus.Failed, Error = "It failed." };
        await store.AddAsync(run).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("a")).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("b"), Sample.Record("c")).ConfigureAwait(false);
        await store.AppendAsync("run", 1, Sample.WriteValue("d", [1])).ConfigureAwait(false);
        Check.Equal(Text.Of(run with { Changed = Sample.Time(1) }), Text.Of(await store.FindAsync("run").ConfigureAwait(false)), "the run");
    }

    private static async Task KeepsAll(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        foreach (RunStatus status in Enum.GetValues<RunStatus>())
        {
            await store.AppendAsync("run", 1, Sample.WriteStatus(status)).ConfigureAwait(false);
            Check.Equal(status, (await store.GetAsync("run").ConfigureAwait(false)).Status, "the status");
        }
    }

    private static async Task IsAtomic(Storage storage)
    {
        const int Count = 200;
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        await writer.AddAsync(Sample.Run("run") with { Error = "0" }).ConfigureAwait(false);
        Task writing = Task.Run(WriteAsync, storage.Token);
        int seen;
        bool isLast;
        do
        {
            // What is read after the last write has all of it.
            isLast = writing.IsCompleted;
            string? error = (await reader.GetAsync("run").ConfigureAwait(false)).Error;
            Check.True(int.TryParse(error, out seen), $"that the error is the number of a write, and not '{error}'");
            int read = (await reader.ReadAsync("run").ConfigureAwait(false)).Count;
            Check.True(read >= seen * 2, $"that {seen * 2} records are there when the status says so, and not {read}");
            Check.Equal(0, read % 2, "the number of records beyond whole writes");
        }
        while (!isLast);

        await writing.ConfigureAwait(false);
        Check.Equal(Count, seen, "the number of the last write");

        async Task WriteAsync()
        {
            for (int i = 1; i <= Count; i++)
            {
                RunWrite write = Sample.Write(Sample.Record($"{i} a"), Sample.Record($"{i} b"));
                await writer.AppendAsync("run", 1, write with { StatusChange = new RunStatusChange(RunStatus.Paused, $"{i}", IsReleased: false) }).ConfigureAwait(false);
            }
        }
    }
}
