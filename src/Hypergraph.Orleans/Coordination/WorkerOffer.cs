using Orleans;

namespace Hypergraph.Orleans;

/// <summary>What a silo answers to who asks whether it could run a graph.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class WorkerOffer
{
    /// <summary>Why not, in words; null if it can.</summary>
    [Id(0)]
    public string? Refusal { get; init; }

    /// <summary>The number of items that it may have under way.</summary>
    [Id(1)]
    public int MaxItems { get; init; }
}
