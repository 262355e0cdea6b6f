namespace Hypergraph.Extensions.Hosting;

/// <summary>Which stored runs a host resumes when it starts, and how.</summary>
public sealed class ResumeRunsOptions
{
    /// <summary>The maximum number of runs, the most recently changed first.</summary>
    /// <value>The default value is 1,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxRuns
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxRuns is at least 1.");
    } = 1000;

    /// <summary>How many of them run at the same time.</summary>
    /// <value>The default value is 4.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxConcurrent
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxConcurrent is at least 1.");
    } = 4;

    /// <summary>The time from the start of the host to the first run.</summary>
    /// <value>The default value is zero.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, or longer than a timer can wait, about 49.7 days.</exception>
    public TimeSpan StartDelay
    {
        get;
        set => field = value >= TimeSpan.Zero && value.TotalMilliseconds < uint.MaxValue
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "StartDelay is not negative, and less than 49.7 days.");
    }

    /// <summary>Whether failed runs are resumed too, from what failed.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IncludesFailed { get; set; }

    /// <summary>How runs run. The store does not have the options of the earlier call.</summary>
    /// <value>The default value is null: the defaults of <see cref="RunOptions"/>.</value>
    public RunOptions? RunOptions { get; set; }

    /// <summary>How maps run. Of the options of the earlier call, the store has only <see cref="RunOptions.ErrorHandling"/>.</summary>
    /// <value>The default value is null: the error handling of the earlier call, and otherwise the defaults of <see cref="MapOptions"/>.</value>
    public MapOptions? MapOptions { get; set; }
}
