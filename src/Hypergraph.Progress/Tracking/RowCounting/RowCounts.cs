using System.Runtime.CompilerServices;

namespace Hypergraph.Progress.Tracking.RowCounting;

/// <summary>Numbers of rows, one for each <see cref="RowKind"/>.</summary>
[InlineArray(Kinds)]
internal struct RowCounts
{
    public const int Kinds = (int)RowKind.Any + 1;
    public const int States = (int)RowKind.Stopped + 1;

#pragma warning disable IDE0044, IDE0051, S1144 // The runtime repeats the field; nothing names it.
    private long _first;
#pragma warning restore IDE0044, IDE0051, S1144

    /// <summary>Creates the counts of one row.</summary>
    public static RowCounts Of(ProgressState state, bool isMap, bool isExecuting)
    {
        RowCounts counts = default;
        counts[(int)state] = 1;
        counts[(int)RowKind.Executing] = isExecuting ? 1 : 0;
        counts[(int)RowKind.OpenMap] = isMap && state == ProgressState.Running ? 1 : 0;
        counts[(int)RowKind.Map] = isMap ? 1 : 0;
        counts[(int)RowKind.Any] = 1;
        return counts;
    }

    /// <summary>Creates the counts of several rows in one state, none of which is executing.</summary>
    public static RowCounts Of(ProgressState state, OutlineSize size)
    {
        RowCounts counts = default;
        counts[(int)state] = size.Rows;
        counts[(int)RowKind.Map] = size.Maps;
        counts[(int)RowKind.Any] = size.Rows;
        return counts;
    }

    public static RowCounts operator +(RowCounts left, RowCounts right)
    {
        for (int i = 0; i < Kinds; i++)
        {
            left[i] += right[i];
        }

        return left;
    }

    public static RowCounts operator -(RowCounts left, RowCounts right)
    {
        for (int i = 0; i < Kinds; i++)
        {
            left[i] -= right[i];
        }

        return left;
    }

    public readonly long Of(RowKind kind) => this[(int)kind];

    public readonly ProgressFold Fold()
    {
        Span<int> rows = stackalloc int[States];
        for (int i = 0; i < States; i++)
        {
            rows[i] = (int)Math.Min(int.MaxValue, this[i]);
        }

        return new ProgressFold(rows);
    }
}
