namespace Hypergraph.Orleans.Timeouts;

/// <summary>The time without an answer after which a cluster counts as unavailable. Thread-safe.</summary>
/// <param name="set">The configured time; null to derive it from the cluster's settings.</param>
internal sealed class AvailabilityLimit(TimeSpan? set = null)
{
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(60);

    private long _needed = Minimum.Ticks;

    public TimeSpan Value => set ?? new TimeSpan(Volatile.Read(ref _needed));

    /// <summary>The configured time; null when it is derived from the cluster's settings.</summary>
    public TimeSpan? Set => set;

    /// <summary>Records the time that a cluster may need to detect failed silos.</summary>
    public void Learn(TimeSpan detectionTime) => Volatile.Write(ref _needed, For(detectionTime).Ticks);

    /// <summary>The time for a cluster with this detection time: twice as long, to leave time for the failover.</summary>
    public static TimeSpan For(TimeSpan detectionTime) => detectionTime * 2 > Minimum ? detectionTime * 2 : Minimum;
}
