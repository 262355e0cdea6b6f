using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Runs are added once, and found with all that they have.</summary>
internal static class AddingCases
{
    public static RunStoreCase[] All =>
    [
        new("Add: another store finds the run with all its properties", FindsAllProperties),
        new("Add: a run without optional properties has none", FindsNoProperties),
        new("Add: the first records and values are stored with the run", StoresFirstWrite),
        new("Add: a known id changes nothing", RefusesKnownId),
        new("Add: one of 16 stores at once adds an id", AddsOnce),
        new("Add: ids are compared by ordinals", ComparesOrdinals),
        new("Add: an id may be long and may have any characters", AcceptsAnyId),
        new("Find: an unknown id has no run", FindsNothing),
    ];

    private static async Task FindsAllProperties(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.FullRun("full");
        await writer.AddAsync(run).ConfigureAwait(false);
        Check.Equal(Text.Of(run), Text.Of(await reader.FindAsync("full").ConfigureAwait(false)), "the run");
        Check.Sequence([Text.Of(run)], (await reader.ListAsync().ConfigureAwait(false)).Select(Text.Of), "the list");
    }

    private static async Task FindsNoProperties(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.Run("few");
        await store.AddAsync(run).ConfigureAwait(false);
        Check.Equal(Text.Of(run), Text.Of(await store.FindAsync("few").ConfigureAwait(false)), "the run");
        Check.Records([], await store.ReadAsync("few").ConfigureAwait(false), "the records");
    }

    private static async Task StoresFirstWrite(Storage storage)
    {
        StoreClient writer = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient reader = await storage.OpenAsync().ConfigureAwait(false);
        RunRecord[] records = [Sample.Record("a"), Sample.Record("b")];
        StoredRun run = Sample.Run("run");
        await writer.AddAsync(run, Sample.Write(records) with { Values = Sample.Values(("large", [1, 2])) }).ConfigureAwait(false);
        Check.Records(records, await reader.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Equal("[0102]", await reader.ValueAsync("run", "large").ConfigureAwait(false), "the value");
        Check.Equal(Text.Of(run with { Changed = Sample.Time(1) }), Text.Of(await reader.FindAsync("run").ConfigureAwait(false)), "the run");
    }

    private static async Task RefusesKnownId(Storage storage)
    {
        StoreClient first = await storage.OpenAsync().ConfigureAwait(false);
        StoreClient second = await storage.OpenAsync().ConfigureAwait(false);
        StoredRun run = Sample.Run("run");
        await first.AddAsync(run, Sample.Write(Sample.Record("a"))).ConfigureAwait(false);
        StoredRun other = Sample.FullRun("run") with { Lease = new RunLease(1, 0, "second") };
        RunWrite write = Sample.WriteValue("large", [1]) with { Time = Sample.Time(9) };
        Check.False(await second.TryAddAsync(other, write).ConfigureAwait(false), "that the known id is added again");
        Check.False(await first.TryAddAsync(other, write).ConfigureAwait(false), "that the known id is added again");
        Check.Equal(Text.Of(run with { Changed = Sample.Time(1) }), Text.Of(await second.FindAsync("run").ConfigureAwait(false)), "the run");
        Check.Records([Sample.Record("a")], await second.ReadAsync("run").ConfigureAwait(false), "the records");
        Check.Equal("null", await second.ValueAsync("run", "large").ConfigureAwait(false), "the value");
    }

    private static async Task AddsOnce(Storage storage)
    {
        var stores = new StoreClient[16];
        for (int i = 0; i < stores.Length; i++)
        {
            stores[i] = await storage.OpenAsync().ConfigureAwait(false);
        }

        bool[] added = await Task.WhenAll(stores.Select((store, i) => Task.Run(
            () => store.TryAddAsync(Sample.Run("run") with { Lease = new RunLease(1, 0, $"owner {i}") }, Sample.Write(Sample.Record($"owner {i}"))),
            storage.Token))).ConfigureAwait(false);
        Check.Equal(1, added.Count(isAdded => isAdded), "the number of stores that add the run");
        string owner = $"owner {Array.IndexOf(added, value: true)}";
        Check.Equal(new RunLease(1, 0, owner), await stores[0].LeaseAsync("run").ConfigureAwait(false), "the lease");
        Check.Records([Sample.Record(owner)], await stores[0].ReadAsync("run").ConfigureAwait(false), "the records");
    }

    private static async Task ComparesOrdinals(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        string[] ids = ["run", "Run", "run ", " run", "e\u0301", "\u00e9", "ss", "ß", "run\n", ""];
        foreach (string id in ids)
        {
            await store.AddAsync(Sample.Run(id)).ConfigureAwait(false);
            await store.AppendAsync(id, Sample.Record($"of {id}")).ConfigureAwait(false);
        }

        foreach (string id in ids)
        {
            Check.Equal(id, (await store.GetAsync(id).ConfigureAwait(false)).Id, "the id");
            Check.Records([Sample.Record($"of {id}")], await store.ReadAsync(id).ConfigureAwait(false), $"the records of '{id}'");
        }

        Check.Sequence(ids.Order(StringComparer.Ordinal), await store.ListIdsAsync().ConfigureAwait(false), "the ids in the list");
    }

    private static async Task AcceptsAnyId(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        string noise = Convert.ToHexString(Sample.Bytes(10_000, seed: 2));
        foreach (string id in new[] { Sample.Unicode, noise, noise + 'x', $"{noise} {Sample.Unicode}" })
        {
            await store.AddAsync(Sample.Run(id)).ConfigureAwait(false);
            Check.False(await store.TryAddAsync(Sample.Run(id)).ConfigureAwait(false), "that the id is added again");
            await store.AppendAsync(id, Sample.Record(id)).ConfigureAwait(false);
            Check.Equal(id, (await store.GetAsync(id).ConfigureAwait(false)).Id, "the id");
            Check.Records([Sample.Record(id)], await store.ReadAsync(id).ConfigureAwait(false), "the records");
        }
    }

    private static async Task FindsNothing(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        Check.Equal("no run", Text.Of(await store.FindAsync("unknown").ConfigureAwait(false)), "the run");
        Check.Records([], await store.ReadAsync("unknown").ConfigureAwait(false), "the records");
        Check.Equal("null", await store.ValueAsync("unknown", "hash").ConfigureAwait(false), "the value");
        Check.Sequence([], await store.ListIdsAsync().ConfigureAwait(false), "the list");
        Check.Sequence([], await store.QuestionsAsync().ConfigureAwait(false), "the questions");
    }
}
