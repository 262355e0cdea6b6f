namespace Hypergraph.Progress.Tests;

/// <summary>What stands in one cell: its text, empty for the second half of a wide character, and the SGR codes in force.</summary>
public readonly record struct Cell(string Text, string Sgr)
{
    public static Cell Blank => new(" ", "");
}
