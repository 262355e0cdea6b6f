namespace Hypergraph.Progress;

/// <summary>How long the items of a map take, how many of them are under way at once, and so how long the rest will take.</summary>
internal sealed class ItemTimes
{
    /// <summary>What is seen in less tells how long the first calls took, not how long the rest will take.</summary>
    private const long MinObservation = TimeSpan.TicksPerSecond;

    /// <summary>How far beyond its unit's range a rate may go before it gets another unit.</summary>
    private const double UnitHysteresis = 2;

    private readonly long _origin;
    private MeanTime _durations;
    private RecentMean _recent;
    private Parallelism _parallelism;
    private DecayingRate _rate;
    private long _open;
    private long _openStartSum;
    private long _lastStart;
    private RateUnit? _unit;

    /// <param name="origin">When the first map begins. Sums of moments are kept relative to it.</param>
    public ItemTimes(long origin)
    {
        _origin = origin;
        _rate.Begin(origin);
    }

    public TimeSpan? Average => _durations.Mean;

    /// <summary>
    /// The ticks that the rest will take, as <see cref="Estimates"/> found for one moment; null if that cannot be known.
    /// </summary>
    public double? RemainingTicks { get; set; }

    public void Begin(long time)
    {
        _parallelism.Advance(_open++, time);
        _openStartSum += time - _origin;
        _lastStart = time;
    }

    public void End(long start, long time)
    {
        _openStartSum -= start - _origin;
        _durations.Add(time - start);
        _recent.Add(time - start, time);
        _rate.RecordEnd(time);
        _parallelism.Advance(_open--, time);
    }

    public double? PerSecond(long now) => _rate.PerSecond(now);

    /// <summary>The unit to show a rate in. It changes only when the rate has left its unit's range well behind.</summary>
    public RateUnit UnitOf(double perSecond)
    {
        RateUnit unit = _unit is RateUnit last && CountText.UnitOf(perSecond * UnitHysteresis) <= last && CountText.UnitOf(perSecond / UnitHysteresis) >= last
            ? last
            : CountText.UnitOf(perSecond);
        _unit = unit;
        return unit;
    }

    /// <summary>
    /// The work that is left, what is under way and what has not begun, divided by how many items were under way at once
    /// so far; at least as long as the last item will take on its own.
    /// </summary>
    /// <param name="ahead">The items that have not begun.</param>
    /// <param name="now">The moment.</param>
    /// <returns>
    /// In ticks; null in the first second, and before as many items have ended as are under way: of many that began together
    /// the shortest end first, and would speak for all.
    /// </returns>
    public double? EstimateRemaining(long ahead, long now)
    {
        if (_recent.Mean <= 0 || _durations.Count < _open || now - _origin < MinObservation)
        {
            return null;
        }

        double underWay = Math.Max(0, (_open * (double)(now - _origin)) - _openStartSum);
        double item = ExpectedDuration(underWay);
        double work = (ahead * item) + Math.Max(0, (_open * item) - underWay);
        return Math.Max(work / _parallelism.MeanAt(_open, now), LastItemRemaining(item, ahead, now));
    }

    /// <summary>
    /// What an item will take. Where those under way already take longer than the mean, what is too much counts as if they
    /// had just ended.
    /// </summary>
    private double ExpectedDuration(double underWay)
    {
        double overdue = Math.Max(0, underWay - (_open * _recent.Mean));
        return _recent.Mean + (overdue / (_recent.Weight + _open));
    }

    private double LastItemRemaining(double item, long ahead, long now) => ahead > 0
        ? item
        : _open > 0 ? Math.Max(0, item - Math.Max(0, now - _lastStart)) : 0;
}
