namespace Hypergraph.Progress;

/// <summary>One thing to say of a run.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Run">The run as it stood then.</param>
/// <param name="Time">When it happened, to within a frame.</param>
/// <param name="Row">The row that it is about, as it stood then; null if it is about the run.</param>
internal sealed record ReportEntry(ReportKind Kind, ProgressRun Run, DateTimeOffset Time, ProgressRow? Row = null)
{
    /// <summary>The row of a called map; null for a run.</summary>
    public ProgressRow? RootMap => Run.Rows.Count > 0 && Run.Rows[0] is { Icon: ProgressIcon.Map, Path: "" } row ? row : null;
}
