namespace Hypergraph.Progress.Tracking.Times;

/// <summary>
/// The mean number of items in flight, over the time in which any is. When enough time has passed, earlier observations count
/// half.
/// </summary>
internal struct Parallelism
{
    private const double DecayTime = 15 * TimeSpan.TicksPerSecond;

    private double _itemTicks;
    private double _busyTicks;
    private long _lastChange;

    /// <summary>Accounts for the time up to a change of the number of open items.</summary>
    /// <param name="open">The number of open items up to the change.</param>
    /// <param name="time">The time of the change.</param>
    public void Advance(long open, long time)
    {
        long passed = time - _lastChange;
        _lastChange = time;
        if (open == 0 || passed <= 0)
        {
            return;
        }

        _itemTicks += (double)open * passed;
        _busyTicks += passed;
        if (_busyTicks > DecayTime)
        {
            _itemTicks /= 2;
            _busyTicks /= 2;
        }
    }

    /// <summary>Leaves out the time up to a change of the number of open items.</summary>
    public void Skip(long time) => _lastChange = time;

    /// <summary>Returns the mean at a time, at least 1.</summary>
    public readonly double MeanAt(long open, long now)
    {
        double passed = open > 0 ? Math.Max(0, now - _lastChange) : 0;
        double busy = _busyTicks + passed;
        return busy > 0 ? Math.Max(1, (_itemTicks + (open * passed)) / busy) : 1;
    }
}
