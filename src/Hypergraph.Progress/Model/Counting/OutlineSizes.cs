namespace Hypergraph.Progress;

/// <summary>How many rows the graphs of an outline have, each graph looked at once however often it is used.</summary>
internal sealed class OutlineSizes
{
    /// <summary>Beyond this nobody counts: a graph used twice in the next one 40 levels deep has as many.</summary>
    private const long Most = 1L << 40;

    private readonly Dictionary<GraphOutline, OutlineSize>[] _byDepth =
        [.. Enumerable.Range(0, GraphCounters.MaxDepth + 1).Select(_ => new Dictionary<GraphOutline, OutlineSize>(ReferenceEqualityComparer.Instance))];

    /// <summary>The rows of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isMapped">Whether it is mapped, and so has a row of its own.</param>
    /// <param name="depth">The number of graphs around it.</param>
    public OutlineSize Of(GraphOutline graph, bool isMapped, int depth)
    {
        if (!_byDepth[depth].TryGetValue(graph, out OutlineSize nodes))
        {
            foreach (NodeOutline node in graph.Nodes)
            {
                nodes += node.Graph is null || depth == GraphCounters.MaxDepth ? new OutlineSize(1, 0) : Of(node.Graph, node.IsMapped, depth + 1);
            }

            nodes = new OutlineSize(Math.Min(nodes.Rows, Most), Math.Min(nodes.Maps, Most));
            _byDepth[depth].Add(graph, nodes);
        }

        return isMapped ? nodes + new OutlineSize(1, 1) : nodes;
    }
}
