namespace Hypergraph.Pictures.Drawing;

/// <summary>The shapes of nodes.</summary>
internal enum PictureShape
{
    /// <summary>A function.</summary>
    Function,

    /// <summary>A gate.</summary>
    Gate,

    /// <summary>An interrupt.</summary>
    Interrupt,

    /// <summary>A nested graph, with or without its nodes.</summary>
    Graph,

    /// <summary>The end of a branch.</summary>
    End,
}
