namespace Hypergraph.Extensions.Hosting;

/// <summary>When the health check of runs reports a problem.</summary>
public sealed class HypergraphHealthCheckOptions
{
    private double? _maxFailureRatio;
    private int _minRuns = 10;
    private TimeSpan? _maxRunAge;

    /// <summary>
    /// The check reports <c>Degraded</c> if a greater part of the recent runs (<see cref="IRunRegistry.RecentRuns"/>) has failed. A map that failed in part is not counted as
    /// failed.
    /// </summary>
    /// <value>From 0 to 1; the default value is null: failed runs do not matter.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? MaxFailureRatio
    {
        get => _maxFailureRatio;
        set => _maxFailureRatio = value is null or (>= 0 and <= 1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxFailureRatio is from 0 to 1, or null.");
    }

    /// <summary>The number of recent runs from which on <see cref="MaxFailureRatio"/> is applied.</summary>
    /// <value>The default value is 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MinRuns
    {
        get => _minRuns;
        set => _minRuns = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MinRuns is at least 1.");
    }

    /// <summary>The check reports <c>Degraded</c> if a live run started longer ago.</summary>
    /// <value>The default value is null: the age of runs does not matter.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan? MaxRunAge
    {
        get => _maxRunAge;
        set => _maxRunAge = value is null || value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxRunAge is not negative, or null.");
    }
}
