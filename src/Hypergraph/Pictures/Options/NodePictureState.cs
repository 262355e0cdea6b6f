namespace Hypergraph;

/// <summary>The state of a node in a run, for a picture. It is shown as text and as a color.</summary>
public sealed record NodePictureState
{
    /// <summary>How far the node is.</summary>
    public required NodePictureStatus Status { get; init; }

    /// <summary>The number of executions that have ended, or of items if the node is mapped.</summary>
    public long Done { get; init; }

    /// <summary>The number of executions or items that are expected; null if it is not known. Counts are not shown if it is 0 or 1, or if nothing is known.</summary>
    public long? Total { get; init; } = 1;

    /// <summary>The number of executions or items in <see cref="Done"/> that failed.</summary>
    public long Failed { get; init; }
}
