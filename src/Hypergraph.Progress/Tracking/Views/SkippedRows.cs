using Hypergraph.Progress.Tracking.RowCounting;

namespace Hypergraph.Progress.Tracking.Views;

/// <summary>The lines of a run that has ended: many successive skipped rows share one.</summary>
internal static class SkippedRows
{
    /// <summary>A branch that was not chosen keeps its rows; the rest of a run after a failure does not.</summary>
    private const int MaxConsecutive = 4;

    public static List<ProgressLine> Fold(IReadOnlyList<ProgressRow> rows)
    {
        List<ProgressLine> lines = new(rows.Count);
        int at = 0;
        while (at < rows.Count)
        {
            int end = EndOfSkipped(rows, at);
            if (end - at > MaxConsecutive)
            {
                lines.Add(FoldOf(rows, at, end));
                at = end;
                continue;
            }

            do
            {
                lines.Add(ProgressLine.FromRow(rows[at++]));
            }
            while (at < end);
        }

        return lines;
    }

    private static int EndOfSkipped(IReadOnlyList<ProgressRow> rows, int start)
    {
        int end = start;
        while (end < rows.Count && rows[end].State == ProgressState.Skipped)
        {
            end++;
        }

        return end;
    }

    private static ProgressLine FoldOf(IReadOnlyList<ProgressRow> rows, int start, int end)
    {
        RowCounts counts = default;
        int level = int.MaxValue;
        for (int i = start; i < end; i++)
        {
            counts += RowCounts.Of(ProgressState.Skipped, isMap: false, isExecuting: false);
            level = Math.Min(level, rows[i].Level);
        }

        return new ProgressLine { Level = level, Fold = counts.Fold() };
    }
}
