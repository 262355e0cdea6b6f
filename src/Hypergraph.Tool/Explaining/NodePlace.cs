namespace Hypergraph.Tool.Explaining;

/// <summary>A place in the graphs of a log.</summary>
/// <param name="Path">The path of the node without items, with a backslash before the characters of a name that structure a path.</param>
/// <param name="Name">The name of the node.</param>
/// <param name="Around">The node around the graph; null in the outermost graph.</param>
internal sealed record NodePlace(string Path, string Name, NodePlace? Around)
{
    /// <summary>The names joined by <c>/</c>, which may be those of another place too.</summary>
    public string JoinedNames => Around is null ? Name : $"{Around.JoinedNames}/{Name}";

    /// <summary>Whether the node can run in a graph.</summary>
    /// <param name="outline">The outermost graph.</param>
    public bool IsIn(GraphOutline outline) => NodeIn(outline) is not null;

    private NodeOutline? NodeIn(GraphOutline outline)
    {
        GraphOutline? graph = Around is null ? outline : Around.NodeIn(outline)?.Graph;
        return graph?.Nodes.FirstOrDefault(node => node.Name == Name);
    }
}
