namespace Hypergraph.Progress.Reports;

/// <summary>One report about a run.</summary>
/// <param name="Kind">The kind of the report.</param>
/// <param name="Run">The run at that time.</param>
/// <param name="Time">The time of the report, accurate to a frame.</param>
/// <param name="Row">The reported row at that time; null for a report about the run.</param>
internal sealed record ReportEntry(ReportKind Kind, ProgressRun Run, DateTimeOffset Time, ProgressRow? Row = null)
{
    /// <summary>The row of a top-level map; null for a run.</summary>
    public ProgressRow? RootMap => Run.Rows.Count > 0 && Run.Rows[0] is { Icon: ProgressIcon.Map, Path: "" } row ? row : null;
}
