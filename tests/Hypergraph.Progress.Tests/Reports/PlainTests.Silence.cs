using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <content>What is said of runs about which nothing has been said for a while.</content>
public sealed partial class PlainTests
{
    [Fact]
    public void Silence_Of_half_a_minute_Is_broken_With_what_runs()
    {
        RunScript run = _test.Script.Run(Graph("rag", Node("load"), Node("embed"), Node("wait")));
        run.Node("load");
        _test.NextFrame();
        Lines();
        _test.Clock.Advance(TimeSpan.FromSeconds(20));
        run.Node("embed");
        _test.NextFrame();
        Assert.Equal(["rag: embed started"], Lines());

        for (int i = 0; i < 299; i++)
        {
            _test.NextFrame();
        }

        Assert.Empty(Lines());
        _test.NextFrame();
        Assert.Equal(["rag: still running after 50.2 s: load (50.2 s), embed (30.1 s)"], Lines());
        _test.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["rag: still running after 1:20 min: load (1:20 min), embed (1:00 min)"], Lines());
    }

    [Fact]
    public void Silence_Names_three_of_those_that_run_And_maps_with_their_counts()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("m", Node("x")), Node("a"), Node("b"), Node("c")));
        RunScript map = run.Node("m").Map(20);
        RunScript item = map.Item();
        item.Node("x").Fail();
        item.End(RunStatus.Failed, "boom");
        map.Item().Node("x");
        run.Node("a");
        run.Node("b");
        run.Node("c");
        _test.NextFrame();
        Lines();
        _test.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("g: still running after 30.1 s: m Progress 1/20 (5 %), 1 failed, a (30.1 s), b (30.1 s), 1 more", Assert.Single(Lines()));
    }

    [Fact]
    public void Silence_Of_a_map_whose_pace_is_known_Says_what_is_left_of_it()
    {
        RunScript run = _test.Script.Run(Graph("g", Mapped("m", Node("x"))));
        RunScript map = run.Node("m").Map(20);
        for (int i = 0; i < 4; i++)
        {
            RunScript item = map.Item();
            Work(item.Node("x"), 20_000);
            item.End();
        }

        Lines();
        map.Item().Node("x");
        _test.Clock.Advance(TimeSpan.FromSeconds(30));

        // The fifth is 10 s late, so that 22 s are expected of each of the 15 that come.
        Assert.Equal("g: still running after 1:50 min: m Progress 4/20 (20 %), 5:30 min left", Assert.Single(Lines()));
    }
}
