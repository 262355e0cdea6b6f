namespace Hypergraph.Progress;

/// <summary>A graph some of whose rows are seen. The stretches between those are folded.</summary>
/// <param name="scope">The graph.</param>
internal sealed class FoldedScope(Scope scope)
{
    private readonly SortedList<int, FoldedScope?> _seen = [];

    public Scope Scope { get; } = scope;

    /// <summary>The places that are seen, in order, with the graph of those that hold one.</summary>
    public IList<int> Seen => _seen.Keys;

    public FoldedScope? Nested(int index) => _seen.GetValueOrDefault(index);

    public bool Sees(int index) => _seen.ContainsKey(index);

    /// <summary>Shows a node's row.</summary>
    public void See(int index) => _seen.Add(index, value: null);

    /// <summary>Shows the graph in a node; of that, for now, only its map's row.</summary>
    public FoldedScope Open(int index)
    {
        if (!_seen.TryGetValue(index, out FoldedScope? nested))
        {
            nested = new FoldedScope(Scope.Places[index].NestedForView()!);
            _seen.Add(index, nested);
        }

        return nested!;
    }

    /// <summary>The lines that this graph takes while nothing of it is seen but its map's row.</summary>
    public static int LeastLines(Scope scope) => (scope.IsMapped ? 1 : 0) + FoldLine(scope, 0, scope.Places.Count);

    /// <summary>How many lines more the folds take when a stretch that is folded is parted by a place that is seen.</summary>
    public int LinesToPart(int index)
    {
        int next = NextSeen(index);
        int start = next == 0 ? 0 : Seen[next - 1] + 1;
        int end = next == Seen.Count ? Scope.Places.Count : Seen[next];
        return FoldLine(Scope, start, index) + FoldLine(Scope, index + 1, end) - FoldLine(Scope, start, end);
    }

    private static int FoldLine(Scope scope, int start, int end) =>
        start < end && scope.Tally.Places.Between(start, end).Of(RowKind.Any) > 0 ? 1 : 0;

    private int NextSeen(int index)
    {
        int low = 0;
        int high = Seen.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Seen[middle] < index)
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
