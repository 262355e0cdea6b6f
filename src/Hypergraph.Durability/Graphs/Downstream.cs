namespace Hypergraph.Durability.Graphs;

/// <summary>Which nodes depend on which, by the structure of a graph.</summary>
/// <param name="graph">The outermost graph.</param>
internal sealed class Downstream(GraphShape graph)
{
    private readonly Dictionary<GraphShape, Dictionary<string, HashSet<string>>> _reachable = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<GraphShape, ILookup<string, string>> _edges = new(ReferenceEqualityComparer.Instance);

    /// <summary>The outermost graph.</summary>
    public GraphShape Graph { get; } = graph;

    /// <summary>The nodes of the outermost graph that read an input of it.</summary>
    public IEnumerable<string> ReadersOf(string input) => Graph.Nodes.Where(node => node.Inputs.Any(i => i.Name == input)).Select(node => node.Name);

    /// <summary>The graph of a node; the same graph for an item.</summary>
    public static GraphShape GraphIn(GraphShape graph, KeyPart part) => part.Node is { } node ? Find(graph, node)?.Graph ?? graph : graph;

    /// <summary>Whether an execution of a node may depend on one of another node, or on an earlier one of its own.</summary>
    /// <param name="graph">The graph of both.</param>
    /// <param name="node">The node.</param>
    /// <param name="changed">The other node.</param>
    /// <param name="isInOneLoop">Whether each leads to the other, so that only the order of their executions shows which one depends on which.</param>
    public bool CanDepend(GraphShape graph, string node, string changed, out bool isInOneLoop)
    {
        HashSet<string> after = ReachableFrom(graph, changed);
        isInOneLoop = after.Contains(changed) && ReachableFrom(graph, node).Contains(changed);
        return after.Contains(node);
    }

    private HashSet<string> ReachableFrom(GraphShape graph, string node)
    {
        if (!_reachable.TryGetValue(graph, out Dictionary<string, HashSet<string>>? byNode))
        {
            _reachable.Add(graph, byNode = new(StringComparer.Ordinal));
        }

        if (byNode.TryGetValue(node, out HashSet<string>? known))
        {
            return known;
        }

        HashSet<string> reached = [];
        var open = new Queue<string>([node]);
        while (open.TryDequeue(out string? next))
        {
            foreach (string successor in SuccessorsOf(graph, next))
            {
                if (reached.Add(successor))
                {
                    open.Enqueue(successor);
                }
            }
        }

        byNode.Add(node, reached);
        return reached;
    }

    private IEnumerable<string> SuccessorsOf(GraphShape graph, string name)
    {
        if (Find(graph, name) is not { } node)
        {
            return [];
        }

        HashSet<string> outputs = [.. node.Outputs.Select(output => output.Name), .. node.Emits];
        return EdgesOf(graph)[name]
            .Concat(graph.Nodes.Where(other => other.WaitsFor.Any(outputs.Contains)).Select(other => other.Name))
            .Concat(node.Targets);
    }

    /// <summary>The edges by their source. A reader of a shared value depends on its writers, although they have no edge.</summary>
    private ILookup<string, string> EdgesOf(GraphShape graph)
    {
        if (!_edges.TryGetValue(graph, out ILookup<string, string>? edges))
        {
            edges = GraphEdges.Of(graph).Concat(graph.SharedValues is null ? [] : GraphEdges.OfValues(graph, excluded: [])).Distinct().ToLookup(edge => edge.From, edge => edge.To);
            _edges.Add(graph, edges);
        }

        return edges;
    }

    private static NodeShape? Find(GraphShape graph, string name) => graph.Nodes.FirstOrDefault(node => node.Name == name);
}
