namespace Hypergraph.Tool.Explaining;

/// <summary>A place in the graphs of a log.</summary>
/// <param name="Path">The path of the node without items.</param>
/// <param name="Name">The name of the node.</param>
/// <param name="Around">The node around the graph; null in the outermost graph.</param>
internal sealed record NodePlace(string Path, string Name, NodePlace? Around);
