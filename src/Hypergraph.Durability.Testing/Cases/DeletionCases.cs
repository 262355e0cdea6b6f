using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Runs are deleted with all that they have.</summary>
internal static class DeletionCases
{
    public static RunStoreCase[] All =>
    [
        new("Delete: the run, its records, values and questions are deleted, and no others", Deletes),
        new("Delete: a lease that differs, or an unknown run, is not deleted", RefusesOtherLease),
        new("Delete: the id can be added again, and has nothing of the deleted run", AllowsIdAgain),
        new("Delete: the holder of a deleted run writes and renews no more", Fences),
        new("Delete: a run of 5,000 records", DeletesMany),
        new("Delete: a reader in the middle of the records reads on or ends, and has no record of another run", EndsReaders),
        new("Delete: a list in progress lacks at most what was deleted", KeepsLists),
    ];

    private static async Task Deletes(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        RunWrite write = Sample.Write(Sample.Question("ask")) with { Values = Sample.Values(("large", [1])) };
        foreach (string id in new[] { "a", "b", "c" })
        {
            await first.AddAsync(Sample.Run(id) with { Status = RunStatus.Paused }, write).ConfigureAwait(false);
        }

        Check.True(await second.TryDeleteAsync("b", await second.LeaseAsync("b").ConfigureAwait(false)).ConfigureAwait(false), "that the run is deleted");
        Check.Equal("no run", Text.Of(await first.FindAsync("b").ConfigureAwait(false)), "the deleted run");
        Check.Records([], await first.ReadAsync("b").ConfigureAwait(false), "the records of the deleted run");
        Check.Equal("null", await first.ValueAsync("b", "large").ConfigureAwait(false), "the value of the deleted run");
        Check.Sequence(["a", "c"], await first.ListIdsAsync().ConfigureAwait(false), "the list");
        string question = Text.Of(Sample.Question("ask"));
        Check.Sequence([$"a: {question}", $"c: {question}"], await first.QuestionsAsync().ConfigureAwait(false), "the questions");
        foreach (string id in new[] { "a", "c" })
        {
            Check.Records([Sample.Question("ask")], await first.ReadAsync(id).ConfigureAwait(false), $"the records of '{id}'");
            Check.Equal("[01]", await first.ValueAsync(id, "large").ConfigureAwait(false), $"the value of '{id}'");
        }
    }

