using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;

namespace Hypergraph.Progress.Live.Regions;

/// <summary>A line of the live region.</summary>
/// <param name="Text">The output for the terminal, which replaces the line.</param>
/// <param name="Width">Its width in cells.</param>
internal sealed record RegionRow(string Text, int Width)
{
    /// <summary>An empty row.</summary>
    public static RegionRow Blank { get; } = new("\e[K", 0);

    public static RegionRow FromFrameLine(FrameLine line, IReadOnlyCapabilities capabilities) =>
        new(new AnsiText(capabilities).Line(line).ToString(), line.Width);

    /// <param name="rendered">The visible form of an open line of the program.</param>
    /// <param name="capabilities">The capabilities of the console.</param>
    public static RegionRow FromOpenLine(string rendered, IReadOnlyCapabilities capabilities) =>
        new(new AnsiText(capabilities).EraseRight().Raw(rendered).Raw(AnsiText.ResetStyle).ToString(), rendered.Length);

    /// <summary>Returns the number of lines that the terminal adds when it has become narrower and wraps this one.</summary>
    public int ExtraLines(int width) => width < 1 ? 0 : Math.Max(0, (Width - 1) / width);
}
