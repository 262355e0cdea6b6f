namespace Hypergraph.Durability.Graphs;

/// <summary>The edges of a graph by the names of its nodes: the explicit ones, and those that follow from the names of values.</summary>
internal static class GraphEdges
{
    /// <summary>The edges between two nodes. Waits and the decisions of gates are not among them.</summary>
    /// <param name="graph">The graph.</param>
    public static IReadOnlySet<EdgeShape> Of(GraphShape graph)
    {
        HashSet<EdgeShape> edges = [.. graph.Edges ?? []];
        if (graph.Edges is null || graph.SharedValues is not null)
        {
            edges.UnionWith(OfValues(graph, graph.SharedValues ?? []));
        }

        return edges;
    }

    /// <summary>The edges that follow from the names of values.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="excluded">Values that make no edges.</param>
    public static IEnumerable<EdgeShape> OfValues(GraphShape graph, IReadOnlyCollection<string> excluded)
    {
        ILookup<string, string> readers = graph.Nodes.SelectMany(node => node.Inputs.Select(input => (Value: input.Name, Node: node.Name))).ToLookup(read => read.Value, read => read.Node);
        return
            from node in graph.Nodes
            from output in node.Outputs
            where !excluded.Contains(output.Name)
            from reader in readers[output.Name]
            select new EdgeShape(node.Name, reader);
    }
}
