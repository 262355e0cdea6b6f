using CsCheck;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class RemainingTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Remaining_Before_any_item_has_ended_Is_unknown()
    {
        _test.Script.Map(Graph("g", Node("a")), 4).Item().Nodes("a");
        Pass(10);

        Assert.Equal(Seconds(null, null), Remaining());
        Assert.Null(_test.Run.Remaining);
    }

    [Fact]
    public void Remaining_While_few_have_ended_of_many_in_flight_Is_unknown()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 10);
        List<(RunScript Item, NodeScript Node)> open = [];
        for (int i = 0; i < 4; i++)
        {
            RunScript item = map.Item();
            open.Add((item, item.Node("a")));
        }

        Pass(1);
        open[0].Node.End();
        open[0].Item.End();
        Assert.Null(_test.Run.Remaining);

        Pass(1);
        open[1].Node.End();
        open[1].Item.End();
        Assert.NotNull(_test.Run.Remaining);
    }

    [Fact]
    public void Remaining_In_the_first_second_Is_unknown()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1_000);
        RunScript item = map.Item();
        NodeScript a = item.Node("a");
        Pass(0.5);
        a.End();
        item.End();
        Assert.Null(_test.Run.Remaining);

        Pass(0.5);
        Assert.NotNull(_test.Run.Remaining);
    }

    [Fact]
    public void Remaining_Of_many_quick_items_Is_not_thrown_by_a_few_slow_ones()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1_000_000);
        for (int i = 0; i < 2_000; i++)
        {
            RunScript[] quick = [.. Enumerable.Range(0, 10).Select(_ => map.Item())];
            Pass(0.001);
            Array.ForEach(quick, item => item.End());
        }

        TimeSpan before = _test.Run.Remaining!.Value;
        RunScript[] slow = [.. Enumerable.Range(0, 50).Select(_ => map.Item())];
        Pass(0.1);
        Array.ForEach(slow, item => item.End());

        Assert.InRange(_test.Run.Remaining!.Value, before / 2, before * 2);
    }

    [Fact]
    public void Remaining_One_after_another_Counts_down_And_holds_while_an_item_is_overdue()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 4);
        RunScript item = map.Item();
        NodeScript a = item.Node("a");
        Pass(2);
        a.End();
        item.End();
        Assert.Equal(Seconds(6, 6), Remaining());
        Assert.Equal(TimeSpan.FromSeconds(6), _test.Run.Remaining);

        map.Item().Node("a");
        Pass(1);
        Assert.Equal(Seconds(5, 5), Remaining());
        Pass(1);
        Assert.Equal(Seconds(4, 4), Remaining());

        // Twice what was expected: the mean moves with it, as if it ended now.
        Pass(2);
        Assert.Equal(Seconds(6, 6), Remaining());
    }

    [Fact]
    public void Remaining_Of_the_last_item_When_it_is_overdue_Is_not_given()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 2);
        RunScript item = map.Item();
        NodeScript a = item.Node("a");
        Pass(2);
        a.End();
        item.End();
        map.Item().Node("a");
        Pass(1);
        Assert.Equal(Seconds(1, 1), Remaining());

        Pass(7);
        Assert.Equal(Seconds(null, null), Remaining());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void Remaining_Of_equal_items_Is_exact_from_the_first_end_on(int concurrency)
    {
        int rounds = 96 / concurrency;
        new TimedMap(_test.Script.Map(Graph("g", Node("a")), 96), _test.Clock, "a").Play(
            [.. Enumerable.Repeat(10, 96)],
            concurrency,
            left =>
            {
                if (left <= 10 * (rounds - 1) && left > 0)
                {
                    Assert.Equal(left, _test.Run.Remaining!.Value.TotalSeconds, precision: 3);
                }
                else
                {
                    Assert.Null(_test.Run.Remaining);
                }
            });
    }

    [Fact]
    public void Remaining_Under_bursts_Is_steady()
    {
        // Eight at once that end together: nothing for 30 seconds, then eight ends.
        double? last = null;
        new TimedMap(_test.Script.Map(Graph("g", Node("a")), 80), _test.Clock, "a").Play(
            [.. Enumerable.Repeat(30, 80)],
            concurrency: 8,
            _ =>
            {
                double? now = _test.Run.Remaining?.TotalSeconds;
                if (last is not null && now is not null)
                {
                    Assert.Equal(last.Value - 1, now.Value, precision: 3);
                }

                last = now;
            });
    }

    [Fact]
    public void Remaining_Of_mixed_items_Stays_near_the_truth() => Gen.Select(Gen.OneOf(Gen.Const(1), Gen.Const(5), Gen.Const(7), Gen.Const(11)), Gen.Int[60, 300], Gen.Int[1, 10]).Sample(
        (stride, items, concurrency) =>
        {
            // One second to twelve, each as often, in an order that is mixed more or less.
            int[] seconds = [.. Enumerable.Range(0, items).Select(i => 1 + (i * stride % 12))];
            var test = new ModelTest();
            new TimedMap(test.Script.Map(Graph("g", Node("a")), items), test.Clock, "a").Play(seconds, concurrency, left =>
            {
                double estimate = test.Run.Remaining?.TotalSeconds ?? 0;
                Assert.InRange(estimate, 0, 12 * items);
                if (test.Run.Rows[0].Done >= Math.Max(20, 4 * concurrency))
                {
                    // It is unknown how long the last items will take.
                    Assert.InRange(estimate, (0.75 * left) - 20, (1.25 * left) + 20);
                }
            });
        },
        iter: 60);

    [Fact]
    public void Remaining_Is_never_less_than_the_last_item_on_its_own()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 9);
        List<(RunScript Item, NodeScript Node)> open = [];
        for (int i = 0; i < 8; i++)
        {
            RunScript item = map.Item();
            open.Add((item, item.Node("a")));
        }

        Pass(10);
        foreach ((RunScript item, NodeScript node) in open)
        {
            node.End();
            item.End();
        }

        // 8 at once so far; the last one is alone all the same.
        Assert.Equal(TimeSpan.FromSeconds(10), _test.Run.Remaining);
        map.Item();
        Pass(4);
        Assert.Equal(TimeSpan.FromSeconds(6), _test.Run.Remaining);
    }

    [Fact]
    public void Remaining_Of_a_map_around_a_map_Is_known_from_the_inner_one()
    {
        RunScript outer = _test.Script.Map(Graph("o", Mapped("i", Node("a"))), 2);
        RunScript inner = outer.Item().Node("i").Map(50);
        for (int i = 0; i < 10; i++)
        {
            Item(inner, seconds: 1);
        }

        // 40 in this item, 50 in the other.
        Assert.Equal(Seconds(90, 90, 90), Remaining());
    }

    [Fact]
    public void Remaining_Of_an_item_with_more_inside_than_others_Is_that_of_its_inside()
    {
        RunScript outer = _test.Script.Map(Graph("o", Mapped("i", Node("a"))), 2);
        foreach (int size in new[] { 10, 100 })
        {
            RunScript item = outer.Item();
            NodeScript node = item.Node("i");
            RunScript inner = node.Map(size);
            for (int i = 0; i < 10; i++)
            {
                Item(inner, seconds: 1);
            }

            if (size == 10)
            {
                inner.End();
                node.End();
                item.End();
            }
        }

        Assert.Equal(TimeSpan.FromSeconds(90), _test.Run.Remaining);
    }

    [Fact]
    public void Remaining_Of_an_inner_map_Waits_for_the_outer_items_to_come()
    {
        RunScript outer = _test.Script.Map(Graph("o", Node("load"), Mapped("i", Node("a"))), 3);
        RunScript item = outer.Item();
        NodeScript load = item.Node("load");
        Pass(10);
        load.End();
        NodeScript node = item.Node("i");
        RunScript inner = node.Map(2);
        Item(inner, seconds: 1);
        Item(inner, seconds: 1);
        inner.End();
        node.End();
        item.End();

        Assert.Equal(Seconds(24, 24, 24, 24), Remaining());
    }

    [Fact]
    public void Remaining_Of_a_row_that_is_ahead_of_its_map_Is_its_share()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a"), Node("b")), 4);
        RunScript item = map.Item();
        NodeScript node = item.Node("a");
        Pass(1);
        node.End();
        node = item.Node("b");
        Pass(1);
        node.End();
        item.End();
        node = map.Item().Node("a");
        Pass(1);
        node.End();

        // The map has three of four items to go, and five seconds; a only two of four.
        Assert.Equal(Seconds(5, 5 * (2.0 / 3), 5), Remaining());
    }

    [Fact]
    public void Remaining_Of_a_map_over_a_stream_Is_unknown()
    {
        RunScript map = _test.Script.MapStream(Graph("g", Node("a")));
        Item(map, seconds: 1);
        map.Item();

        Assert.Equal(Seconds(null, null), Remaining());
    }

    [Fact]
    public void Remaining_After_a_stop_was_asked_for_Is_unknown()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 3);
        Item(map, seconds: 1);
        map.Item();
        Assert.NotNull(_test.Run.Remaining);

        map.RequestStop();
        Assert.Equal(Seconds(null, null), Remaining());
    }

    [Fact]
    public void Remaining_Outside_maps_Is_not_estimated()
    {
        RunScript run = _test.Script.Run(Graph("g", Looping("a")));
        NodeScript a = run.Node("a");
        Pass(2);
        a.End();
        run.Node("a");

        Assert.Equal(Seconds([null]), Remaining());
    }

    [Fact]
    public void Remaining_Of_any_run_Is_never_negative_or_absurd_And_gone_when_its_row_is_closed() => RandomGraphs.Runs.Sample(
        run =>
        {
            var test = new ModelTest();
            var pauses = new Random(run.Seed);
            var script = new EventScript(
                e =>
                {
                    test.Clock.Advance(TimeSpan.FromSeconds(pauses.Next(3)));
                    test.Model.Apply(e with { Timestamp = test.Clock.GetUtcNow() });
                    ProgressRun now = test.Run;

                    // No item took longer than the run; and the items in flight may count for the same time again.
                    TimeSpan longest = 2 * now.Elapsed * now.Rows.Max(row => row.Total + 1);
                    Assert.All(now.Rows, row => AssertSane(row, longest));
                },
                test.Clock);
            new RandomRun(script, new Random(run.Seed), run.Trouble).Play(run.Outline, run.MapSize, run.IsStream);
        },
        iter: 150);

    private static void AssertSane(ProgressRow row, TimeSpan longest)
    {
        if (row.Remaining is { } left)
        {
            Assert.InRange(left, TimeSpan.FromTicks(1), longest);
        }

        Assert.InRange(row.Rate ?? 1, double.Epsilon, 10_000_000);
        Assert.InRange(row.Average ?? TimeSpan.Zero, TimeSpan.Zero, row.Elapsed ?? TimeSpan.Zero);
        if (row.IsClosed || row.IsTotalAssumed || row.IsTotalGrowing || !row.HasTime)
        {
            Assert.Null(row.Remaining);
        }
    }

    private static TimeSpan?[] Seconds(params double?[] seconds) =>
        [.. seconds.Select(s => s is double value ? TimeSpan.FromSeconds(Math.Round(value, 3)) : (TimeSpan?)null)];

    private TimeSpan?[] Remaining() =>
        [.. _test.Run.Rows.Select(row => row.Remaining is { } left ? TimeSpan.FromSeconds(Math.Round(left.TotalSeconds, 3)) : (TimeSpan?)null)];

    private void Pass(double seconds) => _test.Clock.Advance(TimeSpan.FromSeconds(seconds));

    private void Item(RunScript map, int seconds)
    {
        RunScript item = map.Item();
        NodeScript a = item.Node("a");
        Pass(seconds);
        a.End();
        item.End();
    }
}
