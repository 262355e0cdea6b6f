using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>The tree in a terminal that wraps lines anew when it is resized.</summary>
public sealed class XtermTests
{
    [Theory]
    [InlineData(40, 20)]
    [InlineData(30, 20)]
    [InlineData(100, 20)]
    [InlineData(60, 8)]
    [InlineData(60, 30)]
    public async Task Resized_Leaves_the_lines_above_And_the_tree_once(int columns, int rows)
    {
        using LiveTest test = Start();
        test.Script.Run(Graph("g", [.. Enumerable.Range(0, 5).Select(i => Node($"n{i}"))])).Node("n1");
        Print(test, 30);
        test.NextFrame();
        test.Terminal.Resize(columns, rows);
        test.NextFrame();
        test.Settle();

        XtermScreen screen = await XtermScreen.OfAsync(test.Terminal, TestContext.Current.CancellationToken);
        Assert.Equal(
            [.. Enumerable.Range(0, 30).Select(i => $"line {i}"), "n0", "n1", "n2", "n3", "n4"],
            screen.Text.Split('\n').Select(Name));
    }

    [Fact]
    public async Task Dragged_From_wide_to_narrow_and_back_Leaves_nothing_behind_Though_the_tree_fills_the_screen()
    {
        using LiveTest test = Start();
        test.Script.Run(Graph("g", [.. Enumerable.Range(0, 50).Select(i => Node($"n{i}"))]));
        Print(test, 30);
        foreach (int columns in new[] { 60, 56, 52, 48, 44, 40, 36, 40, 46, 52, 60 })
        {
            test.Terminal.Resize(columns, 20);
            test.NextFrame();
        }

        test.Settle();
        XtermScreen screen = await XtermScreen.OfAsync(test.Terminal, TestContext.Current.CancellationToken);
        Assert.Equal(
            [.. Enumerable.Range(0, 30).Select(i => $"line {i}"), .. Enumerable.Range(0, 18).Select(i => $"n{i}"), "32 more"],
            screen.Text.Split('\n').Select(Name));
    }

    [Fact]
    public async Task Rows_Line_up_Behind_every_emoji()
    {
        using LiveTest test = Start();
        test.Script.Map(Graph("g", Node("load"), Nested("in", Mapped("m", Node("b")))), 3);
        test.NextFrame();

        XtermScreen screen = await XtermScreen.OfAsync(test.Terminal, TestContext.Current.CancellationToken);
        Assert.Equal(4, screen.Bars.Count);
        Assert.Single(screen.Bars.Distinct());
    }

    private static LiveTest Start()
    {
        Assert.SkipUnless(XtermScreen.Missing is null, XtermScreen.Missing ?? "");
        return new LiveTest(60, 20, options: new RichProgressOptions { ReadVariable = name => name == "TERM_PROGRAM" ? "vscode" : null });
    }

    private static void Print(LiveTest test, int lines)
    {
        test.NextFrame();
        for (int i = 0; i < lines; i++)
        {
            test.Terminal.Console.Write(new Spectre.Console.Text($"line {i}\n"));
        }

        test.NextFrame();
    }

    private static string Name(string line) => line.StartsWith("line", StringComparison.Ordinal)
        ? line
        : string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word is not ("📦" or "…")).Skip(1).TakeWhile(word => word[0] is not ('━' or '╺' or '(' or '0')));
}
