using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Hypergraph.Orleans;

/// <summary>Places a grain on the silo whose address is its key.</summary>
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
internal sealed class SiloPlacement : PlacementStrategy
{
    public static readonly SiloPlacement Instance = new();
}
