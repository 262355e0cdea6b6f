namespace Hypergraph.Orleans;

/// <summary>After how long without an answer a cluster counts as gone: as set, or as the cluster's own settings demand. Safe from any thread.</summary>
/// <param name="set">What was set; null to follow the cluster.</param>
internal sealed class AvailabilityLimit(TimeSpan? set = null)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(60);

    private long _needed = Least.Ticks;

    /// <summary>The time.</summary>
    public TimeSpan Value => set ?? new TimeSpan(Volatile.Read(ref _needed));

    /// <summary>What was set; null where it follows the cluster.</summary>
    public TimeSpan? Set => set;

    /// <summary>Notes how long a cluster may take to notice that silos are lost.</summary>
    public void Learn(TimeSpan toNotice) => Volatile.Write(ref _needed, For(toNotice).Ticks);

    /// <summary>The time for a cluster that takes so long: as long again is left for going on.</summary>
    public static TimeSpan For(TimeSpan toNotice) => toNotice * 2 > Least ? toNotice * 2 : Least;
}
