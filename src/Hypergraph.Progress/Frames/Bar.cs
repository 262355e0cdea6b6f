namespace Hypergraph.Progress;

/// <summary>A bar of halves of cells: <c>━━━━╸━━━</c>. Where nobody knows how much there is it is dotted: <c>┄┄┄┄</c>.</summary>
internal static class Bar
{
    /// <summary>Adds the bar of a row.</summary>
    public static void Add(List<FrameSpan> spans, ProgressRow row, int column, int width, FrameSettings settings)
    {
        if (row is { IsTotalGrowing: true, IsClosed: false })
        {
            spans.Add(new FrameSpan(new string(settings.Theme.IsAscii ? '.' : '┄', width), settings.Theme.StyleOf(row.State), column));
            return;
        }

        int halves = Halves(row, width);
        (string done, string left) = settings switch
        {
            { Theme.IsAscii: true } => Ascii(halves, width),
            { HasColor: false } => Colorless(halves, width),
            _ => Colored(halves, width),
        };
        spans.Add(new FrameSpan(done, settings.Theme.StyleOf(row.State), column));
        spans.Add(new FrameSpan(left, settings.Theme.Faint));
    }

    /// <summary>The filled halves. A bar is full only when its row is closed.</summary>
    private static int Halves(ProgressRow row, int width)
    {
        int all = 2 * width;
        if (row.Total == 0)
        {
            return 0;
        }

        double share = (row.Done + (Begun(row) * row.Running)) / row.Total;
        int filled = (int)Math.Clamp(share * all, 0, all);
        return row.IsClosed ? filled : Math.Min(filled, all - 1);
    }

    /// <summary>
    /// How much of an execution under way counts: what it says itself, or half, so that a node that runs once shows that
    /// it has begun.
    /// </summary>
    private static double Begun(ProgressRow row) => row is { OwnDone: long done, OwnTotal: long total and > 0 }
        ? Math.Clamp((double)done / total, 0, 1)
        : 0.5;

    private static (string Done, string Left) Colored(int halves, int width)
    {
        int whole = halves / 2;
        if (halves % 2 == 1)
        {
            return (new string('━', whole) + "╸", new string('━', width - whole - 1));
        }

        return (new string('━', whole), whole == width ? "" : "╺" + new string('━', width - whole - 1));
    }

    private static (string Done, string Left) Colorless(int halves, int width)
    {
        int whole = halves / 2;
        string done = new string('━', whole) + (halves % 2 == 1 ? "╸" : "");
        return (done, new string('─', width - done.Length));
    }

    private static (string Done, string Left) Ascii(int halves, int width) =>
        (new string('#', halves / 2), new string('-', width - (halves / 2)));
}
