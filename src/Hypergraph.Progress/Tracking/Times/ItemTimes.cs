using Hypergraph.Progress.Model;
using Hypergraph.Progress.Tracking.Views;

namespace Hypergraph.Progress.Tracking.Times;

/// <summary>Measures the durations of a map's items and how many are in flight at once, to estimate the remaining time.</summary>
internal sealed class ItemTimes
{
    /// <summary>A shorter observation reflects the duration of the first calls, not that of the others.</summary>
    private const long MinObservation = TimeSpan.TicksPerSecond;

    /// <summary>The factor by which a rate may leave the range of its unit before the unit changes.</summary>
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

    /// <param name="origin">The start of the first map. Sums of times are relative to it.</param>
    public ItemTimes(long origin)
    {
        _origin = origin;
        _rate.Begin(origin);
    }

    public TimeSpan? Average => _durations.Mean;

    /// <summary>The start of the first item that was not restored, as far as items have ended.</summary>
    public long FirstStart => _rate.FirstStart;

    /// <summary>The remaining time in ticks, as <see cref="Estimates"/> last calculated it; null if it is not known.</summary>
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
        _rate.RecordEnd(start, time);
        _parallelism.Advance(_open--, time);
    }

    /// <summary>Ends an item of which no node ran, because all were restored. Its time says nothing about that of other items.</summary>
    public void EndRestored(long start, long time)
    {
        _openStartSum -= start - _origin;
        _rate.RecordRestored(time);
        _parallelism.Skip(time);
        _open--;
    }

    public double? PerSecond(long now) => _rate.PerSecond(now);

    /// <summary>
    /// Returns the unit in which a rate is shown. It changes only when the rate is far outside the range of the last unit.
    /// </summary>
    public RateUnit UnitOf(double perSecond)
    {
        RateUnit unit = _unit is RateUnit last && RateUnits.Of(perSecond * UnitHysteresis) <= last && RateUnits.Of(perSecond / UnitHysteresis) >= last
            ? last
            : RateUnits.Of(perSecond);
        _unit = unit;
        return unit;
    }

    /// <summary>
    /// Estimates the remaining time: the work in flight and the work that has not begun, divided by the mean parallelism so far;
    /// at least the expected duration of the last item.
    /// </summary>
    /// <param name="pending">The number of items that have not begun.</param>
    /// <param name="now">The current time.</param>
    /// <returns>
    /// The time in ticks; null in the first second, and until as many items have ended as are in flight: of items that began
    /// together the shortest end first, and are not representative.
    /// </returns>
    public double? EstimateRemaining(long pending, long now)
    {
        if (_recent.Mean <= 0 || _durations.Count < _open || now - FirstStart < MinObservation)
        {
            return null;
        }

        double elapsedInFlight = Math.Max(0, (_open * (double)(now - _origin)) - _openStartSum);
        double expectedDuration = ExpectedDuration(elapsedInFlight);
        double work = (pending * expectedDuration) + Math.Max(0, (_open * expectedDuration) - elapsedInFlight);
        return Math.Max(work / _parallelism.MeanAt(_open, now), LastItemRemaining(expectedDuration, pending, now));
    }

    /// <summary>
    /// Returns the expected duration of an item. If the items in flight already take longer than the mean, the excess counts as
    /// if they had just ended.
    /// </summary>
    private double ExpectedDuration(double elapsedInFlight)
    {
        double overdue = Math.Max(0, elapsedInFlight - (_open * _recent.Mean));
        return _recent.Mean + (overdue / (_recent.Weight + _open));
    }

    private double LastItemRemaining(double expectedDuration, long pending, long now) => pending > 0
        ? expectedDuration
        : _open > 0 ? Math.Max(0, expectedDuration - Math.Max(0, now - _lastStart)) : 0;
}