    private static async Task RefusesOtherLease(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run"), Sample.WriteValue("a", [1])).ConfigureAwait(false);
        await store.TryRenewAsync("run", 1).ConfigureAwait(false);
        var lease = new RunLease(1, 1, "first");
        foreach (RunLease other in new[] { lease with { Epoch = 2 }, lease with { Renewals = 0 }, lease with { Owner = "other" }, lease with { Owner = null }, default })
        {
            Check.False(await store.TryDeleteAsync("run", other).ConfigureAwait(false), $"that the run is deleted after {other} was observed");
        }

        Check.False(await store.TryDeleteAsync("unknown", lease).ConfigureAwait(false), "that an unknown run is deleted");
        Check.Equal(lease, await store.LeaseAsync("run").ConfigureAwait(false), "the lease");
        Check.Records([Sample.Record("a")], await store.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Equal("[01]", await store.ValueAsync("run", "a").ConfigureAwait(false), "the value");
        await store.AppendAsync("run", 1, Sample.WriteStatus(RunStatus.Completed, isReleased: true)).ConfigureAwait(false);
        Check.True(await store.TryDeleteAsync("run", lease with { Owner = null }).ConfigureAwait(false), "that a run without a holder is deleted");
        Check.False(await store.TryDeleteAsync("run", lease with { Owner = null }).ConfigureAwait(false), "that it is deleted again");
    }

    private static async Task AllowsIdAgain(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        await first.AddAsync(Sample.FullRun("run"), Sample.WriteValue("old", [1])).ConfigureAwait(false);
        await first.AppendAsync("run", Sample.Record("older")).ConfigureAwait(false);
        await second.TryDeleteAsync("run", await second.LeaseAsync("run").ConfigureAwait(false)).ConfigureAwait(false);
        StoredRun run = Sample.Run("run") with { Lease = new RunLease(1, 0, "second") };
        await second.AddAsync(run).ConfigureAwait(false);
        Check.Equal(Text.Of(run), Text.Of(await first.FindAsync("run").ConfigureAwait(false)), "the run");
        Check.Records([], await first.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Equal("null", await first.ValueAsync("run", "old").ConfigureAwait(false), "the value");
        await second.AppendAsync("run", Sample.Record("new")).ConfigureAwait(false);
        Check.Equal(2, await first.TryAcquireAsync("run", run.Lease, "first").ConfigureAwait(false), "the new epoch");
        await first.AppendAsync("run", 2, Sample.Write(Sample.Record("newer"))).ConfigureAwait(false);
        Check.Records([Sample.Record("new"), Sample.Record("newer")], await second.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task Fences(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        await first.AddAsync(Sample.Run("run"), Sample.Write(Sample.Record("a"))).ConfigureAwait(false);
        await first.AppendAsync("run", Sample.Record("b")).ConfigureAwait(false);
        RunLease observed = await second.LeaseAsync("run").ConfigureAwait(false);
        await second.TryDeleteAsync("run", observed).ConfigureAwait(false);
        Check.False(await first.TryAppendAsync("run", 1, Sample.Write(Sample.Record("c"))).ConfigureAwait(false), "that the deleted run is written");
        Check.False(await first.TryAppendAsync("run", 1, Sample.WriteStatus(RunStatus.Completed)).ConfigureAwait(false), "that the status of the deleted run changes");
        Check.False(await first.TryRenewAsync("run", 1).ConfigureAwait(false), "that the deleted run is renewed");
        Check.Equal(null, await first.TryAcquireAsync("run", observed, "first").ConfigureAwait(false), "the epoch of the deleted run");
        Check.Equal("no run", Text.Of(await first.FindAsync("run").ConfigureAwait(false)), "the run");
        Check.Records([], await second.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task DeletesMany(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run"), Sample.Write([.. Enumerable.Range(0, 5000).Select(i => Sample.Record($"{i}"))])).ConfigureAwait(false);
        await store.AddAsync(Sample.Run("next"), Sample.Write(Sample.Record("a"))).ConfigureAwait(false);
        Check.True(await store.TryDeleteAsync("run", new RunLease(1, 0, "first")).ConfigureAwait(false), "that the run is deleted");
        Check.Records([], await store.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Records([Sample.Record("a")], await store.ReadAsync("next").ConfigureAwait(false), "the records of the next run");
    }

    private static async Task EndsReaders(Storage storage)
    {
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient other = await storage.OpenAsync().ConfigureAwait(false);
        RunRecord[] records = [.. Enumerable.Range(0, 5000).Select(i => Sample.Record($"{i}"))];
        await other.AddAsync(Sample.Run("run"), Sample.Write(records)).ConfigureAwait(false);
        int count = 0;
        await foreach (RunRecord record in reader.Store.ReadAsync("run", storage.Token).ConfigureAwait(false))
        {
            if (count == 10)
            {
                Check.True(await other.TryDeleteAsync("run", new RunLease(1, 0, "first")).ConfigureAwait(false), "that the run is deleted");
                await other.AddAsync(Sample.Run("run"), Sample.Write([.. Enumerable.Range(0, 5000).Select(i => Sample.Record($"next {i}"))])).ConfigureAwait(false);
            }

            Check.True(count < records.Length, "that a reader reads no more records than there were");
            Check.Equal(Text.Of(records[count]), Text.Of(record), "the next record");
            count++;
        }

        Check.True(count > 10, "that a reader reads on to the deletion");
    }

    private static async Task KeepsLists(Storage storage)
    {
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient other = await storage.OpenAsync().ConfigureAwait(false);
        string[] ids = [.. Enumerable.Range(1000, 250).Select(i => $"{i}")];
        foreach (string id in ids)
        {
            await other.AddAsync(Sample.Run(id)).ConfigureAwait(false);
        }

        List<string> listed = [];
        await foreach (StoredRun run in reader.Store.ListAsync(new RunQuery(), storage.Token).ConfigureAwait(false))
        {
            if (listed.Count == 0)
            {
                foreach (string id in ids.Where((_, i) => i % 2 == 0))
                {
                    await other.TryDeleteAsync(id, new RunLease(1, 0, "first")).ConfigureAwait(false);
                }
            }

            listed.Add(run.Id);
        }

        Check.Sequence(ids.Where((id, i) => i % 2 != 0 || listed.Contains(id)), listed, "the list");
    }
}
