namespace Hypergraph.Progress;

/// <summary>
/// How long the rest of a run's maps will take. A map's items say it, and so do maps within it: an item that has not ended
/// takes at least as long as the map in it. Rows within a map have their share of the map's rest.
/// </summary>
internal static class Estimates
{
    /// <summary>Beyond this an estimate says only that nothing is known.</summary>
    private static readonly TimeSpan MaxEstimate = TimeSpan.FromDays(99);

    /// <summary>Finds the rest of every map of a run, for one moment.</summary>
    public static void Update(RunTree tree, DateTimeOffset now)
    {
        // A map begins after the map around it: backwards is from the inside out.
        for (int i = tree.Maps.Count - 1; i >= 0; i--)
        {
            GraphCounters map = tree.Maps[i];
            map.ItemTimes!.RemainingTicks = EstimateTicks(map, tree, now);
        }

        for (int i = tree.Maps.Count - 1; i >= 0; i--)
        {
            if (tree.Maps[i] is { ItemTimes.RemainingTicks: double rest, EnclosingMap.ItemTimes: { } around })
            {
                around.RemainingTicks = Math.Max(around.RemainingTicks ?? 0, rest);
            }
        }

        foreach (GraphCounters map in tree.Maps)
        {
            if (map.ItemTimes!.RemainingTicks is double rest && map.EnclosingMap is { } around)
            {
                map.ItemTimes.RemainingTicks = Math.Max(rest, ScaleToRow(around, map.RunsEnded, map.Total) ?? 0);
            }
        }
    }

    /// <summary>The rest of a map; null if it is not known, or if the map takes longer than was to be expected.</summary>
    public static TimeSpan? RemainingOf(GraphCounters map) => ToTimeSpan(map.IsLive ? map.ItemTimes?.RemainingTicks : null);

    /// <summary>The rest of a node's row within a map.</summary>
    public static TimeSpan? RemainingOf(NodeCounters place) =>
        place.IsLive && place.Graph.InnermostMap is { } map ? ToTimeSpan(ScaleToRow(map, place.Ended, place.Total)) : null;

    private static double? EstimateTicks(GraphCounters map, RunTree tree, DateTimeOffset now) =>
        tree.IsStopRequested || !map.IsLive || map.IsAssumed || map.IsGrowing
            ? null
            : map.ItemTimes!.EstimateRemaining(map.RunsPending, now.UtcTicks);

    /// <summary>A map's rest, less if the share that is left of a row is less than that of the map.</summary>
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
