using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>A silo's reply to the query whether it can run a graph.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.WorkerOffer")]
[Immutable]
internal sealed class WorkerOffer
{
    /// <summary>The reason why the silo cannot run the graph; null if it can.</summary>
    [Id(0)]
    public string? Refusal { get; init; }

    /// <summary>The number of items that the silo may run concurrently.</summary>
    [Id(1)]
    public int MaxItems { get; init; }
}
