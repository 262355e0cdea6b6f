using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Progress.Tests;

/// <summary>
/// Plays a map whose items take known times, some of them at once, on a clock that advances second by second: so at every
/// moment the time that is really left is known.
/// </summary>
/// <param name="map">The map.</param>
/// <param name="clock">The clock of its events.</param>
/// <param name="node">The one node of its graph.</param>
public sealed class TimedMap(RunScript map, FakeTimeProvider clock, string node)
{
    /// <param name="seconds">What each item takes.</param>
    /// <param name="concurrency">How many are in flight at once.</param>
    /// <param name="afterEachSecond">Called with the seconds that are really left.</param>
    public void Play(IReadOnlyList<int> seconds, int concurrency, Action<int> afterEachSecond)
    {
        int[] ends = Ends(seconds, concurrency);
        int last = ends.Max();
        (RunScript Item, NodeScript Node)?[] open = new (RunScript, NodeScript)?[seconds.Count];
        for (int now = 0; now <= last; now++)
        {
            for (int i = 0; i < ends.Length; i++)
            {
                if (ends[i] == now && open[i] is { } ending)
                {
                    ending.Node.End();
                    ending.Item.End();
                }
            }

            for (int i = 0; i < ends.Length; i++)
            {
                if (ends[i] - seconds[i] == now)
                {
                    RunScript item = map.Item();
                    open[i] = (item, item.Node(node));
                }
            }

            afterEachSecond(last - now);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static int[] Ends(IReadOnlyList<int> seconds, int concurrency)
    {
        var free = new PriorityQueue<int, int>(Enumerable.Repeat((0, 0), concurrency));
        int[] ends = new int[seconds.Count];
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = free.Dequeue() + seconds[i];
            free.Enqueue(ends[i], ends[i]);
        }

        return ends;
    }
}
