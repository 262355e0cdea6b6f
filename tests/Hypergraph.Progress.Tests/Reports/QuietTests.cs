using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class QuietTests : IDisposable
{
    private readonly LiveTest _test = new(mode: ProgressMode.Quiet);

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Paused)]
    [InlineData(RunStatus.Stopped)]
    public void Without_failure_Nothing_is_written(RunStatus status)
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Nodes("a");
        _test.NextFrame();
        _test.Clock.Advance(TimeSpan.FromMinutes(10));
        run.End(status);
        _test.Processor.Shutdown();

        Assert.Empty(_test.Terminal.NewOutput());
    }

    [Fact]
    public void Failure_Is_written_at_the_end_And_only_then()
    {
        RunScript map = _test.Script.Map(Graph("batch", Node("work")), 2);
        RunScript item = map.Item();
        item.Node("work").Fail("gone");
        item.End(RunStatus.Failed, "gone");
        _test.NextFrame();
        Assert.Empty(_test.Terminal.NewOutput());

        map.Item().Nodes("work").End();
        map.End(RunStatus.Partial);
        _test.Processor.Shutdown();
        Assert.Equal(
            ["! batch completed in part: 1 of 2 items failed (100 ms)", "  ✗ work [item 0]: gone"],
            _test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Failure_In_a_map_that_continues_Is_written_Also_when_the_run_completes()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("m", Node("work"))));
        NodeScript node = run.Node("m");
        RunScript map = node.Map(1);
        RunScript item = map.Item();
        item.Node("work").Fail("gone");
        item.End(RunStatus.Failed, "gone");
        map.End(RunStatus.Failed);
        node.End();
        run.End();
        _test.Processor.Shutdown();

        Assert.Equal(
            ["! g completed in part: 1 failed (0 ms)", "  ✗ m/work [item 0]: gone"],
            _test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
