namespace Hypergraph.Pictures.Drawing;

/// <summary>What is drawn, whatever the format.</summary>
/// <param name="Title">The title; empty for none.</param>
/// <param name="Direction">The direction of edges.</param>
/// <param name="Graph">The outermost graph.</param>
internal sealed record Picture(string Title, GraphPictureDirection Direction, PictureGraph Graph);
