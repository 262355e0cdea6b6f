namespace Hypergraph.Durability;

/// <summary>Which ended runs stay in a store. What is null does not restrict.</summary>
public sealed record RunRetention
{
    /// <summary>The age from which runs are deleted, since their last change.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How many of the most recent runs stay.</summary>
    public int? MaxRuns { get; init; }

    /// <summary>
    /// How many bytes of the most recent runs stay, as <see cref="IRunStore.MeasureAsync"/> measures them: the oldest runs are deleted until the others have no more. A database needs more space than that, and may keep the
    /// space of what was deleted for later runs.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>The statuses of runs that may be deleted. Others always stay.</summary>
    /// <value>The default value is completed and partial.</value>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [RunStatus.Completed, RunStatus.Partial];
}
