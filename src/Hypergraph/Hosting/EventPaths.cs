using Hypergraph.Events.Origins;

namespace Hypergraph.Hosting;

/// <summary>Builds the paths of events (<see cref="Event.Path"/>), for runners that create events of runs elsewhere.</summary>
public static class EventPaths
{
    /// <summary>Returns the path of a node in a run.</summary>
    /// <param name="run">The path of the run; null at the root.</param>
    /// <param name="node">The name of the node.</param>
    public static string ForNode(string? run, string node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return EventPath.AppendNode(run, node);
    }

    /// <summary>Returns the path of an item of a map.</summary>
    /// <param name="map">The path of the map; null at the root.</param>
    /// <param name="item">The zero-based index of the item.</param>
    public static string ForItem(string? map, int item) => EventPath.AppendItem(map, item);
}
