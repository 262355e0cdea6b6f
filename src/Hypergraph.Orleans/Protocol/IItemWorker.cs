using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>Runs items on the silo whose address is the grain key.</summary>
[Alias("Hypergraph.Orleans.IItemWorker")]
internal interface IItemWorker : IGrainWithStringKey
{
    /// <summary>Returns whether the silo can run a graph, and store its runs.</summary>
    [Alias("Offer")]
    Task<WorkerOffer> OfferAsync(string graph, string version, bool isDurable);

    /// <summary>Assigns items to the silo, which reports their events and results to the run's coordinator.</summary>
    /// <returns>False if the silo needs the shared inputs first.</returns>
    [Alias("Assign")]
    Task<bool> AssignAsync(Assignment assignment);

    /// <summary>Makes the silo report a single run, which it started without a coordinator, to the run's coordinator.</summary>
    /// <returns>False if the silo no longer has the run.</returns>
    [Alias("Follow")]
    Task<bool> FollowAsync(RunId runId);

    /// <summary>Requests the silo's items of a run to stop, or cancels them.</summary>
    [Alias("Stop")]
    Task StopAsync(RunId runId, string? reason, bool cancels);
}
