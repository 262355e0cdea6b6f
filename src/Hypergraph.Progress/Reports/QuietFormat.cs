namespace Hypergraph.Progress.Reports;

/// <summary>No output, except the outcome and the first failures of runs with failures.</summary>
internal sealed class QuietFormat(PlainFormat plain) : ReportFormat
{
    public override TimeSpan? Heartbeat => null;

    public override IEnumerable<string> Lines(ReportEntry entry) =>
        entry.Kind == ReportKind.RunEnded && HasFailure(entry.Run) ? plain.Lines(entry) : [];

    private static bool HasFailure(ProgressRun run) => run.FailureCount > 0 || run.Status is RunStatus.Failed or RunStatus.Partial;
}
