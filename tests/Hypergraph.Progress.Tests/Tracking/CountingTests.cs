using Hypergraph.Progress.Text;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class CountingTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Rows_Before_any_node_Stand_in_the_order_of_the_outline()
    {
        _test.Script.Run(Graph("g", Node("a"), Nested("in", Node("b"), Mapped("m", Node("c"))), Node("d")));

        Assert.Equal(["a 0/1 Waiting", "  b 0/1 Waiting", "    m Progress 0/1 Waiting", "      c 0/1 Waiting", "d 0/1 Waiting"], _test.Rows);
        Assert.Equal(["a", "in/b", "in/m", "in/m/c", "d"], _test.Run.Rows.Select(row => row.Path));
        Assert.Equal([false, false, true, true, false], _test.Run.Rows.Select(row => row.HasTime));
        Assert.Equal([false, false, true, true, false], _test.Run.Rows.Select(row => row.IsTotalAssumed));
        Assert.Equal(
            [ProgressIcon.Node, ProgressIcon.NestedNode, ProgressIcon.Map, ProgressIcon.NestedNode, ProgressIcon.Node],
            _test.Run.Rows.Select(row => row.Icon));
    }

    [Fact]
    public void Node_While_it_runs_Is_running_and_not_done()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        run.Node("a");

        Assert.Equal(["a 0/1 Running", "b 0/1 Waiting"], _test.Rows);
        Assert.Equal(1, _test.Run.Rows[0].Running);
    }

    [Fact]
    public void Run_Completed_Closes_its_rows()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")), "order-7");
        run.Nodes("a", "b");
        run.End();

        Assert.Equal(["a 1/1 Done", "b 1/1 Done"], _test.Rows);
        Assert.Equal((RunStatus.Completed, "g", "order-7"), (_test.Run.Status, _test.Run.Title, _test.Run.WorkflowId));
    }

    [Fact]
    public void Run_Failing_node_Skips_what_is_behind_it()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b"), Node("c")));
        run.Nodes("a");
        run.Node("b").Fail("no");
        run.End(RunStatus.Failed, "no");

        Assert.Equal(["a 1/1 Done", "b 1/1 Failed 1", "c 0/0 Skipped"], _test.Rows);
        Assert.Equal("no", _test.Run.Rows[1].FirstFailure!.Message);
        Assert.Equal("no", _test.Run.ErrorMessage);
    }

    [Fact]
    public void Node_Cancelled_by_a_stop_Is_stopped_and_no_failure()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Nested("in", Node("b"))));
        run.Node("a").Fail("The operation was canceled.", typeof(OperationCanceledException).FullName!);
        NodeScript node = run.Node("in");
        RunScript nested = node.Run();
        nested.Node("b").Fail("A task was canceled.", typeof(TaskCanceledException).FullName!);
        nested.End(RunStatus.Stopped);
        node.Fail("A task was canceled.", typeof(TaskCanceledException).FullName!);
        run.End(RunStatus.Stopped);

        Assert.Equal(["a 1/1 Stopped", "  b 1/1 Stopped"], _test.Rows);
        Assert.Empty(_test.Run.Failures);
        Assert.Equal(0, _test.Run.FailureCount);
    }

    [Fact]
    public void Node_Cancelled_by_itself_Is_one_failure()
    {
        RunScript run = _test.Script.Run(Graph("g", Nested("in", Node("b"))));
        NodeScript node = run.Node("in");
        RunScript nested = node.Run();
        nested.Node("b").Fail("The request took too long.", typeof(TaskCanceledException).FullName!);
        nested.End(RunStatus.Failed, "The request took too long.");
        node.Fail("The request took too long.", typeof(TaskCanceledException).FullName!);
        run.End(RunStatus.Failed, "The request took too long.");

        Assert.Equal(["  b 1/1 Failed 1"], _test.Rows);
        Assert.Equal("in/b", Assert.Single(_test.Run.Failures).Path);
    }

    [Fact]
    public void Nested_run_Failing_Is_one_failure_at_its_place()
    {
        RunScript run = _test.Script.Run(Graph("outer", Nested("risk", Node("double"), Node("boom"), Node("never")), Node("after")));
        NodeScript risk = run.Node("risk");
        RunScript inner = risk.Run();
        inner.Nodes("double");
        inner.Node("boom").Fail("too big");
        inner.End(RunStatus.Failed, "too big");
        risk.Fail("too big");
        run.End(RunStatus.Failed, "too big");

        Assert.Equal(["  double 1/1 Done", "  boom 1/1 Failed 1", "  never 0/0 Skipped", "after 0/0 Skipped"], _test.Rows);
        ProgressFailure failure = Assert.Single(_test.Run.Failures);
        Assert.Equal(("risk/boom", "too big"), (failure.Path, failure.Message));
        Assert.Empty(failure.Items);
        Assert.Equal(1, _test.Run.FailureCount);
    }

    [Fact]
    public void NestedNode_Failing_before_its_run_Is_a_failure_of_its_own()
    {
        RunScript run = _test.Script.Run(Graph("outer", Mapped("m", Node("a"))));
        run.Node("m").Fail("lengths differ");
        run.End(RunStatus.Failed, "lengths differ");

        Assert.Equal(["  m Progress 0/0 Skipped", "    a 0/0 Skipped"], _test.Rows);
        Assert.Equal("m", Assert.Single(_test.Run.Failures).Path);
    }

    [Fact]
    public void Map_Items_Count_each_node_and_the_map()
    {
        RunScript map = _test.Script.Map(Graph(null, Node("a"), Node("b")), 3);
        RunScript first = map.Item();
        RunScript second = map.Item();
        first.Nodes("a");
        second.Node("a");
        first.Nodes("b");
        first.End();

        Assert.Equal(["Map Progress 1/3 Running", "  a 1/3 Running", "  b 1/3 Running"], _test.Rows);
        Assert.Equal([1, 1, 0], _test.Run.Rows.Select(row => row.Running));
        Assert.Equal("Map", _test.Run.Title);
    }

    [Fact]
    public void Map_Branch_taken_in_one_item_of_three_Closes_one_of_one()
    {
        RunScript map = _test.Script.Map(Graph("mg", Node("even"), Node("halve"), Node("triple"), Node("never")), 3);
        foreach (string branch in new[] { "triple", "halve", "triple" })
        {
            RunScript item = map.Item();
            item.Nodes("even", branch);
            item.End();
        }

        map.End();

        Assert.Equal(["mg Progress 3/3 Done", "  even 3/3 Done", "  halve 1/1 Done", "  triple 2/2 Done", "  never 0/0 Skipped"], _test.Rows);
    }

    [Fact]
    public void Map_Branch_not_taken_Leaves_the_total_when_its_item_ends()
    {
        RunScript map = _test.Script.Map(Graph("mg", Node("even"), Node("halve")), 3);
        RunScript item = map.Item();
        item.Nodes("even");
        Assert.Equal("  halve 0/3 Waiting", _test.Rows[2]);

        item.End();
        Assert.Equal("  halve 0/2 Waiting", _test.Rows[2]);
    }

    [Fact]
    public void Inner_maps_Of_one_size_Multiply_from_the_first_onwards()
    {
        RunScript map = _test.Script.Map(Graph("outer", Node("load"), Mapped("inner", Node("t"))), 4);
        RunScript item = map.Item();
        item.Nodes("load");
        NodeScript inner = item.Node("inner");
        Assert.Equal("  inner Progress 0/4 Waiting", _test.Rows[2]);
        Assert.True(_test.Run.Rows[2].IsTotalAssumed);

        inner.Map(3).Item();
        Assert.Equal(["  inner Progress 0/12 Running", "    t 0/12 Waiting"], _test.Rows[2..]);
        Assert.False(_test.Run.Rows[2].IsTotalAssumed);
    }

    [Fact]
    public void Inner_maps_Ragged_Are_what_is_known_plus_the_mean_for_the_rest()
    {
        RunScript outer = _test.Script.Map(Graph("outer", Mapped("inner", Node("t"))), 4);
        List<string> totals = [];
        foreach (int size in new[] { 1, 0, 4, 3 })
        {
            RunScript item = outer.Item();
            NodeScript node = item.Node("inner");
            if (size > 0)
            {
                RunScript inner = node.Map(size);
                for (int i = 0; i < size; i++)
                {
                    RunScript innerItem = inner.Item();
                    innerItem.Nodes("t");
                    innerItem.End();
                }

                inner.End();
            }

            node.End();
            item.End();
            totals.Add($"{_test.Rows[2]} {CountText.DoneOfTotal(_test.Run.Rows[1], "…")} {CountText.DoneOfTotal(_test.Run.Rows[2], "…")}");
        }

        outer.End();

        // 1 + 3 × 1, as all were of one size; 1 + 2 × ½, an estimate; 5 + 1 × 5/3, rounded; all known.
        Assert.Equal(["    t 1/4 Running 1/4 1/4", "    t 1/2 Running 1/~2 1/~2", "    t 5/7 Running 5/~7 5/~7", "    t 8/8 Done 8/8 8/8"], totals);
        Assert.Equal(["outer Progress 4/4 Done", "  inner Progress 8/8 Done", "    t 8/8 Done"], _test.Rows);
    }

    [Fact]
    public void Inner_map_Over_nothing_Is_done()
    {
        RunScript run = _test.Script.Run(Graph("outer", Mapped("inner", Node("t")), Node("after")));
        run.Nodes("inner");

        Assert.Equal(["  inner Progress 0/0 Done", "    t 0/0 Skipped", "after 0/1 Waiting"], _test.Rows);
    }

    [Fact]
    public void Inner_map_In_a_branch_not_taken_Is_skipped_when_its_run_ends()
    {
        RunScript outer = _test.Script.Map(Graph("outer", Node("gate"), Mapped("inner", Node("t"))), 2);
        RunScript first = outer.Item();
        first.Nodes("gate");
        RunScript inner = first.Node("inner").Map(2);
        Assert.Equal("    t 0/4 Waiting", _test.Rows[3]);
        inner.Item().Nodes("t");
        RunScript second = outer.Item();
        second.Nodes("gate");
        second.End();

        Assert.Equal("    t 1/2 Running", _test.Rows[3]);
    }

    [Fact]
    public void Inner_map_Of_cached_node_Says_nothing_about_sizes()
    {
        RunScript outer = _test.Script.Map(Graph("outer", Mapped("inner", Node("t"))), 3);
        RunScript first = outer.Item();
        first.Node("inner").End(cached: true);
        first.End();

        Assert.Equal("    t 0/2 Waiting", _test.Rows[2]);
        Assert.True(_test.Run.Rows[2].IsTotalAssumed);
    }

    [Fact]
    public void Maps_Three_deep_Multiply()
    {
        RunScript outer = _test.Script.Map(Graph("a", Mapped("b", Mapped("c", Node("d")))), 2);
        RunScript c = outer.Item().Node("b").Map(3).Item().Node("c").Map(4);
        c.Item().Nodes("d");

        Assert.Equal(["a Progress 0/2 Running", "  b Progress 0/6 Running", "      c Progress 0/24 Running", "        d 1/24 Running"], _test.Rows);
    }

    [Fact]
    public void Loop_Counts_executions_And_stays_running_until_its_run_ends()
    {
        RunScript run = _test.Script.Run(Graph("counter", Looping("inc"), Looping("again")));
        Assert.Equal(["inc 0/1 Waiting", "again 0/1 Waiting"], _test.Rows);

        run.Nodes("inc", "again", "inc");
        Assert.Equal(["inc 2/2 Running", "again 1/1 Running"], _test.Rows);
        run.Node("inc");
        Assert.Equal("inc 2/3 Running", _test.Rows[0]);
    }

    [Fact]
    public void Loop_When_its_run_ends_Closes_with_its_executions()
    {
        RunScript run = _test.Script.Run(Graph("counter", Looping("inc"), Looping("again")));
        run.Nodes("inc", "again", "inc", "again", "inc", "again");
        run.End();

        Assert.Equal(["inc 3/3 Done", "again 3/3 Done"], _test.Rows);
    }

    [Fact]
    public void Loop_In_a_map_Expects_one_execution_in_each_item_to_come()
    {
        RunScript map = _test.Script.Map(Graph("g", Looping("inc")), 3);
        RunScript first = map.Item();
        first.Nodes("inc", "inc", "inc");
        first.End();

        Assert.Equal("  inc 3/5 Running", _test.Rows[1]);
    }

    [Fact]
    public void Loop_Around_a_nested_graph_Keeps_its_rows_open()
    {
        RunScript run = _test.Script.Run(Graph("g", Nested("step", Node("a")) with { IsInLoop = true }, Node("b")));
        NodeScript step = run.Node("step");
        RunScript inner = step.Run();
        inner.Nodes("a");
        inner.End();
        step.End();
        Assert.Equal("  a 1/1 Running", _test.Rows[0]);

        run.End();
        Assert.Equal("  a 1/1 Done", _test.Rows[0]);
    }

    [Fact]
    public void Same_graph_twice_Has_two_sets_of_rows()
    {
        RunScript run = _test.Script.Run(Graph("two", Nested("left", Node("step")), Nested("right", Node("step"))));
        NodeScript left = run.Node("left");
        RunScript inner = left.Run("inner");
        inner.Nodes("step");
        inner.End();
        left.End();

        Assert.Equal(["  step 1/1 Done", "  step 0/1 Waiting"], _test.Rows);
        Assert.Equal(["left/step", "right/step"], _test.Run.Rows.Select(row => row.Path));
    }

    [Fact]
    public void Pause_In_a_nested_graph_Closes_every_row()
    {
        RunScript run = _test.Script.Run(Graph("outer", Nested("review", Node("approve"), Node("publish")), Node("close")));
        NodeScript review = run.Node("review");
        RunScript inner = review.Run();
        inner.Node("approve").Pause();
        inner.End(RunStatus.Paused);
        review.Pause("review/approve");
        run.End(RunStatus.Paused);

        Assert.Equal(["  approve 1/1 Paused", "  publish 0/0 Skipped", "close 0/0 Skipped"], _test.Rows);
        Assert.Equal((RunStatus.Paused, "review/approve"), (_test.Run.Status, _test.Run.PausedAt));
    }

    [Fact]
    public void Graph_Of_more_nodes_than_a_word_has_bits_Counts_each_once()
    {
        NodeOutline[] nodes = [.. Enumerable.Range(0, 200).Select(i => Node($"n{i}"))];
        RunScript map = _test.Script.Map(Graph("wide", nodes), 2);
        RunScript first = map.Item();
        first.Nodes("n0", "n63", "n64", "n127", "n128", "n199");
        first.End();
        RunScript second = map.Item();
        second.Nodes("n199");

        ProgressRow[] started = [.. _test.Run.Rows.Where(row => row.Done > 0)];
        Assert.Equal([1, 1, 1, 1, 1, 1, 2], started.Select(row => row.Done));
        Assert.Equal([2, 2, 2, 2, 2, 2, 2], started.Select(row => row.Total));
        Assert.All(_test.Run.Rows.Where(row => row.Done == 0), row => Assert.Equal(1, row.Total));
    }
}
