namespace Hypergraph.Hosting;

/// <summary>Options for callers that distribute the items of a map themselves.</summary>
public static class RunOptionsExtensions
{
    /// <summary>Makes a run one item of a map that the caller distributes: its functions and events have the item's index. Maps ignore it.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="itemIndex">The zero-based index of the item; null if the run is no item.</param>
    public static RunOptions WithItemIndex(this RunOptions options, int? itemIndex)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { ItemIndex = itemIndex };
    }
}
