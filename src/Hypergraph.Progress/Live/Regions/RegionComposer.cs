using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Output;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>Composes the rows of the live region: open lines of the program, and below them a frame.</summary>
/// <param name="pending">The buffered output of the program.</param>
/// <param name="output">The terminal.</param>
internal sealed class RegionComposer(ProgramOutputBuffer pending, TerminalOutput output)
{
    /// <summary>The maximum number of open lines.</summary>
    private const int MaxOpenLines = 3;

    /// <summary>Returns the maximum height of the region: all lines but one, which shows the last output of the program.</summary>
    public static int MaxHeight(RenderOptions options) => Math.Max(1, options.ConsoleSize.Height - 1);

    /// <summary>Renders permanent lines, each with a line break.</summary>
    public static string RenderPermanent(RenderOptions options, RegionFrameFactory lines)
    {
        AnsiText text = new(options.Capabilities);
        foreach (FrameLine line in lines(options, int.MaxValue))
        {
            text.Line(line).Break();
        }

        return text.ToString();
    }

    /// <summary>Returns the rows for a console.</summary>
    /// <param name="options">The capabilities and the size of the console.</param>
    /// <param name="frame">Creates the frame.</param>
    /// <param name="hasRoom">
    /// Whether to insert an empty first row if it may be needed: for the first output of a process that the program has started.
    /// Before its further output the region is removed.
    /// </param>
    public List<RegionRow> Compose(RenderOptions options, RegionFrameFactory frame, bool hasRoom)
    {
        int maxHeight = MaxHeight(options);
        IReadOnlyList<string> open = pending.RenderOpenLines(Math.Min(MaxOpenLines, maxHeight - 1));
        int room = hasRoom && output.MayBeShared && open.Count == 0 && maxHeight > 1 ? 1 : 0;
        return
        [
            .. Enumerable.Repeat(RegionRow.Blank, room),
            .. open.Select(line => RegionRow.FromOpenLine(line, options.Capabilities)),
            .. frame(options, maxHeight - open.Count - room).Select(line => RegionRow.FromFrameLine(line, options.Capabilities)),
        ];
    }

    /// <summary>Returns the rows for a console of half the size.</summary>
    public List<RegionRow> ComposeHalfSize(RenderOptions options, RegionFrameFactory frame, bool hasRoom) =>
        Compose(options with { ConsoleSize = new Size(options.ConsoleSize.Width / 2, options.ConsoleSize.Height / 2) }, frame, hasRoom);
}
