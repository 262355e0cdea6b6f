namespace Hypergraph.Progress.Tests;

/// <summary>The bars of rows of scenes, whose nodes run once, and their counts.</summary>
public static class SceneBars
{
    /// <summary>The bar of a node in flight.</summary>
    public const string Waiting = "━━━━━━━━━━━━━━━━━━━━╺━━━━━━━━━━━━━━━━━━━ 0/1";

    /// <summary>Of a node that has not begun.</summary>
    public const string Idle = "╺━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0/1";

    /// <summary>Of a node that has ended.</summary>
    public const string Done = "━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1/1";
}
