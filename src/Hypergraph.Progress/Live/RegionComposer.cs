using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress;

/// <summary>Composes the rows of the live region: open lines of the program, and below them a frame.</summary>
/// <param name="kept">What the program has written.</param>
/// <param name="output">The terminal.</param>
internal sealed class RegionComposer(ProgramOutputBuffer kept, TerminalOutput output)
{
    /// <summary>The most open lines that are shown at once.</summary>
    private const int MaxOpenLines = 3;

    /// <summary>The lines that the region may take: all but one, on which what the program wrote last can be seen.</summary>
    public static int MaxHeight(RenderOptions options) => Math.Max(1, options.ConsoleSize.Height - 1);

    /// <summary>Lines that stay, each with its end.</summary>
    public static string RenderPermanent(RenderOptions options, RegionFrameFactory lines)
    {
        AnsiText text = new(options.Capabilities);
        foreach (FrameLine line in lines(options, int.MaxValue))
        {
            text.Line(line).Break();
        }

        return text.ToString();
    }

    /// <summary>The rows for a console of that size.</summary>
    /// <param name="options">What the console can do, and its size.</param>
    /// <param name="frame">Makes the frame.</param>
    /// <param name="hasRoom">
    /// Whether an empty row comes first where it may be needed: for what a process writes at its very start that the program
    /// has started. What it writes then finds the region gone.
    /// </param>
    public List<RegionRow> Compose(RenderOptions options, RegionFrameFactory frame, bool hasRoom)
    {
        int most = MaxHeight(options);
        IReadOnlyList<string> open = kept.RenderOpenLines(Math.Min(MaxOpenLines, most - 1));
        int room = hasRoom && output.MayBeShared && open.Count == 0 && most > 1 ? 1 : 0;
        return
        [
            .. Enumerable.Repeat(RegionRow.Blank, room),
            .. open.Select(line => RegionRow.FromOpenLine(line, options.Capabilities)),
            .. frame(options, most - open.Count - room).Select(line => RegionRow.FromFrameLine(line, options.Capabilities)),
        ];
    }

    /// <summary>Likewise for a console of half the size.</summary>
    public List<RegionRow> ComposeHalfSize(RenderOptions options, RegionFrameFactory frame, bool hasRoom) =>
        Compose(options with { ConsoleSize = new Size(options.ConsoleSize.Width / 2, options.ConsoleSize.Height / 2) }, frame, hasRoom);
}
