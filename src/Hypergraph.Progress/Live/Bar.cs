namespace Hypergraph.Progress;

/// <summary>A bar of halves of cells: <c>━━━━╸━━━</c>.</summary>
internal static class Bar
{
    /// <summary>Adds the bar of a row.</summary>
    public static void Add(List<FrameSpan> spans, ProgressRow row, int column, int width, FrameSettings settings)
    {
        int halves = Halves(row, width);
        (string done, string left) = settings switch
        {
            { IsUnicode: false } => Ascii(halves, width),
            { HasColor: false } => Colorless(halves, width),
            _ => Colored(halves, width),
        };
        spans.Add(new FrameSpan(done, Looks.Of(row.State), column));
        spans.Add(new FrameSpan(left, Looks.Faint));
    }

    /// <summary>
    /// The filled halves. What is under way counts half, so that a node that runs once shows that it has begun; a bar
    /// is full only when its row is closed.
    /// </summary>
    private static int Halves(ProgressRow row, int width)
    {
        int all = 2 * width;
        if (row.Total == 0)
        {
            return 0;
        }

        double share = (row.Done + (0.5 * row.Running)) / row.Total;
        int filled = (int)Math.Clamp(share * all, 0, all);
        return row.IsClosed ? filled : Math.Min(filled, all - 1);
    }

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
