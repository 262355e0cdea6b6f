namespace Hypergraph.Durability;

/// <summary>Which ended runs stay in a store. What is null does not restrict.</summary>
public sealed record RunRetention
{
    /// <summary>The age from which runs are deleted, since their last change.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How many of the most recent runs stay.</summary>
    public int? MaxRuns { get; init; }

    /// <summary>The statuses of runs that may be deleted. Others always stay.</summary>
    /// <value>The default value is completed and partial.</value>
    public IReadOnlyList<RunStatus> Statuses { get; init; } = [RunStatus.Completed, RunStatus.Partial];
}
