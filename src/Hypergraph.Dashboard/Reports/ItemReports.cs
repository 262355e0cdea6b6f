using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Reports;

/// <summary>Describes the items of maps.</summary>
internal static class ItemReports
{
    /// <summary>Describes a page of items.</summary>
    /// <param name="root">The graph of the run.</param>
    /// <param name="path">The path of the node that maps; null for the map of the call itself.</param>
    /// <param name="order">The order.</param>
    /// <param name="offset">The number of items before the page.</param>
    /// <param name="limit">The largest number of items.</param>
    public static ItemPage Of(Place root, string? path, ItemOrder order, int offset, int limit)
    {
        if (root.All().FirstOrDefault(place => place.Path == path)?.Items is not { } items)
        {
            return new ItemPage(0, new Dictionary<string, long>(), []);
        }

        return new ItemPage(
            items.Total,
            Enum.GetValues<ExecutionState>().Where(state => items.CountOf(state) > 0).ToDictionary(Names.Of, items.CountOf),
            [.. items.Page(order, offset, limit).Select(item => new ItemReport(item.Index, item.Label, Names.Of(item.State), item.Start, item.Duration, item.Message))]);
    }
}
