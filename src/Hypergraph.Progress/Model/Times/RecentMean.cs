namespace Hypergraph.Progress;

/// <summary>
/// The mean of the durations that ended lately, in ticks. It rests on many durations and on a good while, so that a burst
/// shakes neither slow items nor a hundred thousand a second; but when all of them become much longer or shorter than
/// before, it starts anew with those.
/// </summary>
internal struct RecentMean
{
    private const int DecayCount = 50;
    private const long DecayTime = 15 * TimeSpan.TicksPerSecond;

    /// <summary>How much longer or shorter than the mean a duration is that may belong to a new pace.</summary>
    private const double Deviation = 2;

    /// <summary>A new pace is seen in so many durations in a row at least, over so much time.</summary>
    private const int MinStreak = 3;
    private const long MinStreakTime = 5 * TimeSpan.TicksPerSecond;

    /// <summary>A streak that comes by chance more often than this is none.</summary>
    private const double MaxStreakProbability = 1e-5;

    private double _total;
    private double _longer;
    private double _shorter;
    private long _since;
    private int _streakSide;
    private double _streakTotal;
    private int _streak;
    private long _streakSince;

    /// <summary>How many durations the mean rests on.</summary>
    public double Weight { get; private set; }

    /// <summary>The mean; 0 before the first duration.</summary>
    public readonly double Mean => Weight > 0 ? _total / Weight : 0;

    /// <param name="ticks">The duration.</param>
    /// <param name="time">When it ended.</param>
    public void Add(long ticks, long time)
    {
        if (Weight == 0)
        {
            _since = time - ticks;
        }
        else
        {
            UpdateStreak(ticks, time);
        }

        _total += ticks;
        Weight++;
        if (_streak >= MinStreak && time - _streakSince >= MinStreakTime && IsLevelShift())
        {
            RestartFromStreak();
        }
        else if (Weight > DecayCount && time - _since > DecayTime)
        {
            // Half of it goes, so that what comes counts for more than what was long ago.
            _total /= 2;
            _longer /= 2;
            _shorter /= 2;
            Weight /= 2;
            _since = time - ((time - _since) / 2);
        }
    }

    private void UpdateStreak(long ticks, long time)
    {
        double scaled = ticks * Weight;
        int side = scaled > _total * Deviation ? 1 : scaled * Deviation < _total ? -1 : 0;
        if (side != _streakSide)
        {
            _streakSide = side;
            _streak = 0;
            _streakTotal = 0;
            _streakSince = time - ticks;
        }

        if (side != 0)
        {
            _streak++;
            _streakTotal += ticks;
            _longer += side > 0 ? 1 : 0;
            _shorter += side < 0 ? 1 : 0;
        }
    }

    /// <summary>Whether the streak would hardly come by chance, as often as there were such durations before it.</summary>
    private readonly bool IsLevelShift()
    {
        double before = Math.Max(0, (_streakSide > 0 ? _longer : _shorter) - _streak);
        double all = Math.Max(0, Weight - _streak);
        return Math.Pow((before + 2) / (all + 4), _streak) < MaxStreakProbability;
    }

    private void RestartFromStreak()
    {
        _total = _streakTotal;
        Weight = _streak;
        _since = _streakSince;
        _longer = 0;
        _shorter = 0;
        _streak = 0;
        _streakSide = 0;
        _streakTotal = 0;
    }
}
