namespace Hypergraph.Orleans.Timeouts;

/// <summary>The limits of a caller's waiting for a cluster.</summary>
/// <param name="Availability">The time without any answer after which the cluster counts as unavailable.</param>
/// <param name="ReplyTimeout">The time without a reply after which a request is sent again.</param>
/// <param name="MaxCoordinatorFailures">The number of times in a row that a coordinator may fail before any item has ended.</param>
internal sealed record CallLimits(AvailabilityLimit Availability, TimeSpan ReplyTimeout, int MaxCoordinatorFailures)
{
    /// <summary>The time without any answer after which the cluster counts as unavailable.</summary>
    public TimeSpan UnavailableTimeout => Availability.Value;

    /// <summary>The time without a reply after which a single run that was sent directly to a silo goes to a coordinator.</summary>
    public TimeSpan Single => ReplyTimeout * 3;

    /// <summary>The delay before a failed request is sent again.</summary>
    public static TimeSpan RetryDelay => TimeSpan.FromMilliseconds(100);
}
