namespace Hypergraph.Progress;

/// <summary>Options for a <see cref="ProgressModel"/>.</summary>
public sealed record ProgressModelOptions
{
    private readonly int _maxFailures = 10;
    private readonly int _maxEndedRuns = 1_000;

    /// <summary>
    /// The clock for the current time. All other times come from the events. Elapsed times use its timestamps
    /// (<see cref="TimeProvider.GetTimestamp"/>), so that they are correct when the wall clock is set.
    /// </summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The label of the row of a top-level map. If it is null, the label is the graph's name and <c>Progress</c>.</summary>
    /// <value>The default value is null.</value>
    public string? MapLabel { get; init; }

    /// <summary>
    /// Labels of map rows, by the path of the node that contains the mapped graph (<c>prepare/inner</c>) or by the name of the
    /// graph. A path has precedence over a name. Without a label it is the node's name and <c>Progress</c>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> MapLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>The number of failures of a run that are kept with their messages. Further failures are only counted.</summary>
    /// <value>The default value is 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxFailures
    {
        get => _maxFailures;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxFailures = value;
        }
    }

    /// <summary>
    /// The number of ended runs that are kept. Those that ended first are removed and counted
    /// (<see cref="ProgressSnapshot.RemovedRuns"/>), so that a long-lived model does not grow. Runs in flight are never removed.
    /// </summary>
    /// <value>The default value is 1,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxEndedRuns
    {
        get => _maxEndedRuns;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _maxEndedRuns = value;
        }
    }
}
