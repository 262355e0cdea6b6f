using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Output;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>Composes the rows of the live region: open lines of the program, and below them a frame.</summary>
/// <param name="pending">The buffered output of the program.</param>
/// <param name="output">The terminal.</param>
internal sealed class RegionComposer(ProgramOutputBuffer pending, TerminalOutput output)
{
    /// <summary>The maximum number of open lines.</summary>
    private const int MaxOpenLines = 3;

    /// <summary>Returns the maximum height of the region: all lines but one, which shows the last output of the program.</summary>
    public static int MaxHeight(Size console) => Math.Max(1, console.Height - 1);

    /// <summary>Renders permanent lines, each with a line break.</summary>
    public static string RenderPermanent(IReadOnlyCapabilities capabilities, IReadOnlyList<FrameLine> lines)
    {
        AnsiText text = new(capabilities);
        foreach (FrameLine line in lines)
        {
            text.Line(line).Break();
        }

        return text.ToString();
    }

    /// <summary>Returns the number of lines that remain for a frame, at least 1.</summary>
    /// <param name="console">The size of the console.</param>
    /// <param name="hasOpenLines">Whether open lines of the program are part of the region.</param>
    /// <param name="hasRoom">Whether to reserve an empty first row, as <see cref="Compose"/> does.</param>
    public int FrameHeight(Size console, bool hasOpenLines, bool hasRoom)
    {
        int maxHeight = MaxHeight(console);
        int open = hasOpenLines ? pending.RenderOpenLines(Math.Min(MaxOpenLines, maxHeight - 1)).Count : 0;
        return maxHeight - open - (hasRoom ? Room(open, maxHeight - 1) : 0);
    }

    /// <summary>Returns the rows. If lines were opened since the frame was measured, the first open lines are omitted.</summary>
    /// <param name="console">The size of the console.</param>
    /// <param name="capabilities">The capabilities of the console.</param>
    /// <param name="frame">The lines of the frame.</param>
    /// <param name="hasRoom">
    /// Whether to insert an empty first row if it may be needed: for the first output of a process that the program has started.
    /// Before its further output the region is removed.
    /// </param>
    public List<RegionRow> Compose(Size console, IReadOnlyCapabilities capabilities, IReadOnlyList<FrameLine> frame, bool hasRoom)
    {
        int left = Math.Max(0, MaxHeight(console) - Math.Max(1, frame.Count));
        IReadOnlyList<string> open = pending.RenderOpenLines(Math.Min(MaxOpenLines, left));
        return
        [
            .. Enumerable.Repeat(RegionRow.Blank, hasRoom ? Room(open.Count, left) : 0),
            .. open.Select(line => RegionRow.FromOpenLine(line, capabilities)),
            .. frame.Select(line => RegionRow.FromFrameLine(line, capabilities)),
        ];
    }

    private int Room(int openLines, int left) => output.MayBeShared && openLines == 0 && left > 0 ? 1 : 0;
}
