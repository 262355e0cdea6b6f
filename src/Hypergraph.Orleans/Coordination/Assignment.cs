using Orleans;

namespace Hypergraph.Orleans;

/// <summary>Items for a silo.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class Assignment
{
    [Id(0)]
    public required RunSpec Spec { get; init; }

    [Id(1)]
    public required ItemInput[] Items { get; init; }

    /// <summary>The attempts at them.</summary>
    [Id(2)]
    public required int[] Attempts { get; init; }

    /// <summary>The number of functions that each item may have under way; null for no limit.</summary>
    [Id(3)]
    public int? MaxConcurrency { get; init; }
}
