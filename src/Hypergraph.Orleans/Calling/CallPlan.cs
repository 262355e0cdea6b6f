namespace Hypergraph.Orleans;

/// <summary>A call, with its inputs checked and its spec made; nothing of it has left this process.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Spec">What the silos are told.</param>
/// <param name="Options">How the caller wants it.</param>
/// <param name="Values">Writes and reads the graph's values.</param>
/// <param name="Relay">Gets the events to the processors.</param>
/// <param name="Publisher">Makes the events of what the silos tell.</param>
/// <param name="Codec">Writes and reads single values.</param>
internal sealed record CallPlan(Graph Graph, RunSpec Spec, RunOptions Options, ValueWriter Values, EventRelay Relay, RunEventPublisher Publisher, ValueCodec Codec)
{
    /// <summary>Reads the result of an item; one that cannot be read has failed.</summary>
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
