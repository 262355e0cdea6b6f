using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class RateTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Rate_AtASteadyPace_IsThatPace()
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
    public void Rate_WhenThePaceChanges_Follows()
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
    public void Rate_AroundOneASecond_KeepsItsUnit()
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
    public void Rate_OfAClosedRow_IsThatOverAll()
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
    public void Rate_OutsideMaps_IsNotGiven()
    {
        RunScript run = _test.Script.Run(Graph("g", Looping("a")));
        Execute(run, 1);
        Execute(run, 1);

        Assert.Equal([null], Rates());
    }

    [Fact]
    public void Average_IsTheMeanOfWhatReallyRan()
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
    public void Average_OfANodeOutsideMaps_IsItsDuration()
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
