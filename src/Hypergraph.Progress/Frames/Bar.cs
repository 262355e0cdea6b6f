using Spectre.Console;

namespace Hypergraph.Progress.Frames;

/// <summary>
/// A bar of half cells: <c>━━━━╸━━━</c>. The failed part has its own style, at the end of the filled part. If the total is
/// unknown the bar is dotted: <c>┄┄┄┄</c>.
/// </summary>
internal static class Bar
{
    /// <summary>Adds the bar of a row.</summary>
    public static void Add(List<FrameSegment> spans, ProgressRow row, int column, int width, FrameSettings settings)
    {
        ProgressTheme theme = settings.Theme;
        Style style = theme.StyleOf(row.State);
        if (row is { IsTotalGrowing: true, IsClosed: false } or { IsStreamCut: true })
        {
            spans.Add(new FrameSegment(new string(theme.IsAscii ? ':' : '┄', width), style, column));
            return;
        }

        int halves = FilledHalves(row, width);
        int whole = halves / 2;
        bool hasHalf = halves % 2 == 1 && !theme.IsAscii;
        int failed = FailedCells(row, width, whole);
        string done = new(theme.IsAscii ? '#' : '━', whole - failed);
        string half = hasHalf ? "╸" : "";
        if (failed == 0)
        {
            done += half;
        }

        if (done.Length > 0)
        {
            spans.Add(new FrameSegment(done, failed > 0 && row.IsClosed ? theme.Good : style, column));
        }

        if (failed > 0)
        {
            char bad = theme.IsAscii ? 'x' : settings.HasColor ? '━' : '╍';
            spans.Add(new FrameSegment(new string(bad, failed) + half, theme.Bad, column + whole - failed));
        }

        int used = whole + half.Length;
        spans.Add(new FrameSegment(Unfilled(width - used, isAfterHalf: hasHalf, settings), theme.Faint, column + used));
    }

    /// <summary>Returns the number of filled half cells. A bar is full only if its row is closed and nothing was left out.</summary>
    private static int FilledHalves(ProgressRow row, int width)
    {
        int all = 2 * width;
        if (row.Total == 0)
        {
            return row.State == ProgressState.Done ? all : 0;
        }

        double fraction = (row.Done + (InFlightFraction(row) * row.Running)) / row.Total;
        int filled = (int)Math.Clamp(fraction * all, 0, all);
        return row.IsClosed && row.NotStarted == 0 ? filled : Math.Min(filled, all - 1);
    }

    /// <summary>
    /// Returns the number of filled cells for failures: at least one, so that it is visible, and not all unless everything
    /// failed.
    /// </summary>
    private static int FailedCells(ProgressRow row, int width, int filled)
    {
        if (row.Failed == 0)
        {
            return 0;
        }

        int maxCells = row.Failed < row.Done && filled > 1 ? filled - 1 : filled;
        int cells = (int)Math.Round((double)row.Failed / row.Total * width, MidpointRounding.AwayFromZero);
        return Math.Min(Math.Max(1, row.Failed == row.Done && row.Running == 0 ? filled : cells), maxCells);
    }

    /// <summary>
    /// Returns the completed fraction of an execution in flight: the progress that it reports itself, or half, so that a node
    /// that runs once shows that it has begun.
    /// </summary>
    private static double InFlightFraction(ProgressRow row) => row is { OwnDone: long done, OwnTotal: long total and > 0 }
        ? Math.Clamp((double)done / total, 0, 1)
        : 0.5;

    private static string Unfilled(int width, bool isAfterHalf, FrameSettings settings) => settings switch
    {
        _ when width <= 0 => "",
        { Theme.IsAscii: true } => new string('-', width),
        { HasColor: false } => new string('─', width),
        _ => isAfterHalf ? new string('━', width) : "╺" + new string('━', width - 1),
    };
}
