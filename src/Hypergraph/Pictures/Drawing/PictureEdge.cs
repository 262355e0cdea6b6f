namespace Hypergraph.Pictures.Drawing;

/// <summary>An edge between nodes of the same graph.</summary>
/// <param name="From">The node that it leaves.</param>
/// <param name="To">The node to which it leads.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Label">Its label; empty for none.</param>
internal sealed record PictureEdge(PictureNode From, PictureNode To, EdgeKind Kind, string Label);
