using Hypergraph.Progress.Text;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class StateTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Node_In_its_first_attempt_Is_running()
    {
        NodeScript a = _test.Script.Run(Graph("g", Node("a"))).Node("a");
        a.StartAttempt(1);

        Assert.Equal(["a 0/1 Running"], _test.Rows);
        Assert.Equal(0, Only.Retries);
    }

    [Fact]
    public void Node_After_a_failed_attempt_Is_retrying_until_it_ends()
    {
        NodeScript a = _test.Script.Run(Graph("g", Node("a"), Node("b"))).Node("a");
        a.StartAttempt(1);
        a.EndAttempt(1, "not yet");
        Assert.Equal("a 0/1 Retrying", _test.Rows[0]);
        Assert.False(Only.IsClosed);

        a.StartAttempt(2);
        a.EndAttempt(2, "not yet");
        a.StartAttempt(3);
        Assert.Equal("a 0/1 Retrying", _test.Rows[0]);
        Assert.Equal(2, Only.Retries);

        a.EndAttempt(3);
        a.End();
        Assert.Equal("a 1/1 Done", _test.Rows[0]);
        Assert.Equal(2, Only.Retries);
    }

    [Fact]
    public void Node_Of_many_items_Is_retrying_while_any_of_them_is()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 3);
        NodeScript one = map.Item().Node("a");
        NodeScript other = map.Item().Node("a");
        one.EndAttempt(1, "no");
        other.EndAttempt(1, "no");
        one.Fail();
        Assert.Equal("  a 1/3 Retrying 1", _test.Rows[1]);

        other.End();
        Assert.Equal("  a 2/3 Running 1", _test.Rows[1]);
    }

    [Fact]
    public void Node_From_the_cache_IsCached()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Node("a").End(cached: true);

        Assert.Equal(["a 1/1 Cached", "b 0/1 Waiting"], _test.Rows);
        Assert.Equal(1, Only.Cached);
        Assert.True(Only.IsClosed);
    }

    [Fact]
    public void Node_From_the_cache_in_some_items_Is_done()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 2);
        foreach (bool cached in new[] { true, false })
        {
            RunScript item = map.Item();
            item.Node("a").End(cached);
            item.End();
        }

        map.End();
        Assert.Equal(["g Progress 2/2 Done", "  a 2/2 Done"], _test.Rows);
        Assert.Equal(1, _test.Run.Rows[1].Cached);
    }

    [Fact]
    public void NestedGraph_From_the_cache_Has_cached_rows()
    {
        RunScript run = _test.Script.Run(Graph("g", Nested("n", Node("a"), Mapped("m", Node("b"))), Node("c")));
        run.Node("n").End(cached: true);

        Assert.Equal(["  a 0/0 Cached", "    m Progress 0/0 Cached", "      b 0/0 Cached", "c 0/1 Waiting"], _test.Rows);
    }

    [Fact]
    public void Mapped_graph_That_was_stopped_Is_stopped_and_not_done()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("m", Node("a")), Node("b")));
        NodeScript node = run.Node("m");
        RunScript map = node.Map(3);
        RunScript item = map.Item();
        item.Nodes("a");
        item.End();
        map.End(RunStatus.Stopped);
        node.End(stopped: true);
        run.End(RunStatus.Stopped);

        Assert.Equal(["  m Progress 1/3 Stopped", "    a 1/3 Stopped", "b 0/0 Skipped"], _test.Rows);
    }

    [Fact]
    public void Map_Whose_source_fails_Is_failed_without_a_failed_item()
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a")));
        RunScript item = map.Item();
        item.Nodes("a");
        item.End();
        map.End(RunStatus.Failed, "The source is gone.");

        Assert.Equal(["g Progress 1/1 Failed", "  a 1/1 Stopped"], _test.Rows);
        Assert.Equal(["1/?", "1/?"], _test.Run.Rows.Select(row => CountText.DoneOfTotal(row, "…")));
        Assert.Equal("The source is gone.", _test.Run.ErrorMessage);
    }

    [Fact]
    public void Map_With_items_that_paused_and_stopped_Counts_them()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 3);
        foreach (RunStatus status in new[] { RunStatus.Completed, RunStatus.Paused, RunStatus.Stopped })
        {
            RunScript item = map.Item();
            NodeScript a = item.Node("a");
            if (status == RunStatus.Paused)
            {
                a.Pause();
            }
            else
            {
                a.End();
            }

            item.End(status);
        }

        map.End(RunStatus.Paused);
        Assert.Equal(["g Progress 3/3 Paused", "  a 3/3 Paused"], _test.Rows);
        Assert.Equal([(1L, 1L), (1L, 0L)], _test.Run.Rows.Select(row => (row.Paused, row.Stopped)));
    }

    [Fact]
    public void Resumed_map_Counts_the_items_that_continue_Under_their_own_indexes()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 2);
        RunScript item = map.Item(index: 4);
        item.Nodes("a");
        item.End();
        Assert.Equal(["g Progress 1/2 Running", "  a 1/2 Running"], _test.Rows);

        item = map.Item(index: 9);
        item.Node("a").Fail();
        item.End(RunStatus.Failed);
        map.End(RunStatus.Partial);
        Assert.Equal(["g Progress 2/2 Failed 1", "  a 2/2 Failed 1"], _test.Rows);
        Assert.Equal([9], Assert.Single(_test.Run.Failures).Items);
    }

    [Theory]
    [InlineData(RunStatus.Completed, new[] { "g Progress 2/2 Done", "a 1/1 Done", "  b 0/0 Skipped" }, new[] { "2/2", "1/1", "0/0" })]
    [InlineData(RunStatus.Stopped, new[] { "g Progress 2/2 Stopped", "a 1/1 Stopped", "  b 0/0 Skipped" }, new[] { "2/?", "1/?", "0/?" })]
    [InlineData(RunStatus.Failed, new[] { "g Progress 2/2 Failed", "a 1/1 Stopped", "  b 0/0 Skipped" }, new[] { "2/?", "1/?", "0/?" })]
    public void MapOverAStream_GrowsWithItsItems_AndIsExactOnlyAtItsEnd(RunStatus status, string[] rows, string[] counts)
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a"), Nested("n", Node("b"))));
        Assert.Equal("g Progress 0/0 Running", _test.Rows[0]);
        Assert.True(_test.Run is { IsMap: true, MapSize: null });

        RunScript first = map.Item();
        first.Nodes("a");
        map.Item();
        Assert.Equal(["g Progress 0/2 Running", "a 1/2 Running", "  b 0/2 Waiting"], _test.Rows);
        Assert.All(_test.Run.Rows, row => Assert.True(row.IsTotalGrowing));

        map.End(status);
        Assert.All(_test.Run.Rows, row => Assert.False(row.IsTotalGrowing));
        Assert.Equal(rows, _test.Rows);
        Assert.Equal(counts, _test.Run.Rows.Select(row => CountText.DoneOfTotal(row, "…")));
    }

    [Fact]
    public void OwnProgress_Of_what_is_in_flight_Adds_up()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 2);
        NodeScript one = map.Item().Node("a");
        NodeScript other = map.Item().Node("a");
        Assert.Equal((null, null), Own);

        one.Report(3, 10);
        Assert.Equal((3L, 10L), Own);
        one.Report(4, 10);
        other.Report(1, 5);
        Assert.Equal((5L, 15L), Own);
        other.Report(2);
        Assert.Equal((6L, null), Own);

        other.End();
        Assert.Equal((4L, 10L), Own);
        one.Fail();
        Assert.Equal((null, null), Own);
    }

    [Fact]
    public void OwnProgress_Beyond_its_total_Moves_the_total()
    {
        NodeScript a = _test.Script.Run(Graph("g", Node("a"))).Node("a");
        a.Report(12, 10);
        Assert.Equal((12L, 12L), (Only.OwnDone, Only.OwnTotal));

        a.Report(-1);
        Assert.Equal((0L, null), (Only.OwnDone, Only.OwnTotal));
    }

    private ProgressRow Only => _test.Run.Rows[0];

    private (long?, long?) Own => (_test.Run.Rows[1].OwnDone, _test.Run.Rows[1].OwnTotal);
}
