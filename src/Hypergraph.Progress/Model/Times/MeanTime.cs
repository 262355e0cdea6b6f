namespace Hypergraph.Progress;

/// <summary>The mean of a series of durations, over all of it and lately. In ticks.</summary>
internal struct MeanTime
{
    /// <summary>How many of the last durations count for what is lately so. Enough that a burst does not shake it.</summary>
    private const int Window = 50;

    private long _total;

    public long Count { get; private set; }

    /// <summary>The mean lately; 0 before the first duration.</summary>
    public double Lately { get; private set; }

    /// <summary>How many durations <see cref="Lately"/> rests on.</summary>
    public readonly int Weight => (int)Math.Min(Count, Window);

    public readonly TimeSpan? OverAll => Count == 0 ? null : TimeSpan.FromTicks(_total / Count);

    public void Add(long ticks)
    {
        Count++;
        _total += ticks;
        Lately += (ticks - Lately) / Weight;
    }
}
