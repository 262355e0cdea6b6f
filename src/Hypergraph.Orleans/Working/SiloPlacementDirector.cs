using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Hypergraph.Orleans.Working;

/// <inheritdoc/>
internal sealed class SiloPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var targetSilo = SiloAddress.FromParsableString(target.GrainIdentity.Key.ToString()!);
        return context.GetCompatibleSilos(target).Contains(targetSilo)
            ? Task.FromResult(targetSilo)
            : throw new SiloUnavailableException($"Silo {targetSilo} has left the cluster, or runs no graphs.");
    }
}
