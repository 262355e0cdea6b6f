using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>Names are text, whatever they hold; what stands beside them stays where it is.</summary>
public sealed class NameTests
{
    public static TheoryData<string, string> Names => new()
    {
        { "[red]x[/]", "[red]x[/]" },
        { "[/]", "[/]" },
        { "bell\u0007 escape\e[2J c1\u009B31m", "bell\uFFFD escape\uFFFD[2J c1\uFFFD31m" },
        { "osc\e]0;title\u0007", "osc\uFFFD]0;title\uFFFD" },
        { "two\r\nlines\u2028three", "two  lines three" },
        { "cafe\u0301", "cafe\u0301" },
        { "\u0301acute", "◌\u0301acute" },
        { "z" + new string('\u0335', 200), "z" + new string('\u0335', 6) },
        { "zero\u200Bwidth\uFEFF\u00AD", "zero\uFFFDwidth\uFFFD\uFFFD" },
        { "a\u200D\u200Db", "a\uFFFD\uFFFDb" },
        { "left\u202Eright\u2066", "left\uFFFDright\uFFFD" },
        { "שלום", "\u2068שלום\u2069" },
        { "مرحبا [1]", "\u2068مرحبا [1]\u2069" },
        { "نامه\u200Cای", "\u2068نامه\u200Cای\u2069" },
        { "half \uD83D", "half \uFFFD" },
        { "日本語", "日本語" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_In_the_tree_Is_shown_as_text(string name, string shown)
    {
        using var test = new LiveTest(width: 80);
        test.Script.Run(Graph("g", Node(name), Node("plain")));
        test.NextFrame();
        VirtualScreen screen = test.Terminal.Screen;

        Assert.StartsWith($"· 📦 {shown} ", screen.Text, StringComparison.Ordinal);
        Assert.Equal(screen.ColumnOf(1, "╺"), screen.ColumnOf(0, "╺"));
        Assert.Equal(screen.ColumnOf(1, "0/1"), screen.ColumnOf(0, "0/1"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_In_plain_lines_Is_shown_as_text(string name, string shown)
    {
        using var test = new LiveTest(mode: ProgressMode.Plain);
        test.Script.Run(Graph("g", Node(name))).Node(name);
        test.NextFrame();

        Assert.Equal($"g: {shown} started{Environment.NewLine}", test.Terminal.NewOutput());
    }

    [Theory]
    [InlineData('x', 37)]
    [InlineData('語', 18)]
    public void Name_Of_500_characters_Is_cut_between_characters(char character, int shown)
    {
        using var test = new LiveTest(width: 60);
        test.Script.Run(Graph("g", Node(new string(character, 500))));
        test.NextFrame();

        Assert.StartsWith($"· 📦 {new string(character, shown)}… ", test.Text, StringComparison.Ordinal);
        Assert.EndsWith(" ╺━━━━━━━━━ 0/1", test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Right_to_left_name_That_is_cut_Stays_isolated()
    {
        using var test = new LiveTest(width: 60);
        test.Script.Run(Graph("g", Node(new string('ש', 500))));
        test.NextFrame();

        Assert.StartsWith($"· 📦 \u2068{new string('ש', 37)}…\u2069 ", test.Text, StringComparison.Ordinal);
    }
}
