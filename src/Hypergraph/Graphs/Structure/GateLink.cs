namespace Hypergraph;

/// <summary>A gate's hold on a node.</summary>
/// <param name="Gate">The gate, by its place in the graph.</param>
/// <param name="Target">The node, by its place among the gate's targets.</param>
internal readonly record struct GateLink(int Gate, int Target);
