using Hypergraph.Progress.Tracking.Counting;

namespace Hypergraph.Progress.Tracking.Views;

/// <summary>
/// Estimates the remaining times of a run's maps. They follow from a map's items and from the maps in them: an item that has not
/// ended takes at least as long as the map in it. A row in a map has a proportional part of the map's remaining time.
/// </summary>
internal static class Estimates
{
    /// <summary>A longer estimate is treated as unknown.</summary>
    private static readonly TimeSpan MaxEstimate = TimeSpan.FromDays(99);

    /// <summary>Updates the remaining time of every map of a run.</summary>
    public static void Update(RunTree tree, DateTimeOffset now)
    {
        // A map begins after its enclosing map, so the reverse order is from the inside out.
        for (int i = tree.Maps.Count - 1; i >= 0; i--)
        {
            GraphCounters map = tree.Maps[i];
            map.ItemTimes!.RemainingTicks = EstimateTicks(map, tree, now);
        }

        for (int i = tree.Maps.Count - 1; i >= 0; i--)
        {
            if (tree.Maps[i] is { ItemTimes.RemainingTicks: double rest, EnclosingMap.ItemTimes: { } enclosing })
            {
                enclosing.RemainingTicks = Math.Max(enclosing.RemainingTicks ?? 0, rest);
            }
        }

        foreach (GraphCounters map in tree.Maps)
        {
            if (map.ItemTimes!.RemainingTicks is double rest && map.EnclosingMap is { } enclosing)
            {
                map.ItemTimes.RemainingTicks = Math.Max(rest, ScaleToRow(enclosing, map.RunsEnded, map.Total) ?? 0);
            }
        }
    }

    /// <summary>Returns the remaining time of a map; null if it is not known, or if the map takes longer than expected.</summary>
    public static TimeSpan? RemainingOf(GraphCounters map) => ToTimeSpan(map.IsLive ? map.ItemTimes?.RemainingTicks : null);

    /// <summary>Returns the remaining time of a node's row in a map.</summary>
    public static TimeSpan? RemainingOf(NodeCounters node) =>
        node.IsLive && node.Graph.InnermostMap is { } map ? ToTimeSpan(ScaleToRow(map, node.Ended, node.Total)) : null;

    private static double? EstimateTicks(GraphCounters map, RunTree tree, DateTimeOffset now) =>
        tree.IsStopRequested || !map.IsLive || map.IsAssumed || map.IsGrowing
            ? null
            : map.ItemTimes!.EstimateRemaining(map.RunsPending, now.UtcTicks);

    /// <summary>Scales a map's remaining time to a row of which a smaller part remains.</summary>
    private static double? ScaleToRow(GraphCounters map, long done, long total)
    {
        double leftOfMap = FractionLeft(map.RunsEnded, map.Total);
        double left = FractionLeft(done, total);
        return leftOfMap > 0 && left > 0 ? map.ItemTimes?.RemainingTicks * Math.Min(1, left / leftOfMap) : null;
    }

    private static double FractionLeft(long done, long total) => total == 0 ? 0 : (double)(total - done) / total;

    private static TimeSpan? ToTimeSpan(double? ticks) =>
        ticks is double rest && rest > 0 && rest <= MaxEstimate.Ticks ? TimeSpan.FromTicks((long)rest) : null;
}
