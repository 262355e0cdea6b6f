namespace Hypergraph.Pictures.Drawing;

/// <summary>The nodes and edges of one graph in a picture.</summary>
/// <param name="Nodes">The nodes, at least one.</param>
/// <param name="Edges">The edges between them.</param>
internal sealed record PictureGraph(IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges);
