namespace Hypergraph.Progress.Tracking.Times;

/// <summary>
/// The mean of recent durations, in ticks. It covers many durations and a long time, so that bursts do not disturb it, neither
/// for slow items nor for a hundred thousand a second. When all durations become much longer or shorter than before, it restarts
/// from those.
/// </summary>
internal struct RecentMean
{
    private const int DecayCount = 50;
    private const long DecayTime = 15 * TimeSpan.TicksPerSecond;

    /// <summary>The factor by which a duration must differ from the mean to count as a sign of a level shift.</summary>
    private const double Deviation = 2;

    /// <summary>The minimum number of successive durations, and their minimum time, that show a level shift.</summary>
    private const int MinStreak = 3;
    private const long MinStreakTime = 5 * TimeSpan.TicksPerSecond;

    /// <summary>A streak that is more probable than this by chance is not a level shift.</summary>
    private const double MaxStreakProbability = 1e-5;

    private double _total;
    private double _longer;
    private double _shorter;
    private long _since;
    private int _streakSide;
    private double _streakTotal;
    private int _streak;
    private long _streakSince;

    /// <summary>The number of durations in the mean.</summary>
    public double Weight { get; private set; }

    /// <summary>The mean; 0 before the first duration.</summary>
    public readonly double Mean => Weight > 0 ? _total / Weight : 0;

    /// <param name="ticks">The duration.</param>
    /// <param name="time">The time at which it ended.</param>
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
            // Halved, so that recent durations weigh more than old ones.
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

    /// <summary>Whether the streak is improbable by chance, considering the number of such durations before it.</summary>
    private readonly bool IsLevelShift()
    {
        double earlierCount = Math.Max(0, (_streakSide > 0 ? _longer : _shorter) - _streak);
        double earlierWeight = Math.Max(0, Weight - _streak);
        return Math.Pow((earlierCount + 2) / (earlierWeight + 4), _streak) < MaxStreakProbability;
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
