namespace Hypergraph;

/// <summary>The direction in which the edges of a picture lead.</summary>
public enum GraphPictureDirection
{
    /// <summary>Downwards.</summary>
    TopToBottom,

    /// <summary>To the right.</summary>
    LeftToRight,

    /// <summary>Upwards.</summary>
    BottomToTop,

    /// <summary>To the left.</summary>
    RightToLeft,
}
