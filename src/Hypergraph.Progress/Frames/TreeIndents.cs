namespace Hypergraph.Progress;

/// <summary>What stands before the icons of a tree's lines: nothing but space, or lines from level to level.</summary>
internal static class TreeIndents
{
    private const int SpaceWidth = 2;

    /// <summary>The cells that each level takes.</summary>
    public static int LevelWidth(ProgressTheme theme) => theme.HasTreeLines ? TreeLines.Width : SpaceWidth;

    /// <summary>The text before each of the lines with these levels, top to bottom; empty where it is only space.</summary>
    public static string[] Create(IReadOnlyList<int> levels, ProgressTheme theme)
    {
        string[] indents = new string[levels.Count];
        if (!theme.HasTreeLines)
        {
            Array.Fill(indents, "");
            return indents;
        }

        // From below: whether a line of a level follows, before one of a level further out.
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

    private static string Indent(int level, bool[] follows, TreeLines lines) => level == 0
        ? ""
        : string.Concat(Enumerable.Range(1, level).Select(at => Piece(at == level, follows[at], lines)));

    private static string Piece(bool isOwnLevel, bool follows, TreeLines lines) => (isOwnLevel, follows) switch
    {
        (true, true) => lines.Branch,
        (true, false) => lines.Last,
        (false, true) => lines.Vertical,
        _ => new string(' ', TreeLines.Width),
    };
}
