using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

public sealed class TimeTests
{
    private readonly ModelTest _test = new();

    [Fact]
    public void Elapsed_Of_a_running_row_Goes_on_with_the_clock()
    {
        RunScript map = _test.Script.Map(Graph("g", Node("a"), Node("b")), 2);
        Pass(1);
        map.Item().Node("a");
        Pass(3);

        Assert.Equal(Seconds(4, 3, null), _test.Run.Rows.Select(row => row.Elapsed));
    }

    [Fact]
    public void Elapsed_Of_a_closed_row_Stands_still()
    {
        RunScript run = _test.Script.Run(Graph("g", Node("a"), Node("b")));
        NodeScript a = run.Node("a");
        Pass(2);
        a.End();
        Pass(5);

        Assert.Equal(TimeSpan.FromSeconds(2), _test.Run.Rows[0].Elapsed);
        Assert.NotNull(_test.Run.Rows[0].EndedAt);
    }

    [Fact]
    public void Times_Of_events_from_a_clock_ahead_Are_never_negative()
    {
        var ahead = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(_test.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        var script = new EventScript(_test.Model.Apply, ahead);
        script.Map(Graph("g", Node("a")), 2).Item().Node("a");

        Assert.Equal(TimeSpan.Zero, _test.Run.Elapsed);
        Assert.All(_test.Run.Rows, row => Assert.Equal(TimeSpan.Zero, row.Elapsed));
    }

    private static TimeSpan?[] Seconds(params int?[] seconds) => [.. seconds.Select(s => s is int value ? TimeSpan.FromSeconds(value) : (TimeSpan?)null)];

    private void Pass(int seconds) => _test.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
