namespace Hypergraph.Progress;

/// <summary>
/// How many items are in flight at once, in the mean over the time in which any is. Lately: when enough time has passed,
/// what came before counts half.
/// </summary>
internal struct Parallelism
{
    private const double DecayTime = 15 * TimeSpan.TicksPerSecond;

    private double _itemTicks;
    private double _busyTicks;
    private long _lastChange;

    /// <summary>Accounts for the time up to a change of the number of open items.</summary>
    /// <param name="open">How many were open up to then.</param>
    /// <param name="time">The moment of the change.</param>
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

    /// <summary>The mean at one moment, at least 1.</summary>
    public readonly double MeanAt(long open, long now)
    {
        double passed = open > 0 ? Math.Max(0, now - _lastChange) : 0;
        double busy = _busyTicks + passed;
        return busy > 0 ? Math.Max(1, (_itemTicks + (open * passed)) / busy) : 1;
    }
}
