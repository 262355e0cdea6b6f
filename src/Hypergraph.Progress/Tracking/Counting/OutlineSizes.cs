using Hypergraph.Progress.Tracking.RowCounting;

namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The numbers of rows of the graphs in an outline. Each graph is counted once, however often it is used.</summary>
internal sealed class OutlineSizes
{
    /// <summary>The limit of the count. A graph used twice in the next one, over 40 levels, reaches it.</summary>
    private const long MaxRows = 1L << 40;

    /// <summary>The numbers by the depth of the graphs; as many as were needed, because most runs have no nested graphs.</summary>
    private readonly List<Dictionary<GraphOutline, OutlineSize>> _byDepth = [];

    /// <summary>Returns the numbers of rows of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isMapped">Whether the graph is mapped and therefore has a row of its own.</param>
    /// <param name="depth">The number of enclosing graphs.</param>
    public OutlineSize Of(GraphOutline graph, bool isMapped, int depth)
    {
        Dictionary<GraphOutline, OutlineSize> known = KnownAt(depth);
        if (!known.TryGetValue(graph, out OutlineSize? nodes))
        {
            nodes = new OutlineSize(0, 0);
            foreach (NodeOutline node in graph.Nodes)
            {
                nodes += node.Graph is null || depth == GraphCounters.MaxDepth ? new OutlineSize(1, 0) : Of(node.Graph, node.IsMapped, depth + 1);
            }

            nodes = new OutlineSize(Math.Min(nodes.Rows, MaxRows), Math.Min(nodes.Maps, MaxRows));
            known.Add(graph, nodes);
        }

        return isMapped ? nodes + new OutlineSize(1, 1) : nodes;
    }

    private Dictionary<GraphOutline, OutlineSize> KnownAt(int depth)
    {
        while (_byDepth.Count <= depth)
        {
            _byDepth.Add(new Dictionary<GraphOutline, OutlineSize>(ReferenceEqualityComparer.Instance));
        }

        return _byDepth[depth];
    }
}
