using Orleans;

namespace Hypergraph.Orleans;

/// <summary>The door to one silo, whose address is its key.</summary>
[Alias("Hypergraph.Orleans.IItemWorker")]
internal interface IItemWorker : IGrainWithStringKey
{
    /// <summary>Asks whether the silo can run a graph.</summary>
    [Alias("Offer")]
    public Task<WorkerOffer> OfferAsync(string graph, string version);

    /// <summary>Gives it items to run. It tells of them to the run's coordinator.</summary>
    /// <returns>False if it needs the shared inputs first.</returns>
    [Alias("Assign")]
    public Task<bool> AssignAsync(Assignment assignment);

    /// <summary>Asks it to tell the run's coordinator of a single run that it has begun before there was one.</summary>
    /// <returns>False if it does not have it any more.</returns>
    [Alias("Follow")]
    public Task<bool> FollowAsync(RunId runId);

    /// <summary>Asks what it has of a run to stop, or cancels it.</summary>
    [Alias("Stop")]
    public Task StopAsync(RunId runId, string? reason, bool cancels);
}
