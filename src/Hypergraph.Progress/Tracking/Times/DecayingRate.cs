namespace Hypergraph.Progress.Tracking.Times;

/// <summary>
/// A rate of ends: a count divided by the time in which it was counted. When both have grown enough they are halved, which keeps
/// the rate and increases the weight of recent ends. What was restored is not counted, nor is the time before the start of the first end that is.
/// </summary>
internal struct DecayingRate
{
    private const int DecayCount = 32;
    private const long DecayTime = 15 * TimeSpan.TicksPerSecond;

    private long _since;
    private double _ends;

    /// <summary>The start of the first of what has been counted; of all if nothing has been.</summary>
    public long FirstStart { get; private set; }

    public void Begin(long time) => FirstStart = _since = time;

    /// <summary>Records the end of something that was restored.</summary>
    public void RecordRestored(long time)
    {
        if (_ends == 0)
        {
            Begin(time);
        }
    }

    public void RecordEnd(long start, long time)
    {
        if (start < FirstStart)
        {
            // It began while other ends were restored.
            _since = _since == FirstStart ? start : _since;
            FirstStart = start;
        }

        _ends++;
        if (_ends > DecayCount && time - _since > DecayTime)
        {
            _ends /= 2;
            _since = time - ((time - _since) / 2);
        }
    }

    /// <summary>Returns the ends in a second; null if no time has passed or nothing has ended.</summary>
    public readonly double? PerSecond(long now) => PerSecond(_ends, now - _since);

    public static double? PerSecond(double ends, long ticks) => ends > 0 && ticks > 0 ? ends * TimeSpan.TicksPerSecond / ticks : null;
}
