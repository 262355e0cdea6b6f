using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>A line of the live region.</summary>
/// <param name="Text">What the terminal gets for it, in place of whatever stands there.</param>
/// <param name="Width">The cells that it takes.</param>
internal sealed record RegionRow(string Text, int Width)
{
    /// <summary>A row on which nothing stands.</summary>
    public static RegionRow Blank { get; } = new("\e[K", 0);

    public static RegionRow FromFrameLine(FrameLine line, IReadOnlyCapabilities capabilities) =>
        new(new AnsiText(capabilities).Line(line).ToString(), line.Width);

    /// <param name="shown">A line that the program has not ended, as it is shown meanwhile.</param>
    /// <param name="capabilities">What the console can do.</param>
    public static RegionRow FromOpenLine(string shown, IReadOnlyCapabilities capabilities) =>
        new(new AnsiText(capabilities).EraseRight().Raw(shown).Raw(AnsiText.ResetStyle).ToString(), shown.Length);

    /// <summary>The lines that a terminal adds that has become narrower and wraps this one.</summary>
    public int ExtraLines(int width) => width < 1 ? 0 : Math.Max(0, (Width - 1) / width);
}
