using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the items of maps.</summary>
internal static class ItemReports
{
    private static readonly ExecutionState[] States = Enum.GetValues<ExecutionState>();

    /// <summary>Describes a page of items.</summary>
    /// <param name="tracker">What is kept of the run.</param>
    /// <param name="run">The run.</param>
    /// <param name="path">The path of the node that maps; null for the map of the call itself.</param>
    /// <param name="order">The order.</param>
    /// <param name="offset">The number of items before the page. Of the slowest items, only the first <see cref="SlowestItems.Capacity"/> are known.</param>
    /// <param name="limit">The largest number of items.</param>
    public static ItemPage Of(RunTracker tracker, TrackedRun run, string? path, ItemOrder order, int offset, int limit)
    {
        if (tracker.Read(_ => run.Root.All().FirstOrDefault(place => place.Path == path)?.Items) is not { } items)
        {
            return new ItemPage(0, new Dictionary<string, long>(), []);
        }

        // The sort is outside the lock, which holds up the events of the run.
        int[]? slowest = order == ItemOrder.Slowest ? SlowestFirst(tracker.Read(_ => items.Slowest.Copy()), offset, limit) : null;
        (long total, long[] counts, ListedItem[] page) = tracker.Read(_ => (items.Total, States.Select(items.CountOf).ToArray(), Describe(items, slowest, order, offset, limit)));
        return new ItemPage(
            total,
            States.Zip(counts).Where(count => count.Second > 0).ToDictionary(count => Names.Of(count.First), count => count.Second),
            [.. page.Select(item => new ItemReport(item.Index, item.Label, Names.Of(item.State), item.Start, item.Duration, item.Message))]);
    }

    private static int[] SlowestFirst((int Number, float Duration)[] items, int offset, int limit) =>
        [.. items.OrderByDescending(item => item.Duration).ThenBy(item => item.Number).Skip(offset).Take(limit).Select(item => item.Number)];

    private static ListedItem[] Describe(ItemTable items, int[]? numbers, ItemOrder order, int offset, int limit) =>
        [.. (numbers ?? (IEnumerable<int>)(order == ItemOrder.Failed ? items.FailedFirst(offset, limit) : items.InOrder(offset, limit))).Select(items.Describe)];
}
