namespace Hypergraph.Progress.Tracking.Times;

/// <summary>The mean of a series of durations.</summary>
internal struct MeanTime
{
    private long _ticks;

    public long Count { get; private set; }

    /// <summary>Null before the first duration.</summary>
    public readonly TimeSpan? Mean => Count == 0 ? null : TimeSpan.FromTicks(_ticks / Count);

    public void Add(long ticks)
    {
        Count++;
        _ticks += ticks;
    }
}
