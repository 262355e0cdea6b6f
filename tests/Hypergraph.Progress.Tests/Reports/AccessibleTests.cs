using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class AccessibleTests : IDisposable
{
    private readonly LiveTest _test = new(mode: ProgressMode.Accessible);

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Run_Is_reported_In_sentences()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("load"), Node("embed"), Node("ask")));
        run.Nodes("load");
        run.Node("embed");
        _test.NextFrame();
        Assert.Equal(["rag started: 3 steps."], Lines());

        _test.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(["rag: 1 of 3 steps done. Running: embed."], Lines());

        _test.Clock.Advance(TimeSpan.FromSeconds(110));
        Lines();
        run.Nodes("ask");
        run.End();
        _test.Processor.Shutdown();
        Assert.Equal(["rag completed, after 2 minutes 5 seconds."], Lines());
    }

    [Fact]
    public void Failure_Is_reported_when_it_happens_And_in_the_outcome()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Node("a").Fail("The disk is full.\nReally.");
        _test.NextFrame();
        Assert.Equal(["g started: 2 steps.", "g: a failed: The disk is full."], Lines());

        run.End(RunStatus.Failed, "The disk is full.\nReally.");
        _test.Processor.Shutdown();
        Assert.Equal(["g failed: The disk is full, after less than a second, 1 skipped.", "Failure in a: The disk is full."], Lines());
    }

    [Fact]
    public void Map_Counts_items_And_names_those_that_failed()
    {
        RunScript map = _test.Script.Map(Graph("docs", Node("read")), 3);
        map.Item().Nodes("read").End();
        RunScript item = map.Item();
        item.Node("read").Fail("gone");
        item.End(RunStatus.Failed, "gone");
        map.Item().Node("read");
        _test.NextFrame();
        _test.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(["docs started: 3 items.", "docs: 2 of 3 items done, 1 failed. Running: read."], Lines().Select(line => line.Split(" About")[0]));

        map.End(RunStatus.Partial);
        _test.Processor.Shutdown();
        Assert.Equal("Failure in read, item 1: gone.", Lines()[^1]);
    }

    [Fact]
    public void Lines_Have_nothing_but_text_that_can_be_read_out()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Nested("n", Node("b"))));
        run.Node("a").Pause();
        _test.NextFrame();
        _test.Clock.Advance(TimeSpan.FromSeconds(15));
        run.End(RunStatus.Paused);
        _test.Processor.Shutdown();

        Assert.All(Lines(), line => Assert.Matches("^[A-Za-z0-9 :,.]+\\.$", line));
    }

    private string[] Lines() => _test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
