namespace Hypergraph.Logs.Writing;

/// <summary>The nodes of a graph that are in loops, or whose nested graphs have such nodes.</summary>
internal sealed class LoopGraph
{
    private readonly Dictionary<string, (bool IsInLoop, LoopGraph? Nested)> _nodes = [];

    private LoopGraph()
    {
    }

    /// <summary>Reads a graph.</summary>
    /// <returns>Null if it has no loop, in no depth.</returns>
    public static LoopGraph? Of(GraphOutline outline) => Of(outline, new(ReferenceEqualityComparer.Instance));

    /// <summary>Whether a node is in a loop.</summary>
    public bool IsInLoop(string node) => _nodes.TryGetValue(node, out (bool IsInLoop, LoopGraph?) found) && found.IsInLoop;

    /// <summary>The graph of a node, if it has loops.</summary>
    public LoopGraph? NestedOf(string node) => _nodes.TryGetValue(node, out (bool, LoopGraph? Nested) found) ? found.Nested : null;

    private static LoopGraph? Of(GraphOutline outline, Dictionary<GraphOutline, LoopGraph?> seen)
    {
        if (seen.TryGetValue(outline, out LoopGraph? graph))
        {
            return graph;
        }

        graph = new LoopGraph();
        foreach (NodeOutline node in outline.Nodes)
        {
            LoopGraph? nested = node.Graph is { } inner ? Of(inner, seen) : null;
            if (node.IsInLoop || nested is not null)
            {
                graph._nodes[node.Name] = (node.IsInLoop, nested);
            }
        }

        return seen[outline] = graph._nodes.Count > 0 ? graph : null;
    }
}
