using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>What a person sees of each state, from the events to the screen.</summary>
public sealed class StateFrameTests : IDisposable
{
    private readonly LiveTest _test = new(width: 60, options: new RichProgressOptions { Theme = ProgressTheme.Tree });

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Stopped)]
    public void Stream_That_is_cut_short_Has_a_dotted_bar_And_no_total(RunStatus status)
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a")));
        map.Item().Nodes("a").End();
        RunScript item = map.Item();
        item.Node("a").Fail("no");
        item.End(RunStatus.Failed, "no");
        map.End(status);
        _test.Processor.Shutdown();

        Assert.Matches("^✗ g Progress  ┄+ 2/\\?  1 failed", _test.Text.Split('\n')[0]);
    }

    [Fact]
    public void Rows_Of_a_run_In_every_state()
    {
        RunScript run = _test.Script.Run(Graph(
            "g", Node("done"), Node("cached"), Node("failed"), Node("paused"), Node("running"), Node("retrying"), Node("waiting")));
        run.Nodes("done");
        run.Node("cached").End(cached: true);
        run.Node("failed").Fail();
        run.Node("paused").Pause();
        run.Node("running");
        NodeScript retrying = run.Node("retrying");
        retrying.StartAttempt(1);
        retrying.EndAttempt(1, "busy");
        retrying.StartAttempt(2);
        _test.NextFrame();

        Assert.Equal(
            """
            ✓ done      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1
            ≡ cached    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1  cached
            ✗ failed    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1  1 failed
            ⏸ paused    ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1  paused
            ⠋ running   ━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━ 0/1
            ↻ retrying  ━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━ 0/1  retrying (1)
            · waiting   ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1
            """,
            _test.Text);
    }

    [Fact]
    public void Rows_Of_a_resumed_run_Say_what_was_restored()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a"), Node("b")), 4);
        map.Resume(3);
        RunScript whole = map.Item();
        whole.Node("a").End(restored: true);
        whole.Node("b").End(restored: true);
        whole.End();
        RunScript part = map.Item();
        part.Node("a").End(restored: true);
        part.Node("b");
        _test.NextFrame();

        Assert.Equal(
            """
            ⠋ g Progress  ━━━╸━━━━━━ 1/4  1 restored  00:00
            ⠋ ├─ a        ━━━━━╺━━━━ 2/4  2 restored  00:00
            ⠋ └─ b        ━━━╸━━━━━━ 1/4  1 restored  00:00
            """,
            _test.Text);
    }

    [Fact]
    public void Rows_Of_a_stopped_run()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Mapped("m", Node("x")), Node("b")));
        run.Nodes("a");
        NodeScript node = run.Node("m");
        RunScript map = node.Map(2);
        map.Item().Nodes("x").End();
        run.RequestStop();
        map.Item().End(RunStatus.Stopped);
        map.End(RunStatus.Stopped);
        node.End(stopped: true);
        run.End(RunStatus.Stopped);
        _test.Processor.Shutdown();

        Assert.Equal(["✓ a", "■ └─ m Progress", "✓    └─ x", "- b", "■ g stopped (0 ms, 1 skipped)"], _test.Text.Split('\n').Select(Beginning));
        Assert.Contains("stopped", _test.Text.Split('\n')[1], StringComparison.Ordinal);
        Assert.Contains("skipped", _test.Text.Split('\n')[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Bar_Of_some_failures_Is_split_by_their_share_And_the_name_keeps_its_colour()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 120);
        for (int i = 0; i < 120; i++)
        {
            RunScript item = map.Item();
            NodeScript a = item.Node("a");
            if (i < 9)
            {
                a.Fail();
                item.End(RunStatus.Failed);
            }
            else
            {
                a.End();
                item.End();
            }
        }

        map.End(RunStatus.Partial);
        _test.Processor.Shutdown();

        IReadOnlyList<Cell> row = _test.Terminal.Screen.Lines[1];
        string[] bar = [.. row.Where(cell => cell.Text == "━").Select(cell => cell.Sgr)];
        Assert.Equal(bar.Length, bar.Count(sgr => sgr == "38;5;2") + bar.Count(sgr => sgr == "38;5;1"));
        Assert.Equal((int)Math.Round(bar.Length * 9 / 120.0, MidpointRounding.AwayFromZero), bar.Count(sgr => sgr == "38;5;1"));
        Assert.Equal("38;5;1", row[0].Sgr);
        Assert.Equal("", row.First(cell => cell.Text == "a").Sgr);
    }

    [Fact]
    public void Empty_map_Is_done_With_a_full_bar()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("m", Node("x"))));
        run.Nodes("m");
        run.End();
        _test.Processor.Shutdown();

        string[] lines = _test.Text.Split('\n');
        Assert.StartsWith("✓ └─ m Progress  ━━━━", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("skipped", lines[0], StringComparison.Ordinal);
        Assert.Equal("✓ g completed! (0 ms, 1 skipped)", lines[2]);
    }

    [Fact]
    public void OwnProgress_Of_a_node_Fills_its_bar_And_is_counted()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Node("a").Report(1500, 5000);
        run.Node("b").Report(1204);
        _test.NextFrame();

        Assert.Equal(
            """
            ⠋ a  ━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1  1,500/5,000
            ⠋ b  ━━━━━━━━━━━━━━━━━━╸━━━━━━━━━━━━━━━━━━ 0/1  1,204/…
            """,
            _test.Text);
    }

    [Fact]
    public void Clock_Of_a_node_outside_maps_Is_shown_from_three_seconds_on()
    {
        _test.Script.Run(Graph("g", Node("a"), Node("b"))).Node("a");
        _test.Clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.DoesNotContain("00:", _test.Text, StringComparison.Ordinal);
        _test.NextFrame();
        Assert.EndsWith(" 0/1  00:03", _test.Text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Length_Of_a_node_outside_maps_Is_shown_once_it_has_ended_And_stays()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b"), Node("c")));
        NodeScript a = run.Node("a");
        _test.Clock.Advance(TimeSpan.FromSeconds(12.4));
        a.End();
        NodeScript b = run.Node("b");
        _test.Clock.Advance(TimeSpan.FromMilliseconds(340));
        b.End();
        run.Node("c");
        _test.NextFrame();
        Assert.Equal(["1/1  12.4 s", "1/1  340 ms", "0/1"], _test.Text.Split('\n').Select(Numbers));

        run.End();
        _test.Processor.Shutdown();
        Assert.Equal(["1/1  12.4 s", "1/1  340 ms"], _test.Text.Split('\n')[..2].Select(Numbers));
    }

    [Fact]
    public void Map_over_a_stream_Has_no_end_Until_it_has_one()
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a")));
        for (int i = 0; i < 3; i++)
        {
            map.Item().Nodes("a").End();
        }

        RunScript last = map.Item();
        _test.NextFrame();
        Assert.Equal(["⠋ g Progress  ┄", "⠋ └─ a        ┄"], _test.Text.Split('\n').Select(line => line[..15]));
        Assert.All(_test.Text.Split('\n'), line => Assert.Contains("┄ 3/…", line, StringComparison.Ordinal));

        last.Nodes("a").End();
        map.End();
        _test.Processor.Shutdown();
        Assert.All(_test.Text.Split('\n')[..2], line => Assert.Contains("━ 4/4", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Retries_Are_counted_When_it_worked_in_the_end()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        NodeScript node = run.Node("a");
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            node.StartAttempt(attempt);
            node.EndAttempt(attempt, attempt < 3 ? "busy" : null);
        }

        node.End();
        run.End();
        _test.Processor.Shutdown();
        Assert.EndsWith(" 1/1  2 retries", _test.Text.Split('\n')[0], StringComparison.Ordinal);
    }

    private static string Numbers(string line) => line[(line.LastIndexOfAny(['━', '╺']) + 1)..].Trim();

    private static string Beginning(string line) => line.Split("  ━")[0].Split("  ╺")[0].TrimEnd();
}
