namespace Hypergraph.Tool.Explaining;

/// <summary>A run of a graph in which a node did not run.</summary>
/// <param name="Graph">The path with items around the graph; null for the outermost graph.</param>
/// <param name="Reasons">Why, as far as the log says.</param>
internal sealed record Absence(string? Graph, IReadOnlyList<string> Reasons);
