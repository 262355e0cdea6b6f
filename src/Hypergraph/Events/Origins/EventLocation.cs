using Hypergraph.Events.Outcomes;

namespace Hypergraph.Events.Origins;

/// <summary>The location of an event, set explicitly for it: the event comes from a log or from another process. Immutable.</summary>
internal sealed class EventLocation
{
    private Parts? _parts;

    /// <summary>A location of which only the order of the nodes and that of the items are known.</summary>
    /// <param name="nodePath">The node's path; null if it was not set.</param>
    /// <param name="itemPath">The items.</param>
    /// <param name="itemLabel">The label of the innermost item that has one, or null.</param>
    public EventLocation(string? nodePath, ItemPath itemPath, string? itemLabel)
    {
        _parts = new Parts(nodePath, itemPath);
        ItemLabel = itemLabel;
    }

    /// <summary>A location with its path.</summary>
    /// <param name="path">The path with nodes and items in their order (<see cref="EventPath"/>); null at the root.</param>
    /// <param name="itemLabel">The label of the innermost item that has one, or null.</param>
    public EventLocation(string? path, string? itemLabel)
    {
        Path = path;
        ItemLabel = itemLabel;
    }

    /// <summary>The path with nodes and items in their order; null at the root, and if it was not set.</summary>
    public string? Path { get; }

    public string? NodePath => PartsOfPath.Nodes;

    public ItemPath ItemPath => PartsOfPath.Items;

    public string? ItemLabel { get; }

    /// <summary>Read from the path when they are first asked for: most events of a log are only counted.</summary>
    private Parts PartsOfPath => _parts ??= Path is null ? new Parts(Nodes: null, ItemPath.Empty) : ReadParts(Path);

    private static Parts ReadParts(string path)
    {
        (string? nodes, ItemPath items) = EventPath.Parse(path);
        return new Parts(nodes, items);
    }

    private sealed record Parts(string? Nodes, ItemPath Items);
}
