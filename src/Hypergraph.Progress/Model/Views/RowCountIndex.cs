namespace Hypergraph.Progress;

/// <summary>
/// The numbers of rows of a graph and of all graphs in it, by state. An update counts only nodes that have changed since the last
/// one. It counts all nodes only if a change of the graph's runs affects the state of each, as the end of the last run does.
/// </summary>
/// <param name="graph">The graph.</param>
internal sealed class RowCountIndex(GraphCounters graph)
{
    private const int NotCounted = int.MinValue;

    /// <summary>While more runs may begin, all nodes are live, independent of the number of open runs.</summary>
    private const int OpenEnded = -1;

    private int _phase = NotCounted;

    /// <summary>The rows of each node of the graph, including those nested in it.</summary>
    public RowCountTree PerNode { get; } = new();

    /// <summary>All rows, the map's own included.</summary>
    public RowCounts All { get; private set; }

    /// <summary>The map's own row; empty if the graph is not mapped.</summary>
    public RowCounts Map { get; private set; }

    public void Update()
    {
        AppendNodes();
        int phase = Phase();
        if (phase == _phase)
        {
            graph.DirtyNodes.ForEach(Count);
        }
        else
        {
            foreach (NodeCounters node in graph.Nodes)
            {
                Count(node);
            }
        }

        _phase = phase;
        graph.DirtyNodes.ForEach(node => node.ClearDirty());
        graph.DirtyNodes.Clear();
        CountMap();
    }

    private void AppendNodes()
    {
        while (PerNode.Length < graph.Nodes.Count)
        {
            PerNode.Append();
        }
    }

    private int Phase() => graph.IsOpenEnded ? OpenEnded : (int)(2 * graph.OpenRuns) + (graph.IsFromCache ? 1 : 0);

    private void Count(NodeCounters node)
    {
        RowCounts previous = PreviousCounts(node);
        RowCounts current;
        if (node.NestedSoFar is { } nested)
        {
            nested.RowCountIndex.Update();
            current = nested.RowCountIndex.All;
            node.CountedRow = null;
        }
        else
        {
            CountedRow row = node.HoldsGraph
                ? new CountedRow(node.UnmadeState, IsExecuting: false, IsUnmade: true)
                : new CountedRow(node.State, node.Running > 0);
            if (row == node.CountedRow)
            {
                return;
            }

            current = CountsOf(row, node);
            node.CountedRow = row;
        }

        RowCounts change = current - previous;
        PerNode.Add(node.Index, change);
        All += change;
    }

    /// <summary>
    /// Returns the last counts of a node. A node without a known graph was counted as one row; a node whose graph had not been
    /// created, as all rows of that graph.
    /// </summary>
    private static RowCounts PreviousCounts(NodeCounters node) =>
        node.CountedRow is { } row ? CountsOf(row, node) : node.NestedSoFar?.RowCountIndex.All ?? default;

    private static RowCounts CountsOf(CountedRow row, NodeCounters node) => row.IsUnmade
        ? RowCounts.Of(row.State, node.UnmadeRows)
        : RowCounts.Of(row.State, isMap: false, row.IsExecuting);

    private void CountMap()
    {
        RowCounts map = graph.IsMapped ? RowCounts.Of(graph.State, isMap: true, isExecuting: false) : default;
        All += map - Map;
        Map = map;
    }
}
