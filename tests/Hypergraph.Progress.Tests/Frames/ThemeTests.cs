using Spectre.Console;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>A theme on its way from the options to the screen.</summary>
public sealed class ThemeTests
{
    [Fact]
    public void Tree_Is_drawn_with_lines()
    {
        using LiveTest test = Start(ProgressTheme.Tree, width: 80);
        test.NextFrame();
        Assert.Equal(
            """
            ✓ load           ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1
            · ├─ m Progress  ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/?  --:--
            · │  ├─ read     ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/?  --:--
            · │  └─ write    ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/?  --:--
            · └─ inner       ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1
            · close          ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1
            """,
            test.Text);
    }

    [Fact]
    public void Tree_On_a_narrow_screen_Loses_times_before_lines()
    {
        using LiveTest test = Start(ProgressTheme.Tree);
        test.NextFrame();
        Assert.Equal(
            """
            ✓ load           ━━━━━━━━━━━━━━━━━━ 1/1
            · ├─ m Progress  ╺━━━━━━━━━━━━━━━━━ 0/?
            · │  ├─ read     ╺━━━━━━━━━━━━━━━━━ 0/?
            · │  └─ write    ╺━━━━━━━━━━━━━━━━━ 0/?
            · └─ inner       ╺━━━━━━━━━━━━━━━━━ 0/1
            · close          ╺━━━━━━━━━━━━━━━━━ 0/1
            """,
            test.Text);
    }

    [Fact]
    public void Tree_On_a_low_screen_Folds_within_its_lines()
    {
        using LiveTest test = Start(ProgressTheme.Tree, height: 5);
        test.NextFrame();
        Assert.Equal(
            """
            ✓ load           ━━━━━━━━━━━━━━━━━━ 1/1
            · └─ m Progress  ╺━━━━━━━━━━━━━━━━━ 0/?
            …    └─ 2 more (2 waiting)
            … 2 more (2 waiting)
            """,
            test.Text);
    }

    [Fact]
    public void Tree_On_a_screen_that_changes_Is_drawn_anew()
    {
        using LiveTest test = Start(ProgressTheme.Tree, width: 80);
        test.NextFrame();
        test.Terminal.Resize(40, 10);
        test.Settle();
        test.Terminal.Resize(60, 4);
        test.Settle();

        Assert.InRange(test.Text.Split('\n').Length, 1, 3);
        Assert.Contains(" more (", test.Text, StringComparison.Ordinal);
        Assert.All(test.Text.Split('\n'), line => Assert.True(line.Length < 60));
    }

    [Fact]
    public void Without_unicode_Tree_Is_ascii()
    {
        using LiveTest test = Start(ProgressTheme.Tree, isUnicode: false);
        test.NextFrame();
        Assert.Equal(
            """
            + load           ################## 1/1
            . |- m Progress  ------------------ 0/?
            . |  |- read     ------------------ 0/?
            . |  `- write    ------------------ 0/?
            . `- inner       ------------------ 0/1
            . close          ------------------ 0/1
            """,
            test.Text);
    }

    [Fact]
    public void Own_theme_Changes_signs_and_colours()
    {
        using LiveTest test = Start(ProgressTheme.Emoji with
        {
            NodeIcon = "▸",
            NestedNodeIcon = "▹",
            MapIcon = "»",
            WaitingSign = "?",
            DoneSign = "!",
            Good = new Style(Color.Blue),
        });
        test.NextFrame();

        Assert.Equal(
            """
            ! ▸ load          ━━━━━━━━━━━━━━━━━ 1/1
            ?   » m Progress  ╺━━━━━━━━━━━━━━━━ 0/?
            ?     ▹ read      ╺━━━━━━━━━━━━━━━━ 0/?
            ?     ▹ write     ╺━━━━━━━━━━━━━━━━ 0/?
            ?   ▹ inner       ╺━━━━━━━━━━━━━━━━ 0/1
            ? ▸ close         ╺━━━━━━━━━━━━━━━━ 0/1
            """,
            test.Text);
        Assert.Equal("38;5;12", test.Terminal.Screen.Lines[0][0].Sgr);
    }

    [Fact]
    public void Ascii_Has_one_meaning_for_each_sign()
    {
        ProgressTheme ascii = ProgressTheme.Ascii;
        string[] signs =
        [
            ascii.NodeIcon, ascii.NestedNodeIcon, ascii.MapIcon, ascii.WaitingSign, ascii.RetryingSign, ascii.PausedSign, ascii.DoneSign,
            ascii.CachedSign, ascii.FailedSign, ascii.PartialSign, ascii.SkippedSign, ascii.StoppedSign, ascii.Ellipsis, "~", "#", ":", .. ascii.Spinner,
        ];

        Assert.Equal(signs.Length, signs.Distinct().Count());
    }

    [Fact]
    public void Colours_Are_those_that_every_palette_shows()
    {
        // The bright ones, 8 to 15, are shades of the background in Solarized, and too bright on white; 0 and 7 are backgrounds.
        foreach (ProgressTheme theme in new[] { ProgressTheme.Emoji, ProgressTheme.Tree, ProgressTheme.Ascii })
        {
            Style[] styles = [theme.Active, theme.Good, theme.Bad, theme.Held, theme.StyleOf(RunStatus.Completed), theme.StyleOf(RunStatus.Failed), theme.StyleOf(RunStatus.Partial)];
            Assert.All(styles, style => Assert.Contains(style.Foreground, new[] { Color.Maroon, Color.Green, Color.Olive, Color.Teal }));
            Assert.All(styles, style => Assert.Equal(Decoration.None, style.Decoration));
            Assert.Equal((Color.Default, Decoration.Dim), (theme.Faint.Foreground, theme.Faint.Decoration));
        }
    }

    [Fact]
    public void Spinner_of_one_picture_Stands_still()
    {
        using var test = new LiveTest(options: new RichProgressOptions { Theme = ProgressTheme.Tree with { Spinner = ["▸"] } });
        test.Script.Run(Graph("g", Node("a"))).Node("a");
        test.NextFrame();
        Assert.StartsWith("▸ a ", test.Text, StringComparison.Ordinal);
        test.NextFrame();
        Assert.Empty(test.Terminal.NewOutput());
    }

    [Fact]
    public void Spinner_of_nothing_Is_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ProgressTheme.Tree with { Spinner = [] });
        Assert.StartsWith("A spinner needs at least one frame.", exception.Message, StringComparison.Ordinal);
    }

    private static LiveTest Start(ProgressTheme theme, int width = 40, int height = 10, bool isUnicode = true)
    {
        var test = new LiveTest(width, height, options: new RichProgressOptions { Theme = theme });
        test.Terminal.Console.Profile.Capabilities.Unicode = isUnicode;
        RunScript run = test.Script.Run(Graph("g", Node("load"), Mapped("m", Node("read"), Node("write")), Nested("n", Node("inner")), Node("close")));
        run.Nodes("load");
        return test;
    }
}
