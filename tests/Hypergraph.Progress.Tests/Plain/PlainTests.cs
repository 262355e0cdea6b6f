using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class PlainTests : IDisposable
{
    private readonly LiveTest _test = new(width: 40, mode: ProgressMode.Plain);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Run_ReportsStartAndEndOfEachNode()
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
    public void Nodes_AreReportedWhileTheRunGoesOn()
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
    public void NodesAtOnce_AreReportedInTheOrderOfTheirEvents()
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
    public void Failure_IsReportedWhereItHappens_AndAtTheEnd()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Node("a").Fail("first\nsecond");
        run.End(RunStatus.Failed, "first\nsecond");
        _test.Processor.Shutdown();

        Assert.Equal(["g: a started", "g: a failed: first", "✗ g failed: first (0 ms, 1 skipped)", "  ✗ a: first"], Lines());
    }

    [Fact]
    public void Map_ReportsMilestonesWithCounts_NotItsNodes()
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
    public void SmallMap_ReportsOneMilestoneAnItem()
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
    public void Loop_IsReportedOnce_WithItsCount()
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
    public void Output_HasNoControlCharacters_WhateverTheNames()
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
    public void Lines_AreNotBrokenAtTheWidthOfATerminal()
    {
        string name = new('x', 200);
        RunScript run = _test.Script.Run(Graph("g", Node(name)));
        run.Nodes(name);
        _test.NextFrame();

        Assert.Equal([$"g: {name} started", $"g: {name} done (0 ms)"], Lines());
    }

    [Fact]
    public void RunsAtOnce_SayWhichTheyAre()
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
    public void Auto_OnAConsoleThatIsNoTerminal_IsPlain()
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
