namespace Hypergraph.Dashboard.Tracking;

/// <summary>A node of a run's graph, or the graph itself at the root, with what has happened there in all items and iterations.</summary>
/// <param name="path">The path of the node without items, as that of its row; null at the root.</param>
internal sealed class Place(string? path)
{
    private readonly Dictionary<string, Place> _nodes = new(StringComparer.Ordinal);
    private Place? _last;
    private string? _lastName;

    /// <summary>The path of the node, with the nodes of the nested graphs around it, without items; null at the root.</summary>
    public string? Path => path;

    /// <summary>The nodes of its nested graph, in the order in which they first began.</summary>
    public IEnumerable<Place> Nodes => _nodes.Values;

    /// <summary>The executions for the timeline.</summary>
    public List<Execution> Executions { get; } = [];

    /// <summary>The items of the maps here; null if nothing was mapped here.</summary>
    public ItemTable? Items { get; private set; }

    /// <summary>Returns a node of the nested graph.</summary>
    public Place Node(string name)
    {
        // The nodes of a chain have the same instance of their name in each event.
        if (ReferenceEquals(name, _lastName))
        {
            return _last!;
        }

        if (!_nodes.TryGetValue(name, out Place? node))
        {
            node = new Place(path is null ? name : $"{path}/{name}");
            _nodes.Add(name, node);
        }

        (_last, _lastName) = (node, name);
        return node;
    }

    /// <summary>Returns the items of the maps here.</summary>
    public ItemTable GetItems() => Items ??= new ItemTable();

    /// <summary>This place and all within it, outermost first.</summary>
    public IEnumerable<Place> All() => _nodes.Values.SelectMany(node => node.All()).Prepend(this);
}
