using Hypergraph.Progress.Text;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class RestoredTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Node_From_the_store_Is_done_and_says_so()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Resume(1);
        run.Node("a").End(restored: true);

        Assert.Equal(["a 1/1 Done", "b 0/1 Waiting"], _test.Rows);
        Assert.Equal([1, 0], _test.Run.Rows.Select(row => row.Restored));
        Assert.Equal(["1 restored", ""], _test.Run.Rows.Select(row => RowText.Remark(row, "?")));
        Assert.Null(_test.Run.Rows[0].Average);
    }

    [Fact]
    public void Failure_From_the_store_Counts_as_failure_and_as_restored()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 2);
        RunScript item = map.Item();
        item.Node("a").Fail("no such page", restored: true);
        item.End(RunStatus.Failed, "no such page");

        Assert.Equal(["g Progress 1/2 Running 1", "  a 1/2 Running 1"], _test.Rows);
        Assert.Equal([1, 1], _test.Run.Rows.Select(row => row.Restored));
        Assert.Equal("1 failed, 1 restored", RowText.Remark(_test.Run.Rows[1], "?"));
        Assert.Equal("no such page", _test.Run.Failures[0].Message);
    }

    [Fact]
    public void Item_Is_restored_only_if_all_its_executions_are()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a"), Node("b")), 3);
        RunScript whole = map.Item();
        whole.Node("a").End(restored: true);
        whole.Node("b").End(restored: true);
        whole.End();
        RunScript part = map.Item();
        part.Node("a").End(restored: true);
        part.Node("b").End();
        part.End();

        Assert.Equal([1, 2, 1], _test.Run.Rows.Select(row => row.Restored));
    }

    [Fact]
    public void Item_With_a_graph_of_restored_executions_Is_restored()
    {
        RunScript map = _test.Script.Map(Graph("g", Nested("inner", Node("a"))), 2);
        foreach (bool restored in new[] { true, false })
        {
            RunScript item = map.Item();
            NodeScript inner = item.Node("inner");
            RunScript run = inner.Run();
            run.Node("a").End(restored: restored);
            run.End();
            inner.End();
            item.End();
        }

        Assert.Equal(1, _test.Run.Rows[0].Restored);
    }

    [Fact]
    public void Item_That_pauses_Is_not_restored()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a"), Node("b")), 1);
        RunScript item = map.Item();
        item.Node("a").End(restored: true);
        item.Node("b").Pause();
        item.End(RunStatus.Paused);

        Assert.Equal([0, 1, 0], _test.Run.Rows.Select(row => row.Restored));
    }

    [Fact]
    public void Rate_While_all_is_restored_Is_unknown()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        RestoreItems(map, count: 500, milliseconds: 10);

        Assert.Equal([null, null], _test.Run.Rows.Select(row => row.Rate));
        Assert.Equal([null, null], _test.Run.Rows.Select(row => row.Average));
        Assert.Null(_test.Run.Remaining);
    }

    [Fact]
    public void Rate_After_a_restoration_Is_that_of_what_ran()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        RestoreItems(map, count: 500, milliseconds: 10);
        for (int i = 0; i < 100; i++)
        {
            RunItem(map, seconds: 0.5);
            Assert.All(_test.Run.Rows, row => Assert.Equal(2, row.Rate!.Value, precision: 6));
            Assert.All(_test.Run.Rows, row => Assert.Equal(TimeSpan.FromSeconds(0.5), row.Average));
        }

        Assert.Equal(TimeSpan.FromSeconds(200), _test.Run.Remaining);
    }

    [Fact]
    public void Rate_Of_a_closed_row_Is_that_of_what_ran()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 504);
        RestoreItems(map, count: 500, milliseconds: 10);
        for (int i = 0; i < 4; i++)
        {
            RunItem(map, seconds: 2);
        }

        map.End();
        Assert.Equal([0.5, 0.5], _test.Run.Rows.Select(row => row.Rate));
        Assert.Equal(TimeSpan.FromSeconds(13), _test.Run.Rows[0].Elapsed);
    }

    [Fact]
    public void Rate_Of_a_closed_row_of_restored_items_Is_unknown()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 500);
        RestoreItems(map, count: 500, milliseconds: 10);
        map.End();

        Assert.Equal([null, null], _test.Run.Rows.Select(row => row.Rate));
    }

    [Fact]
    public void Rate_Of_an_item_that_ran_while_others_were_restored_Counts_its_whole_time()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        RunScript item = map.Item();
        NodeScript a = item.Node("a");
        RestoreItems(map, count: 500, milliseconds: 10);
        a.End();
        item.End();

        Assert.All(_test.Run.Rows, row => Assert.Equal(0.2, row.Rate!.Value, precision: 6));
    }

    [Fact]
    public void Remaining_With_a_restoration_of_one_item_at_a_time_Counts_the_parallelism_of_what_ran()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        RestoreItems(map, count: 900, milliseconds: 20);
        for (int i = 0; i < 5; i++)
        {
            List<(RunScript Item, NodeScript Node)> open = [.. Enumerable.Range(0, 10).Select(_ => map.Item()).Select(item => (item, item.Node("a")))];
            _test.Clock.Advance(TimeSpan.FromSeconds(1));
            foreach ((RunScript item, NodeScript node) in open)
            {
                node.End();
                item.End();
            }
        }

        // 50 items of one second, ten at a time.
        Assert.Equal(TimeSpan.FromSeconds(5), _test.Run.Remaining);
    }

    [Fact]
    public void Average_Text_Of_one_execution_that_ran_Does_not_say_each()
    {
        RunScript run = _test.Script.Run(Graph("g", Looping("a")));
        run.Node("a").End(restored: true);
        run.Node("a").End(restored: true);
        NodeScript last = run.Node("a");
        _test.Clock.Advance(TimeSpan.FromSeconds(4));
        last.End();

        Assert.Equal("4.0 s", RowText.Average(_test.Run.Rows[0]));
    }

    [Fact]
    public void Map_Whose_node_was_restored_as_a_whole_Is_not_an_empty_map()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("files", Node("read")) with { IsInLoop = true }));
        run.Node("files").End(restored: true);
        RunScript files = run.Node("files").Map(4);

        Assert.Equal(4, _test.Run.Rows[0].Total);
        Assert.False(_test.Run.Rows[0].IsTotalEstimated);
        files.End();
    }

    [Fact]
    public void End_Of_a_run_Says_how_many_executions_were_restored()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1201);
        RestoreItems(map, count: 1200, milliseconds: 0);
        RunItem(map, seconds: 2);
        map.End();

        Assert.Equal("(2.0 s, 1,200 restored)", Outcome.Details(_test.Run));
    }

    private void RestoreItems(RunScript map, int count, int milliseconds)
    {
        for (int i = 0; i < count; i++)
        {
            RunScript item = map.Item();
            NodeScript a = item.Node("a");
            _test.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            a.End(restored: true);
            item.End();
        }
    }

    private void RunItem(RunScript map, double seconds)
    {
        RunScript item = map.Item();
        NodeScript a = item.Node("a");
        _test.Clock.Advance(TimeSpan.FromSeconds(seconds));
        a.End();
        item.End();
    }
}
