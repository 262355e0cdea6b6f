using Hypergraph.Orleans.Protocol;
using Orleans;
using Orleans.Concurrency;

namespace Hypergraph.Orleans.Working;

/// <inheritdoc/>
[StatelessWorker(1)]
[Reentrant]
internal sealed class SingleRuns(SiloWorker worker, OfferCache offers) : Grain, ISingleRuns
{
    public Task<SingleReply> RunAsync(RunSpec spec) =>
        offers.HaveAll(spec) ? worker.RunSingleAsync(spec) : Task.FromResult(SingleReply.NotStarted);
}
