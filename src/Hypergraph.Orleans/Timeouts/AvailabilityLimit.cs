namespace Hypergraph.Orleans.Timeouts;

/// <summary>The time without an answer after which a cluster counts as unavailable. Thread-safe.</summary>
/// <param name="configured">The configured time; null to derive it from the cluster's settings.</param>
internal sealed class AvailabilityLimit(TimeSpan? configured = null)
{
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(60);

    private long _derived = Minimum.Ticks;

    public TimeSpan Value => configured ?? new TimeSpan(Volatile.Read(ref _derived));

    /// <summary>The configured time; null when it is derived from the cluster's settings.</summary>
    public TimeSpan? Configured => configured;

    /// <summary>Records the time that a cluster may need to detect failed silos.</summary>
    public void Derive(TimeSpan detectionTime) => Volatile.Write(ref _derived, Of(detectionTime).Ticks);

    /// <summary>The time for a cluster with this detection time: twice as long, to leave time for the failover.</summary>
    public static TimeSpan Of(TimeSpan detectionTime) => detectionTime * 2 > Minimum ? detectionTime * 2 : Minimum;
}
