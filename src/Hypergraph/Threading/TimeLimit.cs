namespace Hypergraph.Threading;

/// <summary>Checks times that a timer must be able to wait.</summary>
internal static class TimeLimit
{
    /// <summary>The longest time of a timer, about 49.7 days.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Checks a time to wait: zero or more, or infinite.</summary>
    /// <param name="time">The time.</param>
    /// <param name="name">The name of the option or parameter, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than a timer can wait.</exception>
    public static TimeSpan Check(TimeSpan time, string name)
    {
        if ((time >= TimeSpan.Zero && time <= MaxTime) || time == Timeout.InfiniteTimeSpan)
        {
            return time;
        }

        string limit = $"{MaxTime:d\\.hh\\:mm\\:ss\\.fff} (the longest time of a timer, about {MaxTime.TotalDays:0.#} days)";
        throw new ArgumentOutOfRangeException(
            name, time, FormattableString.Invariant($"{name} is between zero and {limit}. To wait without a limit, use Timeout.InfiniteTimeSpan."));
    }
}
