namespace Hypergraph.Orleans.Timeouts;

/// <summary>Validates timeouts.</summary>
internal static class WaitLimit
{
    private static readonly TimeSpan Maximum = TimeSpan.FromDays(24);

    /// <summary>Returns the value if it is in the supported range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than the minimum or more than 24 days, about the limit of a timer.</exception>
    public static TimeSpan Check(TimeSpan value, TimeSpan minimum, string name) => value >= minimum && value <= Maximum
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{name} is at least {minimum.TotalSeconds:0.###} s and at most {Maximum.TotalDays:0} days.");
}
