namespace Hypergraph.Progress;

/// <summary>
/// How long the rest of a run's maps will take. A map's items say it, and so do maps within it: an item that has not ended
/// takes at least as long as the map in it. Rows within a map have their share of the map's rest.
/// </summary>
internal static class Estimates
{
    /// <summary>Beyond this an estimate says only that nothing is known.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(99);

    /// <summary>Finds the rest of every map of a run, for one moment.</summary>
    public static void Update(RunTree tree, DateTimeOffset now)
    {
        // A map begins after the map around it: backwards is from the inside out.
        for (int i = tree.Maps.Count - 1; i >= 0; i--)
        {
            Scope map = tree.Maps[i];
            map.Items!.Rest = RestOf(map, tree, now);
        }

        for (int i = tree.Maps.Count - 1; i >= 0; i--)
        {
            if (tree.Maps[i] is { Items.Rest: double rest, MapAround.Items: { } around })
            {
                around.Rest = Math.Max(around.Rest ?? 0, rest);
            }
        }

        foreach (Scope map in tree.Maps)
        {
            if (map.Items!.Rest is double rest && map.MapAround is { } around)
            {
                map.Items.Rest = Math.Max(rest, Share(around, map.RunsEnded, map.Total) ?? 0);
            }
        }
    }

    /// <summary>The rest of a map; null if it is not known, or if the map takes longer than was to be expected.</summary>
    public static TimeSpan? Of(Scope map) => Time(map.IsLive ? map.Items?.Rest : null);

    /// <summary>The rest of a node's row within a map.</summary>
    public static TimeSpan? Of(Place place) =>
        place.IsLive && place.Scope.InnermostMap is { } map ? Time(Share(map, place.Ended, place.Total)) : null;

    private static double? RestOf(Scope map, RunTree tree, DateTimeOffset now) =>
        tree.IsStopRequested || !map.IsLive || map.IsAssumed || map.IsGrowing
            ? null
            : map.Items!.Remaining(map.RunsAhead, now.UtcTicks);

    /// <summary>A map's rest, less if the share that is left of a row is less than that of the map.</summary>
    private static double? Share(Scope map, long done, long total)
    {
        double leftOfMap = Left(map.RunsEnded, map.Total);
        double left = Left(done, total);
        return leftOfMap > 0 && left > 0 ? map.Items?.Rest * Math.Min(1, left / leftOfMap) : null;
    }

    private static double Left(long done, long total) => total == 0 ? 0 : (double)(total - done) / total;

    private static TimeSpan? Time(double? ticks) =>
        ticks is double rest && rest > 0 && rest <= Longest.Ticks ? TimeSpan.FromTicks((long)rest) : null;
}
