namespace Hypergraph.Progress;

/// <summary>How a <see cref="ProgressModel"/> tells the time and labels its maps.</summary>
public sealed record ProgressModelOptions
{
    private readonly int _maxFailures = 10;

    /// <summary>
    /// The clock that says what <em>now</em> is. Everything else about time comes from the events. How long something has
    /// taken so far is measured by its timestamps (<see cref="TimeProvider.GetTimestamp"/>), also when the wall clock is set.
    /// </summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The label of the row of a call to map; null for the graph's name and <c>Progress</c>.</summary>
    /// <value>The default value is null.</value>
    public string? MapLabel { get; init; }

    /// <summary>
    /// Labels of map rows, by the path of the node that holds the mapped graph (<c>prepare/inner</c>) or by the name of
    /// the graph. A path goes before a name. Without a label it is the node's name and <c>Progress</c>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> MapLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>How many failures of a run are kept with their messages; the others are counted.</summary>
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
}
