namespace Hypergraph.Hosting;

/// <summary>A call that is to be durable.</summary>
/// <param name="WorkflowId">The id of the run in the store.</param>
/// <param name="Graph">The graph.</param>
/// <param name="Inputs">The inputs by name; empty to use those that are stored.</param>
/// <param name="Over">The inputs to map over; null for a run.</param>
/// <param name="Options">How the call runs.</param>
public sealed record JournalRequest(string WorkflowId, Graph Graph, GraphInputs Inputs, MapOver? Over, RunOptions Options);
