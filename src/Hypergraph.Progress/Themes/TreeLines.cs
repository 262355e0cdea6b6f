namespace Hypergraph.Progress.Themes;

/// <summary>The lines between levels of the tree; all have the same width.</summary>
/// <param name="Branch">Before a row with following rows of its level.</param>
/// <param name="Last">Before the last row of its level.</param>
/// <param name="Vertical">Before rows of inner levels, if rows of this level follow.</param>
internal sealed record TreeLines(string Branch, string Last, string Vertical)
{
    public const int Width = 3;

    public static TreeLines Unicode { get; } = new("├─ ", "└─ ", "│  ");

    public static TreeLines Ascii { get; } = new("|- ", "`- ", "|  ");
}
