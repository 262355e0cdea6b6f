namespace Hypergraph.Graphs.Structure;

/// <summary>The connection of a gate to a node that it controls.</summary>
/// <param name="Gate">The index of the gate in the graph.</param>
/// <param name="Target">The index of the node among the gate's targets.</param>
internal sealed record GateLink(int Gate, int Target);
