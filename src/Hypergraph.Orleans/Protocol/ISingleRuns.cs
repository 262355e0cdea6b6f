using Orleans;

namespace Hypergraph.Orleans.Protocol;

/// <summary>
/// Starts single runs on the silo that receives the call. A run that ends soon needs no coordinator and only one call. The keys only distribute the calls.
/// </summary>
[Alias("Hypergraph.Orleans.ISingleRuns")]
internal interface ISingleRuns : IGrainWithIntegerKey
{
    /// <summary>Starts the first attempt at a run, and waits briefly for its end.</summary>
    [Alias("Run")]
    Task<SingleReply> RunAsync(RunSpec spec);
}
