using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed partial class PlainTests : IDisposable
{
    private readonly LiveTest _test = new(width: 40, mode: ProgressMode.Plain);

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Map_that_fails_Says_what_never_started(bool isSeenBefore)
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 100);
        for (int i = 0; i < 9; i++)
        {
            map.Item().Nodes("a").End();
        }

        RunScript last = map.Item();
        last.Node("a").Fail("nine");
        last.End(RunStatus.Failed, "nine");
        if (isSeenBefore)
        {
            _test.NextFrame();
        }

        map.End(RunStatus.Failed, "nine");
        _test.Processor.Shutdown();

        Assert.Equal(
            [
                "g: g Progress started",
                .. isSeenBefore ? ["g: g Progress 10/100 (10 %), 1 failed"] : Array.Empty<string>(),
                "g: g Progress 10/100 (10 %), 1 failed, 90 not started",
                $"✗ g failed: nine ({(isSeenBefore ? 100 : 0)} ms, 90 not started)",
                "  ✗ a [item 9]: nine",
            ],
            Lines());
    }

    [Fact]
    public void Run_Reports_start_and_end_of_each_node()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("load"), Nested("in", Node("embed"))));
        Work(run.Node("load"), 12);
        NodeScript nested = run.Node("in");
        RunScript inner = nested.Run();
        Work(inner.Node("embed"), 2500);
        inner.End();
        nested.End();
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal(
            [
                "rag: load started",
                "rag: load done (12 ms)",
                "rag: in/embed started",
                "rag: in/embed done (2.5 s)",
                "✓ rag completed! (2.5 s)",
            ],
            Lines());
    }

    [Fact]
    public void Nodes_Are_reported_while_the_run_continues()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("load"), Node("ask")));
        NodeScript load = run.Node("load");
        _test.NextFrame();
        Assert.Equal(["rag: load started"], Lines());

        load.End();
        run.Node("ask");
        _test.NextFrame();
        _test.NextFrame();
        Assert.Equal(["rag: load done (100 ms)", "rag: ask started"], Lines());
    }

    [Fact]
    public void Nodes_at_once_Are_reported_in_the_order_of_their_events()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        NodeScript b = run.Node("b");
        NodeScript a = run.Node("a");
        b.End();
        a.End();
        _test.NextFrame();

        Assert.Equal(["g: b started", "g: a started", "g: b done (0 ms)", "g: a done (0 ms)"], Lines());
    }

    [Fact]
    public void Failure_Is_reported_where_it_happens_And_at_the_end()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Node("a").Fail("first\nsecond");
        run.End(RunStatus.Failed, "first\nsecond");
        _test.Processor.Shutdown();

        Assert.Equal(["g: a started", "g: a failed: first", "✗ g failed: first (0 ms, 1 skipped)", "  ✗ a: first"], Lines());
    }

    [Fact]
    public void Map_Reports_milestones_with_counts_Not_its_nodes()
    {
        RunScript map = _test.Script.Map(Graph("docs", Node("read")), 20);
        for (int i = 0; i < 20; i++)
        {
            RunScript item = map.Item();
            if (i == 3)
            {
                item.Node("read").Fail("gone");
                item.End(RunStatus.Failed, "gone");
            }
            else
            {
                item.Nodes("read");
                item.End();
            }
        }

        map.End(RunStatus.Partial);
        _test.Processor.Shutdown();

        Assert.Equal(
            [
                "docs: docs Progress started",
                "docs: docs Progress 2/20 (10 %)",
                "docs: docs Progress 5/20 (25 %), 1 failed",
                "docs: docs Progress 10/20 (50 %), 1 failed",
                "docs: docs Progress 15/20 (75 %), 1 failed",
                "docs: docs Progress 20/20 (100 %), 1 failed",
                "! docs completed in part: 1 of 20 items failed (0 ms)",
                "  ✗ read [item 3]: gone",
            ],
            Lines());
    }

    [Fact]
    public void Small_map_Reports_one_milestone_an_item()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 3);
        for (int i = 0; i < 3; i++)
        {
            RunScript item = map.Item();
            item.Nodes("a");
            item.End();
        }

        _test.NextFrame();
        Assert.Equal(["g: g Progress started", "g: g Progress 1/3 (33 %)", "g: g Progress 2/3 (66 %)", "g: g Progress 3/3 (100 %)"], Lines());
    }

    [Fact]
    public void Loop_Is_reported_once_With_its_count()
    {
        RunScript run = _test.Script.Run(Graph("g", Looping("inc")));
        for (int i = 0; i < 50; i++)
        {
            run.Nodes("inc");
            _test.NextFrame();
        }

        run.End();
        _test.Processor.Shutdown();

        Assert.Equal(["g: inc started", "g: inc done 50 times (4.9 s)", "✓ g completed! (5.0 s)"], Lines());
    }

    [Fact]
    public void Skipped_And_Cached_Are_counted_at_the_end()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b"), Node("c")));
        run.Node("a").End(cached: true);
        run.Nodes("b");
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal(
            [
                "g: a started",
                "g: a cached (0 ms)",
                "g: b started",
                "g: b done (0 ms)",
                "✓ g completed! (0 ms, 1 skipped, 1 cached)",
            ],
            Lines());
    }

    [Fact]
    public void Paused_And_Stopped_Are_said()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("ask"), Node("b")));
        run.Node("ask").Pause();
        run.End(RunStatus.Paused);
        _test.Processor.Shutdown();
        Assert.Equal(["g: ask started", "g: ask paused", "⏸ g paused at ask (0 ms, 1 skipped)"], Lines());

        RunScript stopped = _test.Script.Run(Graph("h", Node("a")));
        stopped.Nodes("a");
        stopped.End(RunStatus.Stopped);
        _test.Processor.Shutdown();
        Assert.Equal("■ h stopped (0 ms)", Lines()[^1]);
    }

    [Fact]
    public void Retries_Are_said_One_by_one_and_at_the_end()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        NodeScript node = run.Node("a");
        node.StartAttempt(1);
        node.EndAttempt(1, "busy");
        node.StartAttempt(2);
        _test.NextFrame();
        node.EndAttempt(2);
        node.End();
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal(["g: a started", "g: a retry 1", "g: a done (100 ms)", "✓ g completed! (100 ms, 1 retry)"], Lines());
    }

    [Fact]
    public void Restored_nodes_and_items_Are_said_to_be_restored()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Mapped("m", Node("x"))));
        run.Resume(2);
        run.Node("a").End(restored: true);
        NodeScript node = run.Node("m");
        RunScript map = node.Map(2);
        foreach (bool restored in new[] { true, false })
        {
            RunScript item = map.Item();
            item.Node("x").End(restored: restored);
            item.End();
            _test.NextFrame();
        }

        map.End();
        node.End();
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal(
            [
                "g: a started",
                "g: a done (0 ms, 1 restored)",
                "g: m Progress started",
                "g: m Progress 1/2 (50 %), 1 restored",
                "g: m Progress 2/2 (100 %), 1 restored",
                "✓ g completed! (200 ms, 2 restored)",
            ],
            Lines());
    }

    [Fact]
    public void OwnProgress_Is_said_When_nothing_else_was()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        NodeScript node = run.Node("a");
        _test.NextFrame();
        Lines();
        node.Report(1204, 5000);
        _test.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["g: still running after 30.1 s: a (1,204/5,000, 30.1 s)"], Lines());
    }

    [Fact]
    public void Map_over_a_stream_Is_counted_as_far_as_it_is_known()
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a")));
        for (int i = 0; i < 1204; i++)
        {
            map.Item().Nodes("a").End();
        }

        _test.NextFrame();
        Assert.Equal(["g: g Progress started"], Lines());
        _test.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["g: still running after 30.1 s: g Progress 1,204/…"], Lines());

        map.End();
        _test.Processor.Shutdown();
        Assert.Equal(["g: g Progress 1,204/1,204 (100 %)", "✓ g completed! (30.1 s)"], Lines());
    }

    [Theory]
    [InlineData(RunStatus.Failed, "✗ g failed: gone (100 ms)")]
    [InlineData(RunStatus.Stopped, "■ g stopped (100 ms)")]
    public void Map_over_a_stream_That_is_cut_short_Does_not_claim_a_total(RunStatus status, string end)
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a")));
        map.Item().Nodes("a").End();
        _test.NextFrame();
        map.End(status, status == RunStatus.Failed ? "gone" : null);
        _test.Processor.Shutdown();

        Assert.Equal(["g: g Progress started", "g: g Progress 1/?", end], Lines());
    }

    [Fact]
    public void Without_unicode_Signs_are_ascii()
    {
        _test.Terminal.Console.Profile.Capabilities.Unicode = false;
        RunScript run = _test.Script.Run(Graph("g", Node("a")));
        run.Node("a").Fail("no");
        run.End(RunStatus.Failed, "no");
        _test.Processor.Shutdown();

        Assert.Equal(["g: a started", "g: a failed: no", "x g failed: no (0 ms)", "  x a: no"], Lines());
    }

    [Fact]
    public void Output_Has_no_control_characters_Whatever_the_names()
    {
        const string Name = "bad\e[2J\u0007name\r\n\u009B1m\tx\u2028y";
        RunScript run = _test.Script.Map(Graph(Name, Node(Name)), 1, Name);
        RunScript item = run.Item();
        item.Node(Name).Fail(Name);
        item.End(RunStatus.Failed, Name);
        run.End(RunStatus.Failed, Name);
        _test.Processor.Shutdown();

        string output = _test.Terminal.NewOutput().Replace(Environment.NewLine, "", StringComparison.Ordinal);
        Assert.NotEmpty(output);
        Assert.DoesNotContain(output, c => char.IsControl(c) || c is '\u2028');
    }

    [Fact]
    public void Lines_Are_not_broken_at_the_width_of_a_terminal()
    {
        string name = new('x', 200);
        RunScript run = _test.Script.Run(Graph("g", Node(name)));
        run.Nodes(name);
        _test.NextFrame();

        Assert.Equal([$"g: {name} started", $"g: {name} done (0 ms)"], Lines());
    }

    [Fact]
    public void Runs_at_once_Say_which_they_are()
    {
        RunScript one = _test.Script.Run(Graph("one", Node("a")));
        RunScript two = _test.Script.Run(Graph("two", Node("a")));
        one.Nodes("a");
        two.Node("a");
        one.End();
        _test.Processor.Shutdown();

        Assert.Equal(["one: a started", "one: a done (0 ms)", "✓ one completed! (0 ms)", "two: a started"], Lines());
    }

    [Fact]
    public void Auto_On_a_console_that_is_no_terminal_Is_plain()
    {
        using var terminal = new TestTerminal();
        terminal.Console.Profile.Capabilities.Ansi = false;
        using var processor = new RichProgressProcessor(new RichProgressOptions { Console = terminal.Console });
        RunScript run = new EventScript(processor.OnEvent, TimeProvider.System).Run(Graph("g"));
        run.End();
        processor.Shutdown();

        Assert.StartsWith("✓ g completed! (", terminal.NewOutput(), StringComparison.Ordinal);
    }

    private void Work(NodeScript node, int milliseconds)
    {
        _test.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        node.End();
    }

    private string[] Lines() => _test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
