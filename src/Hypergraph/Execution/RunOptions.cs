namespace Hypergraph;

/// <summary>How one call runs.</summary>
public record RunOptions
{
    /// <summary>The default of <see cref="MaxIterations"/>.</summary>
    public const int DefaultMaxIterations = 1_000;

    private readonly int _maxIterations = DefaultMaxIterations;
    private readonly int? _maxConcurrency;

    /// <summary>Processors for this call, beside those of the runner and of the graph. One listed twice gets each event once.</summary>
    public IReadOnlyList<EventProcessor> EventProcessors { get; init; } = [];

    /// <summary>What happens when a node fails.</summary>
    /// <value>The default value is <see cref="ErrorHandling.Raise"/>.</value>
    public ErrorHandling ErrorHandling { get; init; } = ErrorHandling.Raise;

    /// <summary>The number of supersteps after which a loop ends with <see cref="IterationLimitException"/>; for each run of a nested graph anew.</summary>
    /// <value>The default value is 1,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxIterations is at least 1.");
    }

    /// <summary>
    /// The number of node functions that may be under way at once, over all nesting; also of items of each map. Null:
    /// no limit on functions, and as many items as suit the machine (four for each processor, at least 32).
    /// <see cref="SyncRunner"/> runs one at a time whatever this says.
    /// </summary>
    /// <value>The default value is null.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxConcurrency
    {
        get => _maxConcurrency;
        init => _maxConcurrency = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxConcurrency is at least 1, or null for no limit.");
    }

    /// <summary>The caller's own name for the call, carried by its events.</summary>
    public string? WorkflowId { get; init; }
}
