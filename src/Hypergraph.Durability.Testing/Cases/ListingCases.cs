using Hypergraph.Durability.Testing.Checks;

namespace Hypergraph.Durability.Testing.Cases;

/// <summary>Runs are listed by filters, the most recently changed first.</summary>
internal static class ListingCases
{
    public static RunStoreCase[] All =>
    [
        new("List: the most recently changed run is first, equal times by id", OrdersByChange),
        new("List: a write changes the order", OrdersAfterWrite),
        new("List: statuses, also of runs that have not ended", FiltersStatuses),
        new("List: the name of the graph", FiltersGraphs),
        new("List: the time of the change, from a time on and before a time", FiltersTimes),
        new("List: at most so many", Limits),
        new("List: all filters at once", FiltersAll),
        new("List: 1,000 runs", ListsMany),
    ];

    private static async Task OrdersByChange(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        foreach ((string id, double minutes) in new[] { ("b", 2.0), ("old", 1.0), ("a", 2.0), ("new", 3.0), ("c", 2.0) })
        {
            await store.AddAsync(Sample.Run(id) with { Changed = Sample.Time(minutes) }).ConfigureAwait(false);
        }

        Check.Sequence(["new", "a", "b", "c", "old"], await store.ListIdsAsync().ConfigureAwait(false), "the list");
    }

    private static async Task OrdersAfterWrite(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        foreach (string id in new[] { "record", "status", "none" })
        {
            await store.AddAsync(Sample.Run(id)).ConfigureAwait(false);
        }

        await store.AppendAsync("none", 1, Sample.Write(Sample.Record("a"), Sample.Record("b")) with { Time = Sample.Time(1) }).ConfigureAwait(false);
        await store.AppendAsync("status", 1, Sample.WriteStatus(RunStatus.Completed, minutes: 2)).ConfigureAwait(false);
        await store.AppendAsync("record", 1, Sample.Write(Sample.Record("a")) with { Time = Sample.Time(3) }).ConfigureAwait(false);
        Check.Sequence(["record", "status", "none"], await store.ListIdsAsync().ConfigureAwait(false), "the list");
        await store.AppendAsync("status", 1, Sample.Write() with { Time = Sample.Time(4) }).ConfigureAwait(false);
        Check.Sequence(["status", "record", "none"], await store.ListIdsAsync().ConfigureAwait(false), "the list");
        Check.Equal(Sample.Time(4), (await store.GetAsync("status").ConfigureAwait(false)).Changed, "the time of the change");
        Check.Equal(Sample.Time(3), (await store.GetAsync("record").ConfigureAwait(false)).Changed, "the time of the change");
        Check.Equal(Sample.Time(0), (await store.GetAsync("record").ConfigureAwait(false)).Created, "the time of the creation");
    }

    private static async Task FiltersStatuses(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        foreach (RunStatus status in Enum.GetValues<RunStatus>())
        {
            await store.AddAsync(Sample.Run($"{status}") with { Status = status }).ConfigureAwait(false);
        }

        await store.AddAsync(Sample.Run("running")).ConfigureAwait(false);
        await ListsAsync([RunStatus.Failed], $"{RunStatus.Failed}").ConfigureAwait(false);
        await ListsAsync([RunStatus.Paused, RunStatus.Completed], $"{RunStatus.Completed}", $"{RunStatus.Paused}").ConfigureAwait(false);
        await ListsAsync([null], "running").ConfigureAwait(false);
        await ListsAsync([null, RunStatus.Failed], $"{RunStatus.Failed}", "running").ConfigureAwait(false);
        await ListsAsync([]).ConfigureAwait(false);
        await ListsAsync(null, [.. Enum.GetNames<RunStatus>().Order(StringComparer.Ordinal), "running"]).ConfigureAwait(false);

        async Task ListsAsync(RunStatus?[]? statuses, params string[] expected) =>
            Check.Sequence(expected, await store.ListIdsAsync(new RunQuery { Statuses = statuses }).ConfigureAwait(false), $"the list of {string.Join(", ", statuses ?? [])}");
    }

