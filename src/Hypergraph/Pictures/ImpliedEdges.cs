namespace Hypergraph.Pictures;

/// <summary>
/// Finds edges that other edges imply: the same order follows from a path through other nodes. Outside loops all of them may be left out at once, since
/// the longest of such paths has none of them.
/// </summary>
internal sealed class ImpliedEdges
{
    private readonly GraphOutline _outline;
    private readonly ILookup<int, int> _successors;

    /// <summary>For each node, the last node from which it was reached through others.</summary>
    private readonly int[] _reachedFrom;

    private readonly Stack<int> _open = [];

    private ImpliedEdges(GraphOutline outline)
    {
        _outline = outline;
        _successors = outline.Edges.Where(edge => edge.To is not null).ToLookup(edge => edge.From, edge => edge.To!.Value);
        _reachedFrom = new int[outline.Nodes.Count];
        Array.Fill(_reachedFrom, -1);
    }

    /// <summary>Returns the edges of a graph without those that others imply.</summary>
    public static IEnumerable<EdgeOutline> Omit(GraphOutline outline)
    {
        var implied = new ImpliedEdges(outline);
        foreach (IGrouping<int, EdgeOutline> edges in outline.Edges.GroupBy(edge => edge.From))
        {
            EdgeOutline[] candidates = [.. edges.Where(implied.MayBeImplied)];
            if (candidates.Length > 0 && implied._successors[edges.Key].Distinct().Skip(1).Any())
            {
                implied.Mark(edges.Key);
            }

            foreach (EdgeOutline edge in edges)
            {
                if (!implied.MayBeImplied(edge) || implied._reachedFrom[edge.To!.Value] != edge.From)
                {
                    yield return edge;
                }
            }
        }
    }

    private bool MayBeImplied(EdgeOutline edge) => edge.To is { } to && !_outline.Nodes[edge.From].IsInLoop && !_outline.Nodes[to].IsInLoop;

    /// <summary>Marks the nodes that a node reaches through others.</summary>
    private void Mark(int from)
    {
        foreach (int successor in _successors[from])
        {
            _open.Push(successor);
        }

        while (_open.TryPop(out int node))
        {
            foreach (int successor in _successors[node])
            {
                if (_reachedFrom[successor] != from)
                {
                    _reachedFrom[successor] = from;
                    _open.Push(successor);
                }
            }
        }
    }
}
