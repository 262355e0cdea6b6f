using System.Text.Json;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>Labels of items in rows, lines and JSON.</summary>
public sealed class ItemLabelFrameTests
{
    [Fact]
    public void Row_Names_the_item_in_flight_And_the_one_that_failed()
    {
        using LiveTest test = Start(out _, width: 110);
        test.NextFrame();
        Assert.Equal(
            """
            ⠋ g Progress  ━━━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━ 1/3  1 failed  00:00              5.0/s    f037.csv
            ⠋ └─ a        ━━━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━ 1/3  1 failed  00:00                       ✗ f036.csv
            """,
            test.Text);
    }

    [Fact]
    public void Row_Has_the_same_columns_Whatever_item_is_in_flight()
    {
        using LiveTest test = Start(out _, width: 110, label: "a name that is too long to be shown \e[31m");
        test.NextFrame();
        Assert.Equal("a name that is to…", test.Text.Split('\n')[0][^18..]);
        Assert.Equal(91, test.Terminal.Screen.ColumnOf(1, "✗ f036.csv"));
    }

    [Fact]
    public void Row_On_a_narrow_screen_Leaves_the_item_out()
    {
        using LiveTest test = Start(out _, width: 60);
        test.NextFrame();
        Assert.DoesNotContain("f03", test.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProgressMode.Plain, "g: still running after 30.1 s: g Progress 1/3 (33 %), 1 failed, at f037.csv", "  ✗ a [f036.csv]: no")]
    [InlineData(ProgressMode.Quiet, "", "  ✗ a [f036.csv]: no")]
    [InlineData(ProgressMode.Accessible, "", "Failure in a, f036.csv: no.")]
    [InlineData(ProgressMode.Live, "", "  ✗ a [f036.csv]: no")]
    public void Lines_Name_the_item(ProgressMode mode, string line, string failure)
    {
        using LiveTest test = Start(out RunScript map, mode: mode);
        test.NextFrame();
        test.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains(line, test.Terminal.Console.Output, StringComparison.Ordinal);
        map.End(RunStatus.Partial);
        test.Processor.Shutdown();
        Assert.Contains(failure, mode == ProgressMode.Live ? test.Text : test.Terminal.Console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_Names_the_item()
    {
        using LiveTest test = Start(out RunScript map, mode: ProgressMode.Json);
        test.NextFrame();
        test.Clock.Advance(TimeSpan.FromSeconds(30));
        JsonElement running = Last(test);
        Assert.Equal("f037.csv", running.GetProperty("rows")[0].GetProperty("runningItem").GetString());
        Assert.Equal("f036.csv", running.GetProperty("rows")[1].GetProperty("errorItem").GetString());

        map.End(RunStatus.Partial);
        test.Processor.Shutdown();
        JsonElement ended = Last(test);
        Assert.False(ended.GetProperty("rows")[0].TryGetProperty("runningItem", out _));
        Assert.Equal("f036.csv", ended.GetProperty("failures")[0].GetProperty("itemLabels")[0].GetString());
    }

    /// <summary>A map of three, of which one failed and one is in flight.</summary>
    private static LiveTest Start(out RunScript map, int width = 80, string label = "f037.csv", ProgressMode mode = ProgressMode.Live)
    {
        var test = new LiveTest(width, options: new RichProgressOptions { Theme = ProgressTheme.Tree }, mode: mode);
        map = test.Script.Map(Graph("g", Node("a")), 3);
        RunScript item = map.Item(label: "f036.csv");
        item.Node("a").Fail("no");
        item.End(RunStatus.Failed, "no");
        map.Item(label: label).Node("a");
        return test;
    }

    private static JsonElement Last(LiveTest test) =>
        JsonDocument.Parse(test.Terminal.Console.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
}