    private static async Task FiltersGraphs(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        foreach ((string id, string? name) in new[] { ("a", "graph"), ("b", "Graph"), ("c", null), ("d", "graph"), ("e", Sample.Unicode) })
        {
            await store.AddAsync(Sample.Run(id) with { GraphName = name }).ConfigureAwait(false);
        }

        Check.Sequence(["a", "d"], await store.ListIdsAsync(new RunQuery { GraphName = "graph" }).ConfigureAwait(false), "the list");
        Check.Sequence(["e"], await store.ListIdsAsync(new RunQuery { GraphName = Sample.Unicode }).ConfigureAwait(false), "the list");
        Check.Sequence([], await store.ListIdsAsync(new RunQuery { GraphName = "gra" }).ConfigureAwait(false), "the list");
    }

    private static async Task FiltersTimes(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        for (int i = 0; i < 5; i++)
        {
            await store.AddAsync(Sample.Run($"{i}")).ConfigureAwait(false);
            await store.AppendAsync($"{i}", 1, Sample.Write(Sample.Record("a")) with { Time = Sample.Time(i) }).ConfigureAwait(false);
        }

        DateTimeOffset since = Sample.Time(2).ToOffset(TimeSpan.FromHours(5));
        Check.Sequence(["4", "3", "2"], await store.ListIdsAsync(new RunQuery { ChangedSince = since }).ConfigureAwait(false), "the list");
        Check.Sequence(["1", "0"], await store.ListIdsAsync(new RunQuery { ChangedBefore = since }).ConfigureAwait(false), "the list");
        Check.Sequence(["2"], await store.ListIdsAsync(new RunQuery { ChangedSince = since, ChangedBefore = Sample.Time(3) }).ConfigureAwait(false), "the list");
        Check.Sequence(["4", "3"], await store.ListIdsAsync(new RunQuery { ChangedSince = since.AddMicroseconds(1) }).ConfigureAwait(false), "the list");
    }

    private static async Task Limits(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        for (int i = 0; i < 5; i++)
        {
            await store.AddAsync(Sample.Run($"{i}") with { Changed = Sample.Time(i) }).ConfigureAwait(false);
        }

        Check.Sequence(["4", "3"], await store.ListIdsAsync(new RunQuery { Limit = 2 }).ConfigureAwait(false), "the list");
        Check.Sequence(["4", "3", "2", "1", "0"], await store.ListIdsAsync(new RunQuery { Limit = 6 }).ConfigureAwait(false), "the list");
        Check.Sequence([], await store.ListIdsAsync(new RunQuery { Limit = 0 }).ConfigureAwait(false), "the list");
    }

    private static async Task FiltersAll(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        for (int i = 0; i < 40; i++)
        {
            await store.AddAsync(Sample.Run($"{i:D2}") with
            {
                GraphName = i % 2 == 0 ? "even" : "odd",
                Status = i % 3 == 0 ? RunStatus.Paused : null,
                Changed = Sample.Time(i),
            }).ConfigureAwait(false);
        }

        var query = new RunQuery { GraphName = "even", Statuses = [RunStatus.Paused], ChangedSince = Sample.Time(6), ChangedBefore = Sample.Time(30), Limit = 3 };
        Check.Sequence(["24", "18", "12"], await store.ListIdsAsync(query).ConfigureAwait(false), "the list");
    }

    private static async Task ListsMany(Storage storage)
    {
        StoreClient store = await storage.OpenAsync().ConfigureAwait(false);
        for (int i = 0; i < 1000; i++)
        {
            await store.AddAsync(Sample.Run($"{i:D4}") with { Changed = Sample.Time(i % 10) }).ConfigureAwait(false);
        }

        IEnumerable<string> expected = Enumerable.Range(0, 1000).OrderByDescending(i => i % 10).ThenBy(i => i).Select(i => $"{i:D4}");
        Check.Sequence(expected, await store.ListIdsAsync().ConfigureAwait(false), "the list");
    }
}
