using Hypergraph.Progress.Text;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class RateTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Rate_At_a_steady_pace_Is_that_pace()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        Assert.Equal([null, null], Rates());
        for (int i = 0; i < 200; i++)
        {
            Item(map, seconds: 0.5);
            Assert.All(Rates(), rate => Assert.Equal(2, rate!.Value, precision: 6));
        }
    }

    [Fact]
    public void Rate_When_the_pace_changes_Follows()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        for (int i = 0; i < 100; i++)
        {
            Item(map, seconds: 1);
        }

        for (int i = 0; i < 600; i++)
        {
            Item(map, seconds: 0.1);
        }

        Assert.InRange(Rates()[0]!.Value, 9, 10);
    }

    [Fact]
    public void Rate_Around_one_a_second_Keeps_its_unit()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        List<string> shown = [];
        foreach (double seconds in new[] { 0.9, 1.2, 0.9, 1.2, 0.7, 1.4, 0.9, 1.2 })
        {
            Item(map, seconds);
            shown.Add(RowText.Rate(_test.Run.Rows[0]));
        }

        Assert.Equal(["1.1/s", "1.0/s", "1.0/s", "1.0/s", "1.0/s", "1.0/s", "1.0/s", "1.0/s"], shown);
        for (int i = 0; i < 20; i++)
        {
            Item(map, seconds: 5);
        }

        Assert.EndsWith("/min", RowText.Rate(_test.Run.Rows[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Rate_Of_a_closed_row_Is_that_over_all()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 4);
        Item(map, seconds: 1);
        Item(map, seconds: 1);
        Item(map, seconds: 4);
        Item(map, seconds: 2);
        map.End();
        _test.Clock.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal([0.5, 0.5], Rates());
    }

    [Fact]
    public void Rate_Outside_maps_Is_not_given()
    {
        RunScript run = _test.Script.Run(Graph("g", Looping("a")));
        Execute(run, 1);
        Execute(run, 1);

        Assert.Equal([null], Rates());
    }

    [Fact]
    public void Average_Is_the_mean_of_what_really_ran()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 4);
        Item(map, seconds: 1);
        Item(map, seconds: 3);
        RunScript cached = map.Item();
        cached.Node("a").End(cached: true);
        cached.End();

        Assert.Equal([TimeSpan.FromSeconds(4) / 3, TimeSpan.FromSeconds(2)], _test.Run.Rows.Select(row => row.Average));
    }

    [Fact]
    public void Average_Of_a_node_outside_maps_Is_its_duration()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        Execute(run, 3);

        Assert.Equal([TimeSpan.FromSeconds(3), null], _test.Run.Rows.Select(row => row.Average));
    }

    private double?[] Rates() => [.. _test.Run.Rows.Select(row => row.Rate)];

    private void Item(RunScript map, double seconds)
    {
        RunScript item = map.Item();
        Execute(item, seconds);
        item.End();
    }

    private void Execute(RunScript run, double seconds)
    {
        NodeScript a = run.Node("a");
        _test.Clock.Advance(TimeSpan.FromSeconds(seconds));
        a.End();
    }
}
