namespace Hypergraph.Pictures.Drawing;

/// <summary>A node of a picture.</summary>
/// <param name="Number">Its number in the picture, from which its id is made.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Lines">The lines of its label, as <see cref="PictureText"/> returns them.</param>
/// <param name="Status">How far it is in a run; null if that is not shown.</param>
/// <param name="Content">The nested graph, if it is drawn with its nodes.</param>
internal sealed record PictureNode(int Number, PictureShape Shape, IReadOnlyList<string> Lines, NodePictureStatus? Status, PictureGraph? Content);
