using Hypergraph.Progress.Text;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>Items that never start because their map fails or is stopped.</summary>
public sealed class NotStartedTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Map_Raising_at_an_item_Keeps_the_others_as_not_started()
    {
        RunScript map = _test.Script.Map(Graph("risky", Node("double"), Node("boom")), 5);
        RunScript first = map.Item();
        first.Nodes("double", "boom");
        first.End();
        RunScript second = map.Item();
        second.Nodes("double");
        second.Node("boom").Fail();
        second.End(RunStatus.Failed, "boom");
        Assert.Equal("risky Progress 2/5 Running 1", _test.Rows[0]);

        map.End(RunStatus.Failed, "boom");
        Assert.Equal(["risky Progress 2/5 Failed 1", "  double 2/5 Stopped", "  boom 2/5 Failed 1"], _test.Rows);
        Assert.Equal([3, 3, 3], _test.Run.Rows.Select(row => row.NotStarted));
        Assert.Equal([1], Assert.Single(_test.Run.Failures).Items);
    }

    [Fact]
    public void Stop_Keeps_the_items_that_have_not_started()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a"), Node("b")), 4);
        RunScript item = map.Item();
        NodeScript a = item.Node("a");
        map.RequestStop();
        Assert.True(_test.Run.IsStopRequested);

        a.End();
        item.End(RunStatus.Stopped);
        map.End(RunStatus.Stopped);
        Assert.Equal(["g Progress 1/4 Stopped", "  a 1/4 Stopped", "  b 0/3 Skipped"], _test.Rows);
        Assert.Equal([3, 3, 3], _test.Run.Rows.Select(row => row.NotStarted));
    }

    [Fact]
    public void Map_That_fails_Keeps_what_its_inner_maps_would_have_done()
    {
        RunScript outer = _test.Script.Map(Graph("outer", Nested("n", Node("load")), Mapped("inner", Node("t")), Node("save")), 10);
        RunScript item = outer.Item();
        RunScript nested = item.Node("n").Run();
        nested.Nodes("load");
        nested.End();
        RunScript inner = item.Node("inner").Map(3);
        RunScript innerItem = inner.Item();
        innerItem.Node("t").Fail();
        innerItem.End(RunStatus.Failed, "boom");
        inner.End(RunStatus.Failed, "boom");
        item.End(RunStatus.Failed, "boom");
        outer.End(RunStatus.Failed, "boom");

        // Two items of the inner map, and three in each of the nine outer items.
        Assert.Equal(
            ["outer Progress 1/10 Failed 1", "  load 1/10 Stopped", "  inner Progress 1/30 Failed 1", "    t 1/30 Failed 1", "save 0/9 Skipped"],
            _test.Rows);
        Assert.Equal([9, 9, 29, 29, 9], _test.Run.Rows.Select(row => row.NotStarted));
        Assert.All(_test.Run.Rows, row => Assert.False(row.IsTotalAssumed || row.IsTotalEstimated));
    }

    [Fact]
    public void Map_That_fails_before_its_inner_maps_Does_not_know_their_total()
    {
        RunScript outer = _test.Script.Map(Graph("outer", Node("load"), Mapped("inner", Node("t"))), 10);
        RunScript item = outer.Item();
        item.Node("load").Fail();
        item.End(RunStatus.Failed, "boom");
        outer.End(RunStatus.Failed, "boom");

        Assert.Equal([false, false, true, true], _test.Run.Rows.Select(row => row.IsTotalAssumed));
        Assert.Equal(["0/?", "0/?"], _test.Run.Rows.Skip(2).Select(row => CountText.DoneOfTotal(row, "…")));
    }

    [Fact]
    public void Run_That_is_stopped_Takes_its_own_nodes_off_And_keeps_the_items_of_its_map()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("m", Node("a")), Node("b")));
        NodeScript node = run.Node("m");
        RunScript map = node.Map(5);
        RunScript item = map.Item();
        item.Nodes("a");
        item.End();
        map.End(RunStatus.Stopped);
        node.End(stopped: true);
        run.End(RunStatus.Stopped);

        Assert.Equal(["  m Progress 1/5 Stopped", "    a 1/5 Stopped", "b 0/0 Skipped"], _test.Rows);
    }
}
