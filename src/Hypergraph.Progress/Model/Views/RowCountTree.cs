namespace Hypergraph.Progress;

/// <summary>
/// Counts of a row of places, of which any stretch can be added up, and the n-th row of any kind found, in steps that grow
/// with the logarithm of their number: a binary indexed tree.
/// </summary>
internal sealed class RowCountTree
{
    // Node i (from 1) holds the sum of the places after i without its lowest set bit, up to i.
    private readonly List<RowCounts> _nodes = [default];

    public int Length => _nodes.Count - 1;

    /// <summary>Adds one more place, with nothing in it.</summary>
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

    /// <summary>What the places before an index hold.</summary>
    public RowCounts PrefixSum(int index)
    {
        RowCounts sum = default;
        for (int node = index; node > 0; node -= LowestBit(node))
        {
            sum += _nodes[node];
        }

        return sum;
    }

    /// <summary>What the places of a stretch hold.</summary>
    public RowCounts RangeSum(int start, int end) => PrefixSum(end) - PrefixSum(start);

    /// <summary>Finds the place that holds the n-th row of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="n">Which of its rows, from 0 on; made the row's number within the place.</param>
    /// <returns>The index of the place.</returns>
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
