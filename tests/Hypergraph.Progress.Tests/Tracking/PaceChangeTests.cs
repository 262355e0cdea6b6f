using static Hypergraph.Progress.Tests.Outlines;

namespace Hypergraph.Progress.Tests;

/// <summary>Items that become longer, shorter, or fewer at once.</summary>
public sealed class PaceChangeTests
{
    private readonly ModelTest _test = new();

    [Theory]
    [InlineData(1, 10, 1)]
    [InlineData(10, 1, 1)]
    [InlineData(2, 5, 4)]
    [InlineData(40, 10, 8)]
    public void Remaining_After_a_change_of_pace_Is_right_within_a_minute(int before, int after, int concurrency)
    {
        // A hundred items of one length, then as many of another.
        int change = 100 * before / concurrency;
        int elapsed = 0;
        new TimedMap(_test.Script.Map(Graph("g", Node("a")), 200), _test.Clock, "a").Play(
            [.. Enumerable.Repeat(before, 100), .. Enumerable.Repeat(after, 100)],
            concurrency,
            left =>
            {
                if (elapsed++ > change + 60 && left > after)
                {
                    Assert.InRange(_test.Run.Remaining!.Value.TotalSeconds, (0.75 * left) - after, (1.25 * left) + after);
                }
            });
    }

    [Fact]
    public void Remaining_When_fewer_run_at_once_Follows_within_a_minute()
    {
        // Eight at once for two minutes, then one after another.
        RunScript map = _test.Script.Map(Graph("g", Node("a")), 1000);
        for (int i = 0; i < 120; i++)
        {
            RunScript[] items = [.. Enumerable.Range(0, 8).Select(_ => map.Item())];
            Pass(1);
            Array.ForEach(items, item => item.End());
        }

        Assert.Equal(5, _test.Run.Remaining!.Value.TotalSeconds, precision: 3);
        for (int i = 0; i < 30; i++)
        {
            RunScript item = map.Item();
            Pass(1);
            item.End();
        }

        Assert.InRange(_test.Run.Remaining!.Value.TotalSeconds, 4, 10);
    }

    private void Pass(double seconds) => _test.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
