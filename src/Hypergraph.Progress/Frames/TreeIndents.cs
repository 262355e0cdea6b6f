using Hypergraph.Progress.Themes;

namespace Hypergraph.Progress.Frames;

/// <summary>The indents of a tree's lines: spaces, or lines from level to level.</summary>
internal static class TreeIndents
{
    private const int SpaceWidth = 2;

    /// <summary>Returns the width of a level in cells.</summary>
    public static int LevelWidth(ProgressTheme theme) => theme.HasTreeLines ? TreeLines.Width : SpaceWidth;

    /// <summary>Returns the indent of each of the lines with these levels, top to bottom; empty if it is only space.</summary>
    public static string[] Create(IReadOnlyList<int> levels, ProgressTheme theme)
    {
        string[] indents = new string[levels.Count];
        if (!theme.HasTreeLines)
        {
            Array.Fill(indents, "");
            return indents;
        }

        // From the bottom: whether a line of a level follows before one of an outer level.
        bool[] follows = new bool[levels.DefaultIfEmpty(0).Max() + 1];
        for (int i = levels.Count - 1; i >= 0; i--)
        {
            int level = levels[i];
            indents[i] = Indent(level, follows, theme.Lines);
            follows[level] = true;
            Array.Clear(follows, level + 1, follows.Length - level - 1);
        }

        return indents;
    }

    private static string Indent(int level, bool[] follows, TreeLines lines)
    {
        string[] pieces = new string[level];
        for (int at = 1; at <= level; at++)
        {
            pieces[at - 1] = Piece(at == level, follows[at], lines);
        }

        return string.Concat(pieces);
    }

    private static string Piece(bool isOwnLevel, bool follows, TreeLines lines) => (isOwnLevel, follows) switch
    {
        (true, true) => lines.Branch,
        (true, false) => lines.Last,
        (false, true) => lines.Vertical,
        _ => new string(' ', TreeLines.Width),
    };
}
