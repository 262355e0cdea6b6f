namespace Hypergraph.Orleans;

/// <summary>Checks times to wait.</summary>
internal static class WaitLimit
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>A time in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is shorter than the least, or longer than 24 days, which is about what a timer can wait.</exception>
    public static TimeSpan Check(TimeSpan value, TimeSpan least, string name) => value >= least && value <= Longest
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} is at least {least.TotalSeconds:0.###} s and at most {Longest.TotalDays:0} days.");
}
