using Hypergraph.Events.Origins;
using Hypergraph.Planning;

namespace Hypergraph.Runs.State;

/// <summary>The location of a run in another: the node that contains its graph, and its map item.</summary>
/// <param name="outer">The enclosing run; null for an item of a top-level map.</param>
/// <param name="node">The node of that run that contains its graph.</param>
internal sealed class RunLocation(RunState? outer, Step? node)
{
    private string? _key;

    /// <summary>The graph of the run, if a node of another graph contains it.</summary>
    public NestedGraph? Nested => node?.Nested;

    /// <summary>The zero-based index of the item that the run is now; null if it is none.</summary>
    public int? Item
    {
        get;
        set
        {
            field = value;
            _key = null;
        }
    }

    /// <summary>The label of that item; null if it has none.</summary>
    public string? ItemLabel { get; set; }

    /// <summary>The enclosing run; null for an item of a top-level map.</summary>
    public RunState? Outer => outer;

    /// <summary>The name of the enclosing node that contains its graph; null for an item of a top-level map.</summary>
    public string? NodeName => node?.Node.Name;

    /// <summary>The index of the innermost item that the run lies in.</summary>
    public int? ItemIndex
    {
        get
        {
            RunLocation? location = this;
            while (location is { Item: null })
            {
                location = location.Outer?.Location;
            }

            return location?.Item;
        }
    }

    /// <summary>The nodes and items that lead to the run, as <see cref="EventPath"/> has them; null at the root. Computed on each read.</summary>
    public string? Path
    {
        get
        {
            string? path = outer?.Location?.Path;
            path = NodeName is { } name ? EventPath.AppendNode(path, name) : path;
            return Item is { } item ? EventPath.AppendItem(path, item) : path;
        }
    }

    /// <summary>The start of the keys of executions in the run; null at the root.</summary>
    public string? Key => _key ??= CreateKey();

    /// <summary>The same location for a run of another item.</summary>
    public RunLocation ForItems() => new(outer, node);

    /// <summary>A pause of the run as its surroundings see it.</summary>
    public RunPause PauseAtRoot(RunPause pause)
    {
        if (node is not null)
        {
            pause = node.Nested!.ToOuterPause(pause, Item);
        }
        else if (Item is { } item)
        {
            pause = pause.InItem(item);
        }

        return outer is null ? pause : outer.PauseAtRoot(pause);
    }

    private string? CreateKey()
    {
        string? key = outer?.Location?.Key;
        key = node is null ? key : ExecutionKey.AppendNode(key, node.Node.Name, outer?.Scheduler?.StartsOf(node) ?? 1);
        return Item is { } item ? EventPath.AppendItem(key, item) : key;
    }
}
