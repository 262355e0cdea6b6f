namespace Hypergraph.Durability;

/// <summary>Which runs to list. What is null does not restrict.</summary>
public sealed record RunQuery
{
    /// <summary>Runs with one of these statuses; null in the list stands for runs that have not ended. Null for all runs.</summary>
    public IReadOnlyList<RunStatus?>? Statuses { get; init; }

    /// <summary>Runs of the graph with this name.</summary>
    public string? GraphName { get; init; }

    /// <summary>Runs that changed at this time or later.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Runs that changed before this time.</summary>
    public DateTimeOffset? ChangedBefore { get; init; }

    /// <summary>The maximum number of runs.</summary>
    public int? Limit { get; init; }
}
