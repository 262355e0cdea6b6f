using Microsoft.Extensions.Time.Testing;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class FittingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rows_Line_up_However_wide_the_terminal_draws_the_map(int mapWidth)
    {
        using var test = new LiveTest(width: 60, mapWidth: mapWidth);
        test.Script.Map(Graph("g", Node("load")), 3);
        test.NextFrame();
        VirtualScreen screen = test.Terminal.Screen;

        Assert.Equal(5, screen.ColumnOf(0, "g Progress"));
        Assert.Equal(7, screen.ColumnOf(1, "load"));
        Assert.Equal(screen.ColumnOf(0, "╺"), screen.ColumnOf(1, "╺"));
        Assert.Equal(screen.ColumnOf(0, "0/3"), screen.ColumnOf(1, "0/3"));
    }

    [Fact]
    public void More_rows_than_lines_Keep_the_map_and_what_runs_And_fold_the_rest()
    {
        using var test = new LiveTest(width: 60, height: 7);
        RunScript map = test.Script.Map(Graph("g", [.. Enumerable.Range(0, 40).Select(i => Node($"n{i}"))]), 1);
        RunScript item = map.Item();
        item.Nodes([.. Enumerable.Range(0, 20).Select(i => $"n{i}")]);
        item.Node("n20");
        item.Node("n30");
        test.NextFrame();

        Assert.Equal(
            """
            ⠋ 🗺️  g Progress  ━━━━━╺━━━━ 0/1  00:00
            …   20 more (20 done)
            ⠋   📦 n20       ━━━━━╺━━━━ 0/1  00:00
            …   9 more (9 waiting)
            ⠋   📦 n30       ━━━━━╺━━━━ 0/1  00:00
            …   9 more (9 waiting)
            """,
            test.Text);
        Assert.Empty(test.Terminal.Screen.ScrolledOff);
    }

    [Fact]
    public void What_is_seen_of_many_rows_Stays_for_a_second_With_its_numbers_of_the_moment()
    {
        using var test = new LiveTest(width: 60, height: 4, options: new RichProgressOptions { Theme = ProgressTheme.Tree });
        RunScript run = test.Script.Run(Graph("g", [.. Enumerable.Range(0, 40).Select(i => Node($"n{i}"))]));
        NodeScript node = run.Node("n0");
        test.NextFrame();
        Assert.Equal(["⠋ n0", "· n1", "… 38 more (38 waiting)"], Beginnings(test));

        for (int i = 1; i < 10; i++)
        {
            node.End();
            node = run.Node($"n{i}");
            test.NextFrame();
            Assert.Equal(["✓ n0", i == 1 ? "⠙ n1" : "✓ n1"], Beginnings(test).Take(2));
        }

        Assert.Equal("… 38 more (1 running, 7 done, 30 waiting)", Beginnings(test)[2]);
        test.NextFrame();
        Assert.Equal(["… 9 more (9 done)", "⠋ n9", "… 30 more (30 waiting)"], Beginnings(test));
    }

    private static string[] Beginnings(LiveTest test) => [.. test.Text.Split('\n').Select(line => line.Split("  ")[0])];

    [Fact]
    public void Five_thousand_rows_Fit_any_screen()
    {
        using var test = new LiveTest(width: 80, height: 24);
        RunScript run = test.Script.Run(Graph("g", [.. Enumerable.Range(0, 5000).Select(i => Node($"n{i}"))]));
        run.Nodes("n0");
        test.NextFrame();
        Assert.Equal(23, test.Text.Split('\n').Length);
        Assert.Empty(test.Terminal.Screen.ScrolledOff);
    }

    [Fact]
    public void Two_hundred_rows_All_stand_at_the_end()
    {
        using var test = new LiveTest(width: 80, height: 24);
        string[] names = [.. Enumerable.Range(0, 200).Select(i => $"n{i}")];
        RunScript run = test.Script.Run(Graph("g", [.. names.Select(name => Node(name))]));
        test.NextFrame();
        run.Nodes(names);
        run.End();
        test.Processor.Shutdown();

        string[] lines = [.. test.Terminal.Screen.ScrolledOff, .. test.Text.Split('\n')];
        Assert.Equal([.. names, "completed!"], lines.Select(line => line.Split(' ')[2]));
    }

    [Fact]
    public void Narrower_and_narrower_Never_wraps()
    {
        for (int width = 100; width >= 1; width--)
        {
            using var test = new LiveTest(width, height: 12);
            var past = new FakeTimeProvider(test.Clock.GetUtcNow() - TimeSpan.FromHours(2));
            RunScript map = new EventScript(test.Processor.OnEvent, past).Map(Graph("a graph with a long name", Node("a rather long node name"), Mapped("日本語のグラフ", Node("x"))), 1000);
            RunScript item = map.Item();
            item.Nodes("a rather long node name");
            item.Node("日本語のグラフ").Map(3).Item().Node("x").Fail();
            test.NextFrame();

            Assert.Equal(4, test.Text.Split('\n').Length);
            Assert.Empty(test.Terminal.Screen.ScrolledOff);
        }
    }

    [Fact]
    public void Narrow_Gives_up_times_before_bars_And_cuts_labels()
    {
        using var test = new LiveTest(width: 36, height: 12);
        RunScript map = test.Script.Map(Graph("documents", Node("a rather long node name")), 3);
        RunScript item = map.Item();
        item.Nodes("a rather long node name");
        item.End();
        test.NextFrame();

        Assert.Equal(
            """
            ⠋ 🗺️  documents Pro…  ━━━╺━━━━━━ 1/3
            ⠋   📦 a rather lo…  ━━━╺━━━━━━ 1/3
            """,
            test.Text);
    }

    [Theory]
    [InlineData("[red]x[/]", "[red]x[/]")]
    [InlineData("a[b", "a[b")]
    [InlineData("two\nlines\tand\e[31mcolour", "two lines and�[31mcolour")]
    [InlineData("left\u202Eright", "left�right")]
    public void Name_Is_text_never_markup_or_control(string name, string shown)
    {
        using var test = new LiveTest(width: 80);
        RunScript run = test.Script.Run(Graph(name, Node(name)));
        test.NextFrame();
        Assert.StartsWith($"· 📦 {shown}  ╺", test.Text, StringComparison.Ordinal);

        run.Node(name).Fail(name);
        run.End(RunStatus.Failed, name);
        test.Processor.Shutdown();
        Assert.Contains($"✗ {shown}: ", test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_With_half_a_character_Is_shown_as_far_as_it_goes()
    {
        using var test = new LiveTest(width: 60);
        test.Script.Run(Graph("g", Node("half \uD83D")));
        test.NextFrame();

        Assert.StartsWith("· 📦 half \uFFFD  ╺", test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_Of_500_characters_Is_cut()
    {
        using var test = new LiveTest(width: 60);
        test.Script.Run(Graph("g", Node(new string('x', 500))));
        test.NextFrame();

        Assert.Equal("· 📦 " + new string('x', 37) + "…  ╺━━━━━━━━━ 0/1", test.Text);
    }

    [Fact]
    public void Resized_Narrower_Takes_half_the_screen_Until_it_stays_so()
    {
        using var test = new LiveTest(width: 80, height: 10);
        test.Script.Run(Graph("g", Node("a"), Node("b")));
        test.NextFrame();
        Assert.Equal(2, test.Text.Split('\n').Length);
        test.Terminal.Resize(30, 10);
        test.NextFrame();
        Assert.Equal("· 📦 a  0/1\n· 📦 b  0/1", test.Text);
        test.Settle();

        Assert.Equal("· 📦 a  ╺━━━━━━━━━━━━━━━━ 0/1\n· 📦 b  ╺━━━━━━━━━━━━━━━━ 0/1", test.Text);
    }

    [Fact]
    public void Resized_Lower_Folds_what_no_longer_fits()
    {
        using var test = new LiveTest(width: 60, height: 10);
        test.Script.Run(Graph("g", [.. Enumerable.Range(0, 8).Select(i => Node($"n{i}"))]));
        test.NextFrame();
        Assert.Equal(8, test.Text.Split('\n').Length);
        test.Terminal.Resize(60, 5);
        test.NextFrame();

        string[] lines = test.Text.Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal("… 5 more (5 waiting)", lines[^1]);
    }

    [Fact]
    public void Without_colour_The_rest_of_a_bar_is_another_line()
    {
        using var test = new LiveTest(width: 60);
        test.Terminal.Console.Profile.Capabilities.ColorSystem = Spectre.Console.ColorSystem.NoColors;
        test.Script.Run(Graph("g", Node("a"), Node("b"))).Node("a");
        test.NextFrame();

        Assert.Equal(
            "⠋ 📦 a  ━━━━━━━━━━━━━━━━━━━━──────────────────── 0/1\n· 📦 b  ──────────────────────────────────────── 0/1",
            test.Text);
    }

    [Fact]
    public void Without_unicode_The_tree_is_ascii()
    {
        using var test = new LiveTest(width: 60);
        test.Terminal.Console.Profile.Capabilities.Unicode = false;
        RunScript run = test.Script.Run(Graph("g", Node("a"), Nested("in", Mapped("m", Node("b")))));
        run.Node("a");
        test.NextFrame();

        Assert.Equal(
            """
            | * a               ########-------- 0/1
            .     @ m Progress  ---------------- 0/?  --:--
            .       o b         ---------------- 0/?  --:--
            """,
            test.Text);
    }
}
