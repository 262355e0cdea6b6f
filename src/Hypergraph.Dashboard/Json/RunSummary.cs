namespace Hypergraph.Dashboard.Json;

/// <summary>A run in the list.</summary>
internal sealed record RunSummary
{
    /// <summary>The run in addresses: its id, or that of a stored run.</summary>
    public required string Key { get; init; }

    /// <summary>Where it comes from: <c>live</c>, <c>log</c> or <c>store</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The name of its log.</summary>
    public string? Origin { get; init; }

    /// <summary>Its id.</summary>
    public string? Run { get; init; }

    /// <summary>Its <see cref="RunOptions.WorkflowId"/>.</summary>
    public string? Workflow { get; init; }

    /// <summary>The name of the graph.</summary>
    public required string Graph { get; init; }

    /// <summary>The status. That of the store, if it is newer than the events.</summary>
    public required string Status { get; init; }

    /// <summary>The status of the call that the rows show; null if it is <see cref="Status"/>.</summary>
    public string? CallStatus { get; init; }

    /// <summary>Whether it is a map.</summary>
    public bool IsMap { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended, or for a stored run when it last changed.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>When its last event happened, in whole seconds; null if it has ended. Whether the process of a log still runs is not known otherwise.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>What is done, of <see cref="Total"/>.</summary>
    public long Done { get; init; }

    /// <summary>The items of the map, or the nodes of the graph.</summary>
    public long Total { get; init; }

    /// <summary>The number of failures.</summary>
    public long Failed { get; init; }

    /// <summary>The number of executions that the store of the run had.</summary>
    public long Restored { get; init; }

    /// <summary>The number of questions that are open now.</summary>
    public int Questions { get; init; }

    /// <summary>The message of the failure.</summary>
    public string? Error { get; init; }

    /// <summary>The stored run of which it is a fork.</summary>
    public string? ForkedFrom { get; init; }
}
