using Hypergraph.Progress.Frames;
using Hypergraph.Progress.Live.Terminals;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hypergraph.Progress.Tests;

/// <summary>Every state in every theme, as a person sees it: on wide, narrow and very narrow screens, folded, ended, without colours.</summary>
public sealed class GalleryTests
{
    public static TheoryData<string, int> Sizes => new MatrixTheoryData<string, int>(["emoji", "tree", "ascii"], [100, 60, 30]);

    public static TheoryData<string> Themes => ["emoji", "tree", "ascii"];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Frame_In_flight(string theme, int width) =>
        AssertAccepted($"{theme}-{width}", Draw(width, FrameRenderer.Live(Gallery.View(Gallery.UnderWay), Settings(theme, width), tick: 1)));

    [Theory]
    [MemberData(nameof(Themes))]
    public void Frame_On_few_lines_Folds_within_its_level(string theme) =>
        AssertAccepted($"{theme}-folded", Draw(90, FrameRenderer.Live(Gallery.Folded(), Settings(theme, 90), tick: 2)));

    [Theory]
    [InlineData("emoji", 90, "emoji-ended")]
    [InlineData("tree", 90, "tree-ended")]
    [InlineData("ascii", 90, "ascii-ended")]
    [InlineData("emoji", 30, "emoji-ended-30")]
    public void Frame_At_the_end(string theme, int width, string accepted) =>
        AssertAccepted(accepted, Draw(width, FrameRenderer.Final(Gallery.EndedOnLines, Settings(theme, width))));

    [Fact]
    public void Frame_Without_colour_Reports_the_rest_of_a_bar_by_its_line() =>
        AssertAccepted("colourless", Draw(80, FrameRenderer.Live(Gallery.View(Gallery.UnderWay), Settings("tree", 80) with { HasColor = false }, tick: 0)));

    [Theory]
    [MemberData(nameof(Themes))]
    public void Frame_Of_any_width_Never_reaches_the_last_column(string theme)
    {
        for (int width = 1; width <= 120; width++)
        {
            FrameSettings settings = Settings(theme, width);
            IEnumerable<FrameLine> lines =
            [
                .. FrameRenderer.Live(Gallery.View(Gallery.UnderWay), settings, tick: 0),
                .. FrameRenderer.Live(Gallery.Folded(), settings, tick: 0),
                .. FrameRenderer.Final(Gallery.EndedOnLines, settings),
            ];
            Assert.All(lines, line => Assert.InRange(line.Width, 0, Math.Max(1, width - 1)));
        }
    }

    [Fact]
    public void Ascii_Uses_nothing_else()
    {
        FrameSettings settings = Settings("ascii", 100);
        IEnumerable<FrameLine> lines = [.. FrameRenderer.Live(Gallery.View(Gallery.UnderWay), settings, tick: 3), .. FrameRenderer.Final(Gallery.EndedOnLines, settings)];
        Assert.All(lines, line => Assert.DoesNotContain(line.ToString(), c => c is < ' ' or > '~'));
    }

    private static FrameSettings Settings(string theme, int width) => new(
        width,
        theme switch
        {
            "tree" => ProgressTheme.Tree,
            "ascii" => ProgressTheme.Ascii,
            _ => ProgressTheme.Emoji,
        },
        HasColor: true);

    /// <summary>The text of the screen on which the lines have been written.</summary>
    private static string Draw(int width, IReadOnlyList<FrameLine> lines)
    {
        using var terminal = new TestTerminal(width, lines.Count + 1);
        var text = new AnsiText(terminal.Console.Profile.Capabilities);
        foreach (FrameLine line in lines)
        {
            text.Line(line).Break();
        }

        VirtualScreen screen = terminal.Screen;
        screen.Write(text.ToString());
        Assert.Empty(screen.ScrolledOff);
        return screen.Text;
    }

    private static void AssertAccepted(string name, string text) => AcceptedText.AssertEqual($"Frames/Accepted/{name}.txt", text + "\n");
}
