namespace Hypergraph.Progress;

/// <summary>
/// How many items are in flight at once, in the mean over the time in which any is. Lately: when enough time has passed,
/// what came before counts half.
/// </summary>
internal struct Parallelism
{
    private const double EnoughTime = 15 * TimeSpan.TicksPerSecond;

    private double _worked;
    private double _busy;
    private long _until;

    /// <summary>Accounts for the time up to a change of the number of open items.</summary>
    /// <param name="open">How many were open up to then.</param>
    /// <param name="time">The moment of the change.</param>
    public void Advance(long open, long time)
    {
        long passed = time - _until;
        _until = time;
        if (open == 0 || passed <= 0)
        {
            return;
        }

        _worked += (double)open * passed;
        _busy += passed;
        if (_busy > EnoughTime)
        {
            _worked /= 2;
            _busy /= 2;
        }
    }

    /// <summary>The mean at one moment, at least 1.</summary>
    public readonly double At(long open, long now)
    {
        double passed = open > 0 ? Math.Max(0, now - _until) : 0;
        double busy = _busy + passed;
        return busy > 0 ? Math.Max(1, (_worked + (open * passed)) / busy) : 1;
    }
}
