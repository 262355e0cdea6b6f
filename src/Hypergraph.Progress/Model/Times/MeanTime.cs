namespace Hypergraph.Progress;

/// <summary>
/// The mean of a series of durations, over all of it and lately. In ticks. What is lately so rests on many durations and on a
/// good while: a burst shakes neither slow items nor a hundred thousand a second.
/// </summary>
internal struct MeanTime
{
    private const int EnoughEnds = 50;
    private const long EnoughTime = 15 * TimeSpan.TicksPerSecond;

    private long _total;
    private double _recentTotal;
    private double _recent;
    private long _recentSince;

    public long Count { get; private set; }

    /// <summary>The mean lately; 0 before the first duration.</summary>
    public readonly double Lately => _recent > 0 ? _recentTotal / _recent : 0;

    /// <summary>How many durations <see cref="Lately"/> rests on.</summary>
    public readonly double Weight => _recent;

    public readonly TimeSpan? OverAll => Count == 0 ? null : TimeSpan.FromTicks(_total / Count);

    /// <param name="ticks">The duration.</param>
    /// <param name="time">When it ended.</param>
    public void Add(long ticks, long time)
    {
        if (Count++ == 0)
        {
            _recentSince = time - ticks;
        }

        _total += ticks;
        _recentTotal += ticks;
        _recent++;
        if (_recent > EnoughEnds && time - _recentSince > EnoughTime)
        {
            // Half of it goes, so that what comes counts for more than what was long ago.
            _recentTotal /= 2;
            _recent /= 2;
            _recentSince = time - ((time - _recentSince) / 2);
        }
    }
}
