using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class EndingTests : IDisposable
{
    private readonly LiveTest _test = new(width: 60);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Completed_Is_said_in_green_And_the_time_faintly()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("a")));
        run.Nodes("a");
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal("✓ 📦 a  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1\n✓ rag completed! (0 ms)", _test.Text);
        Assert.All(_test.Terminal.Screen.Lines[1].Take(16), cell => Assert.Equal("38;5;2", cell.Sgr));
        Assert.All(_test.Terminal.Screen.Lines[1].Skip(17).Take(6), cell => Assert.Equal("2", cell.Sgr));
    }

    [Fact]
    public void Failed_Says_what_and_where()
    {
        RunScript run = _test.Script.Run(Graph("outer", Nested("risk", Node("boom")), Node("after")));
        NodeScript risk = run.Node("risk");
        RunScript inner = risk.Run();
        inner.Node("boom").Fail("too big\nsecond line");
        inner.End(RunStatus.Failed, "too big\nsecond line");
        risk.Fail("too big\nsecond line");
        run.End(RunStatus.Failed, "too big\nsecond line");
        _test.Processor.Shutdown();

        Assert.Equal(
            """
            ✗   🌳 boom  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1  1 failed
            - 📦 after   ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/0  skipped
            ✗ outer failed: too big (0 ms, 1 skipped)
              ✗ risk/boom: too big
            """,
            _test.Text);
        Assert.All(_test.Terminal.Screen.Lines[2].Take(10), cell => Assert.Equal("38;5;1", cell.Sgr));
    }

    [Fact]
    public void Many_skipped_rows_Below_a_failure_Share_a_line()
    {
        RunScript run = _test.Script.Run(Graph("g", [Node("load"), Node("boom"), .. Enumerable.Range(0, 39).Select(i => Node($"n{i}")), Nested("in", Node("last"))]));
        run.Nodes("load");
        run.Node("boom").Fail("no");
        run.End(RunStatus.Failed, "no");
        _test.Processor.Shutdown();

        Assert.Equal(
            """
            ✓ 📦 load  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1
            ✗ 📦 boom  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1  1 failed
            … 40 more (40 skipped)
            ✗ g failed: no (0 ms, 40 skipped)
              ✗ boom: no
            """,
            _test.Text);
    }

    [Fact]
    public void Map_That_fails_Says_what_never_started()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a"), Node("b")), 100);
        for (int i = 0; i < 9; i++)
        {
            map.Item().Nodes("a", "b").End();
        }

        RunScript last = map.Item();
        last.Node("a").Fail("nine");
        last.End(RunStatus.Failed, "nine");
        map.End(RunStatus.Failed, "nine");
        _test.Processor.Shutdown();

        string[] lines = _test.Text.Split('\n');
        Assert.Contains(" 10/100  1 failed, 90 not started", lines[0], StringComparison.Ordinal);
        Assert.Contains(" 10/100  1 failed, 90 not started", lines[1], StringComparison.Ordinal);
        Assert.Contains(" 9/99  90 not started", lines[2], StringComparison.Ordinal);
        Assert.Equal(["✗ g failed: nine (0 ms, 90 not started)", "  ✗ a [item 9]: nine"], lines[3..]);
    }

    [Fact]
    public void Nested_failures_Are_no_completion()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("m", Node("a"))));
        NodeScript node = run.Node("m");
        RunScript map = node.Map(66);
        for (int i = 0; i < 66; i++)
        {
            RunScript item = map.Item();
            item.Node("a").Fail("no");
            item.End(RunStatus.Failed, "no");
        }

        map.End(RunStatus.Failed);
        node.End();
        run.End();
        _test.Processor.Shutdown();

        Assert.Contains("! g completed in part: 66 failed (0 ms)", _test.Text.Split('\n'));
        Assert.DoesNotContain("completed!", _test.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "IOException")]
    [InlineData(" \r\n\t", "IOException")]
    [InlineData("\e[31mred\e[0m and \e]8;;https://x\e\\plain\e]8;;\e\\", "red and plain")]
    [InlineData("\e[1m\n\e[0mthe second line", "the second line")]
    [InlineData("\e[31m\e[0m", "IOException")]
    public void Message_WithoutText_OrWithColours_IsReadable(string message, string shown)
    {
        RunScript run = _test.Script.Run(Graph("g", Node("read")));
        run.Node("read").Fail(message, "System.IO.IOException");
        run.End(RunStatus.Failed, message);
        _test.Processor.Shutdown();

        Assert.Equal($"  ✗ read: {shown}", _test.Text.Split('\n')[^1]);
    }

    [Fact]
    public void Long_messages_Are_shown_whole_On_as_many_lines_as_they_need()
    {
        const string Message = "could not read /data/2026/01/an-archive-with-a-long-name.tar.gz: the disk is gone";
        using var test = new LiveTest(width: 40);
        RunScript run = test.Script.Run(Graph("g", Node("read")));
        run.Node("read").Fail(Message);
        run.End(RunStatus.Failed, Message);
        test.Processor.Shutdown();

        Assert.Equal(
            """
            ✗ g failed: could not read
              /data/2026/01/an-archive-with-a-long-
              name.tar.gz: the disk is gone (0 ms)
              ✗ read: could not read
                /data/2026/01/an-archive-with-a-lon
                g-name.tar.gz: the disk is gone
            """,
            string.Join('\n', test.Text.Split('\n')[1..]));
    }

    [Fact]
    public void Thousands_of_rows_Fold_where_they_ended_well()
    {
        using var test = new LiveTest(width: 60, height: 24);
        string[] names = [.. Enumerable.Range(0, 5000).Select(i => $"n{i}")];
        RunScript run = test.Script.Run(Graph("g", [.. names.Select(name => Node(name))]));
        run.Nodes(names[..2500]);
        run.Node("n2500").Fail("too big");
        run.End(RunStatus.Failed, "too big");
        test.Processor.Shutdown();

        string[] lines = [.. test.Terminal.Screen.ScrolledOff, .. test.Text.Split('\n')];
        Assert.Equal(200 + 2, lines.Length);
        Assert.Single(lines, line => line.StartsWith("✗ 📦 n2500  ", StringComparison.Ordinal));
        Assert.Matches(@"^… [0-9,]+ more \([0-9,]+ done\)$", lines[0]);
        Assert.Equal(["✗ g failed: too big (0 ms, 2,499 skipped)", "  ✗ n2500: too big"], lines[^2..]);
    }

    [Fact]
    public void Partial_Counts_items_And_lists_the_first_failures()
    {
        using var test = new LiveTest(width: 60, options: new RichProgressOptions { MaxFailures = 2 });
        RunScript map = test.Script.Map(Graph("batch", Node("work")), 4);
        for (int i = 0; i < 4; i++)
        {
            RunScript item = map.Item();
            if (i == 0)
            {
                item.Nodes("work");
                item.End();
            }
            else
            {
                item.Node("work").Fail($"no {i}");
                item.End(RunStatus.Failed, $"no {i}");
            }
        }

        map.End(RunStatus.Partial);
        test.Processor.Shutdown();

        Assert.Equal(
            """
            ✗ 🗺️  batch Progress  ━━━━━━━━━━━━━━━━━ 4/4  3 failed  00:00
            ✗   📦 work          ━━━━━━━━━━━━━━━━━ 4/4  3 failed  00:00
            ! batch completed in part: 3 of 4 items failed (0 ms)
              ✗ work [item 1]: no 1
              ✗ work [item 2]: no 2
              … 1 more failure
            """,
            test.Text);
    }

    [Fact]
    public void Paused_Says_where()
    {
        RunScript run = _test.Script.Run(Graph("outer", Nested("review", Node("approve")), Node("close")));
        NodeScript review = run.Node("review");
        RunScript inner = review.Run();
        inner.Node("approve").Pause();
        inner.End(RunStatus.Paused);
        review.Pause("review/approve");
        run.End(RunStatus.Paused);
        _test.Processor.Shutdown();

        Assert.Equal(
            """
            ⏸   🌳 approve  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1  paused
            - 📦 close      ╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/0  skipped
            ⏸ outer paused at review/approve (0 ms, 1 skipped)
            """,
            _test.Text);
    }

    [Fact]
    public void Stopped_Is_said()
    {
        RunScript run = _test.Script.Run(Graph("job", Node("a"), Node("b")));
        NodeScript a = run.Node("a");
        run.RequestStop();
        a.End();
        run.End(RunStatus.Stopped);
        _test.Processor.Shutdown();

        Assert.EndsWith("\n■ job stopped (0 ms, 1 skipped)", _test.Text);
    }

    [Fact]
    public void Next_run_Begins_a_new_region_below()
    {
        foreach (string name in new[] { "first", "second" })
        {
            RunScript run = _test.Script.Run(Graph(name, Node("a")));
            _test.NextFrame();
            run.Nodes("a");
            run.End();
            _test.Processor.Shutdown();
        }

        Assert.Equal(
            ["✓ first completed! (200 ms)", "✓ second completed! (100 ms)"],
            _test.Text.Split('\n').Where(line => line.Contains("completed")));
        Assert.Equal(4, _test.Text.Split('\n').Length);
    }
}
