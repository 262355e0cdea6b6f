using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Calls can be cancelled, and stores disposed.</summary>
internal static class LifetimeCases
{
    public static RunStoreCase[] All =>
    [
        new("Cancellation: a call with a canceled token throws and changes nothing", Cancels),
        new("Cancellation: an enumeration ends when its token is canceled", CancelsEnumeration),
        new("Disposal: a disposed store throws ObjectDisposedException", ThrowsAfterDisposal),
        new("Disposal: a store can be disposed again, and while an enumeration is open", DisposesAgain),
        new("Disposal: a store that is opened again has everything", KeepsEverything) { RequiresReopening = true },
    ];

    private static async Task Cancels(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run"), Sample.WriteValue("a", [1])).ConfigureAwait(false);
        string before = Text.Of(await store.FindAsync("run").ConfigureAwait(false));
        foreach ((string name, Func<Task> call) in Calls(store.Store, new CancellationToken(canceled: true)))
        {
            await Check.ThrowsAsync<OperationCanceledException>(call, name).ConfigureAwait(false);
        }

        Check.Equal(before, Text.Of(await store.FindAsync("run").ConfigureAwait(false)), "the run");
        Check.Records([Sample.Record("a")], await store.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Sequence(["run"], await store.ListIdsAsync().ConfigureAwait(false), "the list");
    }

    private static async Task CancelsEnumeration(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run"), Sample.Write([.. Enumerable.Range(0, 3000).Select(i => Sample.Record($"{i}"))])).ConfigureAwait(false);
        using var source = new CancellationTokenSource();
        int count = 0;
        await Check.ThrowsAsync<OperationCanceledException>(ReadAsync, "The enumeration").ConfigureAwait(false);
        Check.True(count < 3000, "that the enumeration ends early");
        Check.Equal(3000, (await store.ReadAsync("run").ConfigureAwait(false)).Count, "the number of records");

        async Task ReadAsync()
        {
            await foreach (RunRecord record in store.Store.ReadAsync("run", source.Token).ConfigureAwait(false))
            {
                count++;
                await source.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task ThrowsAfterDisposal(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run"), Sample.WriteValue("a", [1])).ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
        foreach ((string name, Func<Task> call) in Calls(store.Store, storage.Token))
        {
            await Check.ThrowsAsync<ObjectDisposedException>(call, name).ConfigureAwait(false);
        }
    }

    private static async Task DisposesAgain(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run"), Sample.Write([.. Enumerable.Range(0, 3000).Select(i => Sample.Record($"{i}"))])).ConfigureAwait(false);
        IAsyncEnumerator<RunRecord> records = store.Store.ReadAsync("run", storage.Token).GetAsyncEnumerator(storage.Token);
        Check.True(await records.MoveNextAsync().ConfigureAwait(false), "that there is a record");
        await store.DisposeAsync().ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
        await records.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task KeepsEverything(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.FullRun("run");
        RunRecord[] records = [.. Enumerable.Range(0, 500).Select(i => Sample.Record($"{i}")), Sample.Question("ask")];
        await store.AddAsync(run, Sample.Write(records[..100])).ConfigureAwait(false);
        await store.AppendAsync("run", records[100..]).ConfigureAwait(false);
        await store.AppendAsync("run", 1, Sample.Write() with { Values = Sample.Values(("large", [1])) }).ConfigureAwait(false);
        await store.AppendAsync("run", 1, Sample.WriteStatus(RunStatus.Paused, "why", isReleased: true, minutes: 7)).ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);

        store = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun expected = run with { Status = RunStatus.Paused, Error = "why", Changed = Sample.Time(7), Lease = new RunLease(1, 0, Owner: null) };
        Check.Equal(Text.Of(expected), Text.Of(await store.FindAsync("run").ConfigureAwait(false)), "the run");
        Check.Records(records, await store.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Equal("[01]", await store.ValueAsync("run", "large").ConfigureAwait(false), "the value");
        Check.Sequence([$"run: {Text.Of(Sample.Question("ask"))}"], await store.QuestionsAsync().ConfigureAwait(false), "the questions");
        Check.Equal(2, await store.TryAcquireAsync("run", expected.Lease, "second").ConfigureAwait(false), "the new epoch");
        await store.AppendAsync("run", 2, Sample.Write(Sample.Record("more"))).ConfigureAwait(false);
        Check.Records([.. records, Sample.Record("more")], await store.ReadAsync("run").ConfigureAwait(false), "the records");
    }

    /// <summary>A call of each method, for a run with the id <c>run</c>.</summary>
    private static (string Name, Func<Task> Call)[] Calls(IRunStore store, CancellationToken cancellationToken) =>
    [
        (nameof(store.TryAddAsync), () => store.TryAddAsync(Sample.Run("other"), RunWrite.Empty, cancellationToken).AsTask()),
        (nameof(store.FindAsync), () => store.FindAsync("run", cancellationToken).AsTask()),
        (nameof(store.ListAsync), () => EnumerateAsync(store.ListAsync(new RunQuery(), cancellationToken))),
        (nameof(store.TryAcquireAsync), () => store.TryAcquireAsync("run", new RunLease(1, 0, "first"), "second", cancellationToken).AsTask()),
        (nameof(store.TryRenewAsync), () => store.TryRenewAsync("run", 1, cancellationToken).AsTask()),
        ($"{nameof(store.TryAppendAsync)} of a record", () => store.TryAppendAsync("run", 1, Sample.Write(Sample.Record("b")), cancellationToken).AsTask()),
        ($"{nameof(store.TryAppendAsync)} of a status", () => store.TryAppendAsync("run", 1, Sample.WriteStatus(RunStatus.Failed), cancellationToken).AsTask()),
        (nameof(store.ReadAsync), () => EnumerateAsync(store.ReadAsync("run", cancellationToken))),
        (nameof(store.FindValueAsync), () => store.FindValueAsync("run", "a", cancellationToken).AsTask()),
        (nameof(store.ListQuestionsAsync), () => EnumerateAsync(store.ListQuestionsAsync(cancellationToken))),
        (nameof(store.TryDeleteAsync), () => store.TryDeleteAsync("run", new RunLease(1, 0, "first"), cancellationToken).AsTask()),
    ];

    private static async Task EnumerateAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T item in items.ConfigureAwait(false))
        {
            _ = item;
        }
    }
}
