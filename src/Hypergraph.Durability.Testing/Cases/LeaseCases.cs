using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>A run has one holder at a time.</summary>
internal static class LeaseCases
{
    public static RunStoreCase[] All =>
    [
        new("Acquire: the epoch increases, the renewals become 0, the owner is the new one", Acquires),
        new("Acquire: a lease that differs in epoch, renewals or owner is not acquired", RefusesOtherLease),
        new("Acquire: an unknown run is not acquired", RefusesUnknownRun),
        new("Acquire: a run that was added without an owner", AcquiresWithoutOwner),
        new("Acquire: one of 16 stores at once acquires a lease", AcquiresOnce),
        new("Acquire: 16 stores at once increase the epoch by 1 each", AcquiresInTurn),
        new("Acquire: status, error, records and times stay", ChangesLeaseOnly),
        new("Renew: the renewals increase by 1", Renews),
        new("Renew: another epoch or an unknown run is not renewed", RefusesOtherEpoch),
        new("Release: the run has no owner, and the epoch stays", Releases),
    ];

    private static async Task Acquires(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        await first.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await first.TryRenewAsync("run", 1).ConfigureAwait(false);
        RunLease observed = await second.LeaseAsync("run").ConfigureAwait(false);
        Check.Equal(2, await second.TryAcquireAsync("run", observed, $"second {Sample.Unicode}").ConfigureAwait(false), "the new epoch");
        RunLease acquired = await first.LeaseAsync("run").ConfigureAwait(false);
        Check.Equal(new RunLease(2, 0, $"second {Sample.Unicode}"), acquired, "the lease");
        Check.Equal(3, await first.TryAcquireAsync("run", acquired, "first").ConfigureAwait(false), "the new epoch");
        Check.Equal(new RunLease(3, 0, "first"), await second.LeaseAsync("run").ConfigureAwait(false), "the lease");
    }

    private static async Task RefusesOtherLease(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await store.TryRenewAsync("run", 1).ConfigureAwait(false);
        var lease = new RunLease(1, 1, "first");
        foreach (RunLease other in new[] { lease with { Epoch = 0 }, lease with { Epoch = 2 }, lease with { Renewals = 0 }, lease with { Renewals = 2 }, lease with { Owner = "First" }, lease with { Owner = null }, default })
        {
            Check.Equal(null, await store.TryAcquireAsync("run", other, "second").ConfigureAwait(false), $"the epoch after {other} was observed");
            Check.Equal(lease, await store.LeaseAsync("run").ConfigureAwait(false), "the lease");
        }

        Check.Equal(2, await store.TryAcquireAsync("run", lease, "second").ConfigureAwait(false), "the epoch");
        Check.Equal(null, await store.TryAcquireAsync("run", lease, "second").ConfigureAwait(false), "the epoch of the same owner again");
        await store.AppendAsync("run", 2, Sample.WriteStatus(status: null, isReleased: true)).ConfigureAwait(false);
        Check.Equal(null, await store.TryAcquireAsync("run", new RunLease(2, 0, "second"), "third").ConfigureAwait(false), "the epoch after the release");
        Check.Equal(3, await store.TryAcquireAsync("run", new RunLease(2, 0, Owner: null), "third").ConfigureAwait(false), "the epoch");
    }

    private static async Task RefusesUnknownRun(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        Check.Equal(null, await store.TryAcquireAsync("unknown", new RunLease(1, 0, "first"), "second").ConfigureAwait(false), "the epoch");
        Check.Equal("no run", Text.Of(await store.FindAsync("unknown").ConfigureAwait(false)), "the run");
    }

    private static async Task AcquiresWithoutOwner(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        var free = new RunLease(1, 0, Owner: null);
        await first.AddAsync(Sample.Run("run") with { Lease = free }, Sample.Write(Sample.Record("a"))).ConfigureAwait(false);
        Check.Equal(free, await second.LeaseAsync("run").ConfigureAwait(false), "the lease");
        Check.Equal(null, await second.TryAcquireAsync("run", free with { Owner = string.Empty }, "second").ConfigureAwait(false), "the epoch after an empty owner was observed");
        Check.Equal(2, await second.TryAcquireAsync("run", free, "second").ConfigureAwait(false), "the new epoch");
        Check.Equal(null, await first.TryAcquireAsync("run", free, "first").ConfigureAwait(false), "the epoch after another store has acquired it");
        Check.Equal(new RunLease(2, 0, "second"), await first.LeaseAsync("run").ConfigureAwait(false), "the lease");
    }

