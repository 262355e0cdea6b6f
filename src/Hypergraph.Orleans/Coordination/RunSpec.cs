using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What is to be run, and how: the part of a run that never changes.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record RunSpec
{
    [Id(0)]
    public required RunId RunId { get; init; }

    /// <summary>How often the run was started: once, and again each time its coordinator was lost.</summary>
    [Id(1)]
    public required int Epoch { get; init; }

    [Id(2)]
    public required string Graph { get; init; }

    [Id(3)]
    public required string Version { get; init; }

    [Id(4)]
    public required bool IsMap { get; init; }

    /// <summary>The number of items; null if a stream gives them.</summary>
    [Id(5)]
    public int? Count { get; init; }

    [Id(6)]
    public string? WorkflowId { get; init; }

    [Id(7)]
    public required int MaxIterations { get; init; }

    [Id(8)]
    public int? MaxConcurrency { get; init; }

    /// <summary>Whether no item starts after one has failed.</summary>
    [Id(9)]
    public required bool StopsAtFailure { get; init; }

    [Id(10)]
    public required bool WantsEvents { get; init; }

    [Id(11)]
    public required bool WantsValues { get; init; }

    /// <summary>The inputs that all items share.</summary>
    [Id(12)]
    public required WireValue[] SharedInputs { get; init; }

    /// <summary>How often an item may be lost with its silo and run again.</summary>
    [Id(13)]
    public required int MaxRetries { get; init; }

    /// <summary>Whether all that was told is kept for callers who attach later, and not only until the caller has it.</summary>
    [Id(14)]
    public required bool KeepsLog { get; init; }

    /// <summary>After how long without a sign of the caller no further items are expected of it.</summary>
    [Id(15)]
    public TimeSpan CallerTimeout { get; init; }

    /// <summary>After how long without a silo that can run the graph the run fails; null until the cluster's settings decide.</summary>
    [Id(16)]
    public TimeSpan? SilosTimeout { get; init; }

    /// <summary>How many functions an item may have under way: one budget over all nesting, of which the items under way have equal parts.</summary>
    public int? FunctionsOfItem => MaxConcurrency is { } limit ? Math.Max(1, limit / Math.Max(1, Math.Min(limit, Count ?? int.MaxValue))) : null;
}
