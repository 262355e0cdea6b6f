using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Hypergraph.Orleans.Working;

/// <summary>Places a grain on the silo whose address is its key.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SiloPlacementAttribute() : PlacementAttribute(SiloPlacement.Instance);
