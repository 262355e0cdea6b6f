namespace Hypergraph.Progress.Tracking.RowCounting;

/// <summary>
/// Row counts of a sequence of nodes: a binary indexed tree. Updates, range sums and the search for the n-th row of a kind take
/// logarithmic time.
/// </summary>
internal sealed class RowCountTree
{
    // Tree node i (from 1) contains the sum of the elements after i without its lowest set bit, up to i.
    private readonly List<RowCounts> _nodes = [default];

    public int Length => _nodes.Count - 1;

    /// <summary>Appends an element without rows.</summary>
    public void Append()
    {
        int node = _nodes.Count;
        RowCounts sum = default;
        for (int child = node - 1; child > node - LowestBit(node); child -= LowestBit(child))
        {
            sum += _nodes[child];
        }

        _nodes.Add(sum);
    }

    public void Add(int index, in RowCounts change)
    {
        for (int node = index + 1; node < _nodes.Count; node += LowestBit(node))
        {
            _nodes[node] += change;
        }
    }

    /// <summary>Returns the sum of the elements before an index.</summary>
    public RowCounts PrefixSum(int index)
    {
        RowCounts sum = default;
        for (int node = index; node > 0; node -= LowestBit(node))
        {
            sum += _nodes[node];
        }

        return sum;
    }

    /// <summary>Returns the sum of the elements of a range.</summary>
    public RowCounts RangeSum(int start, int end) => PrefixSum(end) - PrefixSum(start);

    /// <summary>Finds the element that contains the n-th row of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="n">The zero-based number of the row among those of the kind; on return, its number within the element.</param>
    /// <returns>The index of the element.</returns>
    public int Find(RowKind kind, ref long n)
    {
        int found = 0;
        for (int step = HighestStep(); step > 0; step /= 2)
        {
            int node = found + step;
            if (node < _nodes.Count && _nodes[node].Of(kind) <= n)
            {
                found = node;
                n -= _nodes[node].Of(kind);
            }
        }

        return found;
    }

    private static int LowestBit(int value) => value & -value;

    private int HighestStep() => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_nodes.Count);
}
