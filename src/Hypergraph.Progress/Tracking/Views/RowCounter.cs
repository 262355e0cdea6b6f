using Hypergraph.Progress.Tracking.Counting;
using Hypergraph.Progress.Tracking.RowCounting;

namespace Hypergraph.Progress.Tracking.Views;

/// <summary>
/// Counts the rows of graphs. An update counts only nodes that have changed since the last one. It counts all nodes only if a
/// change of the graph's runs affects the state of each, as the end of the last run does.
/// </summary>
internal static class RowCounter
{
    /// <summary>While more runs may begin, all nodes are live, independent of the number of open runs.</summary>
    private const int OpenEnded = -1;

    /// <summary>Updates the row counts of a graph and of all graphs in it.</summary>
    public static void Update(GraphCounters graph)
    {
        RowCountIndex index = graph.RowCountIndex;
        index.AppendNodes(graph.Nodes.Count);
        int phase = PhaseOf(graph);
        IReadOnlyList<NodeCounters> changed = phase == index.Phase ? graph.DirtyNodes : graph.Nodes;
        for (int i = 0; i < changed.Count; i++)
        {
            Count(changed[i], index);
        }

        index.Phase = phase;
        graph.DirtyNodes.ForEach(node => node.ClearDirty());
        graph.DirtyNodes.Clear();
        index.SetMap(graph.IsMapped ? RowCounts.Of(graph.State, isMap: true, isExecuting: false) : default);
    }

    /// <summary>Returns the graph that a node contains, with its rows counted; null for any other node.</summary>
    public static GraphCounters? NestedOf(NodeCounters node)
    {
        if (node.NestedSoFar is { } created)
        {
            return created;
        }

        GraphCounters? nested = node.Nested;
        if (nested is not null)
        {
            Update(nested);
        }

        return nested;
    }

    private static int PhaseOf(GraphCounters graph) => graph.IsOpenEnded ? OpenEnded : (int)(2 * graph.OpenRuns) + (graph.IsFromCache ? 1 : 0);

    private static void Count(NodeCounters node, RowCountIndex index)
    {
        RowCounts previous = PreviousCounts(node);
        RowCounts current;
        if (node.NestedSoFar is { } nested)
        {
            Update(nested);
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

        index.Add(node.Index, current - previous);
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
}
