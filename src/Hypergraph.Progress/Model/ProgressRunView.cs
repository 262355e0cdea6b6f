namespace Hypergraph.Progress;

/// <summary>One top-level run on a limited number of lines.</summary>
public sealed record ProgressRunView
{
    /// <summary>The run. Its <see cref="ProgressRun.Rows"/> contain only the rows that have lines of their own.</summary>
    public required ProgressRun Run { get; init; }

    /// <summary>
    /// The lines, in the order of the outline. Each row of the run has a line or is counted in exactly one fold. Exception: if a
    /// top-level map has a single line, that line is the map's row, and the other rows are not counted.
    /// </summary>
    public required IReadOnlyList<ProgressLine> Lines { get; init; }

    /// <summary>
    /// Whether a line is reserved above the others for the run's title: there are several runs, and this one is not a map, whose
    /// row would contain the title.
    /// </summary>
    public bool HasHeading { get; init; }
}
