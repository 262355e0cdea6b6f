namespace Hypergraph.Durability;

/// <summary>A run in a store. Texts are valid Unicode without U+0000; times are exact to the microsecond, and may come back in UTC.</summary>
public sealed record StoredRun
{
    /// <summary>The id, as in <see cref="RunOptions.WorkflowId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The name of the graph; null if it has none.</summary>
    public string? GraphName { get; init; }

    /// <summary>The version of the graph that the user assigns; null if there is none.</summary>
    public string? GraphVersion { get; init; }

    /// <summary>The hash of the structure of the graph.</summary>
    public required string GraphHash { get; init; }

    /// <summary>The structure of the graph as JSON, from which the differences to a changed graph are reported.</summary>
    public required string GraphShape { get; init; }

    /// <summary>Whether it maps the graph.</summary>
    public bool IsMap { get; init; }

    /// <summary>The inputs, and for a map how it maps, in the format of <see cref="RunRecord.Payload"/>.</summary>
    public required ReadOnlyMemory<byte> Inputs { get; init; }

    /// <summary>How the last call ended; null while one runs, or if its process ended before it.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>The message of what made it fail; null if it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The run from which this one was forked; null if it was not.</summary>
    public string? ForkedFrom { get; init; }

    /// <summary>When it was added, on the clock of the process that added it.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its status or its records last changed, on the clock of the process that changed them.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Who may run it.</summary>
    public required RunLease Lease { get; init; }
}
