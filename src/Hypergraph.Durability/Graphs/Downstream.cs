namespace Hypergraph.Durability.Graphs;

/// <summary>Which executions depend on another one, by the structure of the graph: what must run again if that one does.</summary>
internal sealed class Downstream
{
    private readonly GraphShape _graph;
    private readonly Dictionary<GraphShape, Dictionary<string, HashSet<string>>> _reachable = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<GraphShape, ILookup<string, string>> _edges = new(ReferenceEqualityComparer.Instance);

    public Downstream(GraphShape graph) => _graph = graph;

    /// <summary>Whether an execution is another one, lies inside it, or depends on it.</summary>
    /// <param name="key">The parts of its key.</param>
    /// <param name="changed">The parts of the key of the other.</param>
    public bool DependsOn(IReadOnlyList<KeyPart> key, IReadOnlyList<KeyPart> changed)
    {
        GraphShape graph = _graph;
        for (int i = 0; i < changed.Count; i++)
        {
            if (i >= key.Count)
            {
                return false;
            }

            if (key[i] == changed[i])
            {
                graph = changed[i].Node is { } node ? Find(graph, node)?.Graph ?? graph : graph;
                continue;
            }

            return key[i].Node is { } other && changed[i].Node is { } first && IsAfter(graph, other, key[i].Start, first, changed[i].Start);
        }

        return true;
    }

    /// <summary>The nodes of the outermost graph that read an input of it.</summary>
    public IEnumerable<string> ReadersOf(string input) => _graph.Nodes.Where(node => node.Inputs.Any(i => i.Name == input)).Select(node => node.Name);

    private bool IsAfter(GraphShape graph, string node, int start, string changed, int changedStart)
    {
        HashSet<string> after = ReachableFrom(graph, changed);
        bool isInLoop = after.Contains(changed);
        return node == changed
            ? isInLoop && start > changedStart
            : after.Contains(node) && (!isInLoop || !ReachableFrom(graph, node).Contains(changed) || start >= changedStart);
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
