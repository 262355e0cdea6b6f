using Hypergraph.Progress.Tracking.Counting;
using Hypergraph.Progress.Tracking.RowCounting;

namespace Hypergraph.Progress.Tracking.Views;

/// <summary>A graph of which some rows are visible. The ranges between them are folded.</summary>
/// <param name="graph">The graph.</param>
internal sealed class FoldedGraph(GraphCounters graph)
{
    private readonly SortedList<int, FoldedGraph?> _visible = [];

    public GraphCounters Graph { get; } = graph;

    /// <summary>The indexes of the visible nodes, in order, with the nested graphs of those that contain one.</summary>
    public IList<int> VisibleIndexes => _visible.Keys;

    public FoldedGraph? Nested(int index) => _visible.GetValueOrDefault(index);

    public bool IsVisible(int index) => _visible.ContainsKey(index);

    /// <summary>Shows a node's row.</summary>
    public void ShowNode(int index) => _visible.Add(index, value: null);

    /// <summary>Shows the graph in a node, at first only its map's row.</summary>
    public FoldedGraph ShowGraph(int index)
    {
        if (!_visible.TryGetValue(index, out FoldedGraph? nested))
        {
            nested = new FoldedGraph(RowCounter.NestedOf(Graph.Nodes[index])!);
            _visible.Add(index, nested);
        }

        return nested!;
    }

    /// <summary>Returns the number of lines of a graph of which only the map's row is visible.</summary>
    public static int MinLines(GraphCounters graph) => (graph.IsMapped ? 1 : 0) + FoldLineCount(graph, 0, graph.Nodes.Count);

    /// <summary>Returns the number of additional lines when a visible node splits a fold.</summary>
    public int LinesToSplitFold(int index)
    {
        int next = NextVisible(index);
        int start = next == 0 ? 0 : VisibleIndexes[next - 1] + 1;
        int end = next == VisibleIndexes.Count ? Graph.Nodes.Count : VisibleIndexes[next];
        return FoldLineCount(Graph, start, index) + FoldLineCount(Graph, index + 1, end) - FoldLineCount(Graph, start, end);
    }

    private static int FoldLineCount(GraphCounters graph, int start, int end) =>
        start < end && graph.RowCountIndex.PerNode.RangeSum(start, end).Of(RowKind.Any) > 0 ? 1 : 0;

    private int NextVisible(int index)
    {
        int low = 0;
        int high = VisibleIndexes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (VisibleIndexes[middle] < index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
