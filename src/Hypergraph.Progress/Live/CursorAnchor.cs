namespace Hypergraph.Progress;

/// <summary>Where the cursor is between two writes of the live region.</summary>
internal enum CursorAnchor
{
    /// <summary>Where the program has left it: the region does not show.</summary>
    Program,

    /// <summary>
    /// In the region's first cell. Whatever a resize does to the lines below and above, they stay below and above it,
    /// so that nothing has to be known of it to draw the region anew.
    /// </summary>
    Top,

    /// <summary>
    /// At the end of a line that the program has begun, right above the region, while a key is awaited and until the line
    /// ends: the runtime shows the key there itself.
    /// </summary>
    Line,

    /// <summary>On the line below the region, for a process that may end at any moment.</summary>
    Below,
}
