using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Tracking.Counting;

/// <summary>The milestones that a map has reached.</summary>
internal sealed class Milestones
{
    private static readonly int[] Percents = [10, 25, 50, 75, 100];

    private readonly List<MapMilestone> _passed = [];
    private int _next;

    public IReadOnlyList<MapMilestone> Passed => [.. _passed];

    /// <summary>Records the milestone that the map has reached since the last call, if any.</summary>
    public void Record(GraphCounters map, long sequence)
    {
        if (_next == Percents.Length)
        {
            return;
        }

        long pending = map.RunsPending;
        long total = map.Total;
        bool isComplete = pending == 0 && map.OpenRuns == 0;
        bool passed = false;
        while (_next < Percents.Length && map.RunsEnded > 0
            && map.RunsEnded * 100 >= total * Percents[_next]
            && (isComplete || Percents[_next] < 100))
        {
            passed = true;
            _next++;
        }

        if (passed)
        {
            _passed.Add(new MapMilestone(sequence, map.RunsEnded, total, map.IsEstimated, map.RunsFailed, map.RunsRestored));
        }
    }
}
