namespace Hypergraph.Progress;

/// <summary>What leads from a level of the tree to the next; every piece is equally wide.</summary>
/// <param name="Branch">Before a row that others of its level follow.</param>
/// <param name="Last">Before the last row of its level.</param>
/// <param name="Vertical">Above rows of the levels further in, where others of this level follow.</param>
internal sealed record TreeLines(string Branch, string Last, string Vertical)
{
    public const int Width = 3;

    public static TreeLines Unicode { get; } = new("├─ ", "└─ ", "│  ");

    public static TreeLines Ascii { get; } = new("|- ", "`- ", "|  ");
}
