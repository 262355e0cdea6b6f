using Microsoft.Extensions.Time.Testing;
using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>
/// A wall clock that is set while a run is in flight. The events' timestamps do not follow it: those of a run never go back.
/// </summary>
public sealed class SetClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _events = new(Start);
    private readonly SetClock _clock = new(Start);

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void Wall_clock_that_is_set_Changes_no_duration(int seconds)
    {
        var model = new ProgressModel(new ProgressModelOptions { TimeProvider = _clock });
        RunScript map = new EventScript(model.Apply, _events).Map(Graph("g", Node("a")), 4);
        map.Item().Node("a");
        Pass(2);
        _clock.SetBy = TimeSpan.FromSeconds(seconds);
        Pass(3);

        ProgressRun run = model.Snapshot().Runs[0];
        Assert.Equal(TimeSpan.FromSeconds(5), run.Elapsed);
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)], run.Rows.Select(row => row.Elapsed));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void Wall_clock_that_is_set_Changes_no_estimate(int seconds)
    {
        var model = new ProgressModel(new ProgressModelOptions { TimeProvider = _clock });
        RunScript map = new EventScript(model.Apply, _events).Map(Graph("g", Node("a")), 4);
        for (int i = 0; i < 2; i++)
        {
            RunScript item = map.Item();
            NodeScript a = item.Node("a");
            Pass(2);
            a.End();
            item.End();
        }

        TimeSpan? remaining = model.Snapshot().Runs[0].Remaining;
        _clock.SetBy = TimeSpan.FromSeconds(seconds);

        Assert.NotNull(remaining);
        Assert.Equal(remaining, model.Snapshot().Runs[0].Remaining);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void Wall_clock_that_is_set_Changes_no_pace(int seconds)
    {
        using var terminal = new TestTerminal(60, 10);
        using var processor = new RichProgressProcessor(new RichProgressOptions
        {
            Console = terminal.Console,
            TimeProvider = _clock,
            Mode = ProgressMode.Live,
        });
        RunScript run = new EventScript(processor.OnEvent, _events).Run(Graph("g", Node("a")));
        NodeScript a = run.Node("a");
        Pass(0.2);
        Assert.EndsWith(" 0/1", terminal.Screen.Text, StringComparison.Ordinal);

        _clock.SetBy = TimeSpan.FromSeconds(seconds);
        a.End();
        Pass(0.1);
        Assert.EndsWith(" 1/1  200 ms", terminal.Screen.Text, StringComparison.Ordinal);
    }

    private void Pass(double seconds)
    {
        _events.Advance(TimeSpan.FromSeconds(seconds));
        _clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
