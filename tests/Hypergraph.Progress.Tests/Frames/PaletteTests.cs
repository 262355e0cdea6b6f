using System.Globalization;
using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Terminals;

namespace Hypergraph.Progress.Tests;

/// <summary>Frames in the palettes of terminals that are common: nothing that is written is invisible.</summary>
public sealed class PaletteTests
{
    /// <summary>Below this a person has to know that there is something.</summary>
    private const double LeastContrast = 1.5;

    public static TheoryData<string> Palettes => [.. Palette.All.Keys];

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Frames_In_flight_and_ended_Are_visible(string palette)
    {
        foreach (ProgressTheme theme in new[] { ProgressTheme.Emoji, ProgressTheme.Tree, ProgressTheme.Ascii })
        {
            var settings = new FrameSettings(100, theme, HasColor: true);
            AssertVisible(palette, FrameRenderer.Live(Gallery.View(Gallery.UnderWay), settings, tick: 0));
            AssertVisible(palette, FrameRenderer.Live(Gallery.Folded(), settings, tick: 0));
            AssertVisible(palette, FrameRenderer.Final(Gallery.EndedOnLines, settings));
            Assert.All(
                Enum.GetValues<RunStatus>(),
                status => AssertVisible(palette, FrameRenderer.Final(Gallery.EndedOnLines with { Run = Gallery.Ended with { Status = status } }, settings)));
        }
    }

    [Theory]
    [InlineData("Solarized dark", "38;5;8")]
    [InlineData("Solarized light", "38;5;15")]
    [InlineData("xterm on white", "38;5;11")]
    [InlineData("xterm on white", "38;5;14")]
    [InlineData("xterm", "38;5;0")]
    public void ColourThatIsThatOfTheBackground_IsNotVisible(string palette, string sgr) =>
        Assert.InRange(Palette.All[palette].Contrast(sgr), 1, LeastContrast);

    private static void AssertVisible(string name, IReadOnlyList<FrameLine> lines)
    {
        Palette palette = Palette.All[name];
        using var terminal = new TestTerminal(100, lines.Count + 1);
        var text = new AnsiText(terminal.Console.Profile.Capabilities);
        foreach (FrameLine line in lines)
        {
            text.Line(line).Break();
        }

        VirtualScreen screen = terminal.Screen;
        screen.Write(text.ToString());
        Cell[] cells = [.. screen.Lines.SelectMany(line => line).Where(cell => !string.IsNullOrWhiteSpace(cell.Text))];
        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.True(
            palette.Contrast(cell.Sgr) >= LeastContrast,
            string.Create(CultureInfo.InvariantCulture, $"'{cell.Text}' in {cell.Sgr}: {palette.Contrast(cell.Sgr):0.00}")));
    }
}
