namespace Hypergraph.Progress.Live.Regions;

/// <summary>The position of the cursor between two writes of the live region.</summary>
internal enum CursorAnchor
{
    /// <summary>The position that the program has set: the region is not shown.</summary>
    Program,

    /// <summary>
    /// The region's first cell. After any resize, the lines below and above the cursor are still below and above it, so that the
    /// region can be redrawn without information about the resize.
    /// </summary>
    Top,

    /// <summary>
    /// The end of an open line of the program directly above the region, while the program waits for a key and until the line
    /// ends. The runtime itself echoes the key there.
    /// </summary>
    Line,

    /// <summary>The line below the region, for a process that may end at any moment.</summary>
    Below,
}
