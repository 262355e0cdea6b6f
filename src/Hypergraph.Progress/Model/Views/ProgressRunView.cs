namespace Hypergraph.Progress;

/// <summary>One top-level run on a limited number of lines.</summary>
public sealed record ProgressRunView
{
    /// <summary>The run. Its <see cref="ProgressRun.Rows"/> are only those that have a line of their own.</summary>
    public required ProgressRun Run { get; init; }

    /// <summary>
    /// The lines, in the order of the outline. Each row of the run either has one, or is counted in exactly one fold; only
    /// where a call to map has a single line, that is its map's row, and the others are not counted.
    /// </summary>
    public required IReadOnlyList<ProgressLine> Lines { get; init; }

    /// <summary>
    /// Whether a line was kept free above the others for the run's title: it is not the only run, and no map's row names it.
    /// </summary>
    public bool HasHeading { get; init; }
}