    private static async Task AcquiresOnce(Storage storage)
    {
        StoreClient[] stores = await OpenAsync(storage, 16).ConfigureAwait(false);
        await stores[0].AddAsync(Sample.Run("run")).ConfigureAwait(false);
        RunLease observed = await stores[0].LeaseAsync("run").ConfigureAwait(false);
        for (int round = 1; round <= 10; round++)
        {
            RunLease lease = observed;
            long?[] epochs = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.TryAcquireAsync("run", lease, $"owner {i}"), storage.Token))).ConfigureAwait(false);
            Check.Equal(1, epochs.Count(epoch => epoch is not null), "the number of stores that acquire the lease");
            int winner = Array.FindIndex(epochs, epoch => epoch is not null);
            observed = await stores[round].LeaseAsync("run").ConfigureAwait(false);
            Check.Equal(new RunLease(round + 1, 0, $"owner {winner}"), observed, "the lease");
            Check.Equal(observed.Epoch, epochs[winner], "the epoch that is returned");
        }
    }

    private static async Task AcquiresInTurn(Storage storage)
    {
        const int Times = 5;
        StoreClient[] stores = await OpenAsync(storage, 16).ConfigureAwait(false);
        await stores[0].AddAsync(Sample.Run("run")).ConfigureAwait(false);
        long[][] epochs = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => AcquireAsync(store, $"owner {i}"), storage.Token))).ConfigureAwait(false);
        IEnumerable<string> expected = Enumerable.Range(2, stores.Length * Times).Select(epoch => $"{epoch}");
        Check.Sequence(expected, epochs.SelectMany(own => own).Order().Select(epoch => $"{epoch}"), "the epochs");

        static async Task<long[]> AcquireAsync(StoreClient store, string owner)
        {
            List<long> epochs = [];
            for (int refused = 0; epochs.Count < Times;)
            {
                RunLease observed = await store.LeaseAsync("run").ConfigureAwait(false);
                if (await store.TryAcquireAsync("run", observed, owner).ConfigureAwait(false) is { } epoch)
                {
                    epochs.Add(epoch);
                    continue;
                }

                // Another store has acquired the lease since it was observed, each time anew.
                Check.True(++refused <= 16 * Times, "that a lease is refused only if another store has acquired it");
            }

            return [.. epochs];
        }
    }

    private static async Task ChangesLeaseOnly(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.FullRun("run");
        await store.AddAsync(run).ConfigureAwait(false);
        await store.AppendAsync("run", Sample.Record("a")).ConfigureAwait(false);
        await store.TryRenewAsync("run", 1).ConfigureAwait(false);
        await store.TryAcquireAsync("run", run.Lease with { Renewals = 1 }, "second").ConfigureAwait(false);
        await store.TryRenewAsync("run", 2).ConfigureAwait(false);
        StoredRun after = await store.GetAsync("run").ConfigureAwait(false);
        Check.Equal(Text.Of(run with { Lease = new RunLease(2, 1, "second") }), Text.Of(after), "the run");
        Check.Records([Sample.Record("a")], await store.ReadAsync("run").ConfigureAwait(false), "the records");
        await store.AddAsync(Sample.Run("other")).ConfigureAwait(false);
        await store.TryAcquireAsync("other", new RunLease(1, 0, "first"), "second").ConfigureAwait(false);
        Check.Equal(Sample.Time(0), (await store.GetAsync("other").ConfigureAwait(false)).Changed, "the time of the change");
    }

    private static async Task Renews(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        await first.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        for (int i = 1; i <= 3; i++)
        {
            Check.True(await first.TryRenewAsync("run", 1).ConfigureAwait(false), "that the lease is renewed");
            Check.Equal(new RunLease(1, i, "first"), await second.LeaseAsync("run").ConfigureAwait(false), "the lease");
        }
    }

    private static async Task RefusesOtherEpoch(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        await store.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await store.TryAcquireAsync("run", new RunLease(1, 0, "first"), "second").ConfigureAwait(false);
        Check.False(await store.TryRenewAsync("run", 1).ConfigureAwait(false), "that the old epoch is renewed");
        Check.False(await store.TryRenewAsync("run", 3).ConfigureAwait(false), "that a later epoch is renewed");
        Check.False(await store.TryRenewAsync("unknown", 1).ConfigureAwait(false), "that an unknown run is renewed");
        Check.Equal(new RunLease(2, 0, "second"), await store.LeaseAsync("run").ConfigureAwait(false), "the lease");
    }

    private static async Task Releases(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        await first.AddAsync(Sample.Run("run")).ConfigureAwait(false);
        await first.TryRenewAsync("run", 1).ConfigureAwait(false);
        await first.AppendAsync("run", 1, Sample.WriteStatus(RunStatus.Completed, isReleased: true)).ConfigureAwait(false);
        RunLease released = await second.LeaseAsync("run").ConfigureAwait(false);
        Check.Equal(new RunLease(1, 1, Owner: null), released, "the lease");
        Check.Equal(2, await second.TryAcquireAsync("run", released, "second").ConfigureAwait(false), "the new epoch");
    }

    private static async Task<StoreClient[]> OpenAsync(Storage storage, int count)
    {
        var stores = new StoreClient[count];
        for (int i = 0; i < count; i++)
        {
            stores[i] = await storage.OpenAsync().ConfigureAwait(false);
        }

        return stores;
    }
}
