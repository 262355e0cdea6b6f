namespace Hypergraph.Progress.Frames;

/// <summary>The settings for which a frame is drawn.</summary>
/// <param name="Width">The width of the terminal in columns.</param>
/// <param name="Theme">The signs and styles, suitable for the terminal.</param>
/// <param name="HasColor">Whether the terminal shows colours. Without colours the rest of a bar is a different character.</param>
internal readonly record struct FrameSettings(int Width, ProgressTheme Theme, bool HasColor)
{
    /// <summary>
    /// The number of columns in use. The last one stays free: after it is filled, erasing the rest of the line would also erase
    /// its last character.
    /// </summary>
    public int UsableWidth => Math.Max(1, Width - 1);
}
