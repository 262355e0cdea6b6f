using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Hypergraph.Orleans.Working;

/// <summary>Places a grain on the silo whose address is its key.</summary>
[GenerateSerializer]
[Alias("Hypergraph.Orleans.SiloPlacement")]
[Immutable]
[SuppressReferenceTracking]
internal sealed class SiloPlacement : PlacementStrategy
{
    public static readonly SiloPlacement Instance = new();
}
