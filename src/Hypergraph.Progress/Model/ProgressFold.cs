using System.Diagnostics;

namespace Hypergraph.Progress;

/// <summary>Rows that share one line: <c>… 12 more (9 done, 3 waiting)</c>. Immutable.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class ProgressFold
{
    private readonly int[] _rows;

    /// <param name="rows">The number of rows in each state, indexed by the state.</param>
    internal ProgressFold(ReadOnlySpan<int> rows)
    {
        _rows = rows.ToArray();
        foreach (int count in rows)
        {
            Rows = (int)Math.Min(int.MaxValue, (long)Rows + count);
        }
    }

    /// <summary>The number of rows, at most <see cref="int.MaxValue"/>.</summary>
    public int Rows { get; }

    /// <summary>The number of rows in a state.</summary>
    /// <param name="state">The state.</param>
    public int this[ProgressState state] => (int)state >= 0 && (int)state < _rows.Length ? _rows[(int)state] : 0;

    internal string DebuggerText => $"{Rows} more ({string.Join(", ", Enum.GetValues<ProgressState>().Where(state => this[state] > 0).Select(state => $"{this[state]} {state}"))})";
}
