using Hypergraph.Orleans.Protocol;
using Orleans;
using Orleans.Concurrency;
using Orleans.GrainDirectory;

namespace Hypergraph.Orleans.Working;

/// <inheritdoc/>
[SiloPlacement]
[GrainDirectory(RunGrains.Directory)]
[Reentrant]
internal sealed class ItemWorker(SiloWorker worker) : Grain, IItemWorker
{
    public Task<WorkerOffer> OfferAsync(string graph, string version, bool isDurable) => Task.FromResult(worker.Offer(graph, version, isDurable));

    public Task<bool> AssignAsync(Assignment assignment) => Task.FromResult(worker.Assign(assignment));

    public Task<bool> FollowAsync(RunId runId) => Task.FromResult(worker.Follow(runId));

    public Task StopAsync(RunId runId, string? reason, bool cancels)
    {
        worker.Stop(runId, reason, cancels);
        return Task.CompletedTask;
    }
}
