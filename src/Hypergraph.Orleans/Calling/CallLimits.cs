namespace Hypergraph.Orleans;

/// <summary>How long a caller waits for a cluster.</summary>
/// <param name="Availability">After how long without any answer the cluster counts as gone.</param>
/// <param name="ReplyTimeout">After how long without an answer a question is put again.</param>
/// <param name="MaxRetries">How often in a row a coordinator may be lost without an item having ended.</param>
internal sealed record CallLimits(AvailabilityLimit Availability, TimeSpan ReplyTimeout, int MaxRetries)
{
    /// <summary>After how long without any answer the cluster counts as gone.</summary>
    public TimeSpan UnavailableTimeout => Availability.Value;

    /// <summary>After how long without an answer a single run that was to begin at once is given to a coordinator.</summary>
    public TimeSpan Single => ReplyTimeout * 3;

    /// <summary>The time before a question that failed is put again.</summary>
    public static TimeSpan RetryDelay => TimeSpan.FromMilliseconds(100);
}
