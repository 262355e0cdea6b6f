namespace Hypergraph.Progress;

/// <summary>What a frame is drawn for.</summary>
/// <param name="Width">The columns of the terminal.</param>
/// <param name="Theme">Signs and styles, fit for the terminal.</param>
/// <param name="HasColor">Whether it shows colours, so that the rest of a bar can be told from what is done by colour alone.</param>
internal readonly record struct FrameSettings(int Width, ProgressTheme Theme, bool HasColor)
{
    /// <summary>
    /// The columns that are used. The last one stays free: a terminal that has just filled it is in a state of its own,
    /// in which erasing the rest of the line takes the last character with it.
    /// </summary>
    public int UsableWidth => Math.Max(1, Width - 1);
}
