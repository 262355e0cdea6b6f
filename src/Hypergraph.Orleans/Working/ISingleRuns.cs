using Orleans;

namespace Hypergraph.Orleans;

/// <summary>
/// Begins single runs on the silo that the call arrives at. One that ends soon needs no coordinator: it costs one call. Any key will do; keys spread calls over silos.
/// </summary>
[Alias("Hypergraph.Orleans.ISingleRuns")]
internal interface ISingleRuns : IGrainWithIntegerKey
{
    /// <summary>Begins the first attempt at a run, and waits a little for its end.</summary>
    [Alias("Run")]
    public Task<SingleReply> RunAsync(RunSpec spec);
}
