using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Publishing;
using Hypergraph.Orleans.Transport.Results;
using Hypergraph.Orleans.Transport.Values;

namespace Hypergraph.Orleans.Calling;

/// <summary>A call with validated inputs and a spec, before anything is sent.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Spec">The description of the run that is sent to the silos.</param>
/// <param name="Options">The caller's options.</param>
/// <param name="Values">Writes and reads the graph's values.</param>
/// <param name="Relay">Delivers the events to the processors.</param>
/// <param name="Publisher">Publishes the events that the silos report.</param>
/// <param name="Codec">Writes and reads single values.</param>
internal sealed record CallPlan(Graph Graph, RunSpec Spec, RunOptions Options, ValueWriter Values, EventRelay Relay, RunEventPublisher Publisher, ValueCodec Codec)
{
    /// <summary>Reads the result of an item; an item whose result cannot be read has failed.</summary>
    public RunResult Read(WireResult result, RunId runId, int? index)
    {
        try
        {
            return result.ToResult(Graph, Values, Codec, runId, index);
        }
        catch (ValueTransportException exception)
        {
            return WireResult.Failed(exception).ToResult(Graph, Values, Codec, runId, index);
        }
    }
}
