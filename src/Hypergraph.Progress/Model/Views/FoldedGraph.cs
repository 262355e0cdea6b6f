namespace Hypergraph.Progress;

/// <summary>A graph some of whose rows are seen. The stretches between those are folded.</summary>
/// <param name="scope">The graph.</param>
internal sealed class FoldedGraph(GraphCounters scope)
{
    private readonly SortedList<int, FoldedGraph?> _visible = [];

    public GraphCounters Graph { get; } = scope;

    /// <summary>The places that are seen, in order, with the graph of those that hold one.</summary>
    public IList<int> VisibleIndexes => _visible.Keys;

    public FoldedGraph? Nested(int index) => _visible.GetValueOrDefault(index);

    public bool IsVisible(int index) => _visible.ContainsKey(index);

    /// <summary>Shows a node's row.</summary>
    public void ShowNode(int index) => _visible.Add(index, value: null);

    /// <summary>Shows the graph in a node; of that, for now, only its map's row.</summary>
    public FoldedGraph ShowGraph(int index)
    {
        if (!_visible.TryGetValue(index, out FoldedGraph? nested))
        {
            nested = new FoldedGraph(Graph.Nodes[index].NestedForView()!);
            _visible.Add(index, nested);
        }

        return nested!;
    }

    /// <summary>The lines that this graph takes while nothing of it is seen but its map's row.</summary>
    public static int MinLines(GraphCounters scope) => (scope.IsMapped ? 1 : 0) + FoldLineCount(scope, 0, scope.Nodes.Count);

    /// <summary>How many lines more the folds take when a stretch that is folded is parted by a place that is seen.</summary>
    public int LinesToSplitFold(int index)
    {
        int next = NextVisible(index);
        int start = next == 0 ? 0 : VisibleIndexes[next - 1] + 1;
        int end = next == VisibleIndexes.Count ? Graph.Nodes.Count : VisibleIndexes[next];
        return FoldLineCount(Graph, start, index) + FoldLineCount(Graph, index + 1, end) - FoldLineCount(Graph, start, end);
    }

    private static int FoldLineCount(GraphCounters scope, int start, int end) =>
        start < end && scope.RowCountIndex.PerNode.RangeSum(start, end).Of(RowKind.Any) > 0 ? 1 : 0;

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
