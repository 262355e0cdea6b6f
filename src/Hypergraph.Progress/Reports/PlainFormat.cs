using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Reports;

/// <summary>Lines for the readers of a log.</summary>
internal sealed class PlainFormat(ProgressTheme theme) : ReportFormat
{
    /// <summary>The maximum number of names in a line about running nodes.</summary>
    private const int MaxNames = 3;

    public override IEnumerable<string> Lines(ReportEntry entry) => entry.Kind switch
    {
        ReportKind.RunStarted => [],
        ReportKind.RunEnded => Ending(entry.Run),
        _ => [$"{DisplayText.OneLine(entry.Run.Title)}: {Describe(entry)}"],
    };

    private string Describe(ReportEntry entry) => entry switch
    {
        { Row: null } => StillRunning(entry),
        { Kind: ReportKind.NodeStarted, Row: var row } => $"{DisplayText.OneLine(row.Path)} started",
        { Kind: ReportKind.NodeRetried, Row: var row } => $"{DisplayText.OneLine(row.Path)} retry {CountText.Format(row.Retries)}",
        { Kind: ReportKind.NodeEnded, Row: var row } => $"{DisplayText.OneLine(row.Path)} {EndOf(row)}",
        { Kind: ReportKind.MapStarted, Row: var row } => $"{DisplayText.OneLine(row.Label)} started",
        { Row: var row } => MapProgress(row),
    };

    private static string EndOf(ProgressRow row)
    {
        string times = row.IsInLoop && row.Done != 1 ? $" {CountText.Format(row.Done)} times" : "";
        string length = TimeText.Duration(row.Elapsed ?? TimeSpan.Zero);
        return row.State switch
        {
            ProgressState.Failed when row.FirstFailure is not null => $"failed: {DisplayText.Message(row.FirstFailure.Message, row.FirstFailure.ErrorType)}",
            ProgressState.Done or ProgressState.Cached => $"{StateText.NameOf(row.State)}{times} ({length}{Restored(row)})",
            _ => StateText.NameOf(row.State),
        };
    }

    private string MapProgress(ProgressRow row)
    {
        string percent = row is { IsTotalGrowing: false, IsTotalAssumed: false, IsTotalUnknown: false, Total: > 0 } ? $" ({row.Done * 100 / row.Total} %)" : "";
        string failed = row.Failed > 0 ? $", {CountText.Format(row.Failed)} failed" : "";
        string notStarted = row.NotStarted > 0 ? $", {RowText.NotStarted(row)}" : "";
        return $"{DisplayText.OneLine(row.Label)} {CountText.DoneOfTotal(row, theme.UnknownTotal)}{percent}{failed}{notStarted}{Restored(row)}";
    }

    private static string Restored(ProgressRow row) => row.Restored > 0 ? $", {CountText.Format(row.Restored)} restored" : "";

    private string StillRunning(ReportEntry entry)
    {
        string length = TimeText.Duration(entry.Run.Elapsed);
        List<ProgressRow> running = [.. Reported(entry.Run)];
        string more = running.Count > MaxNames ? $", {CountText.Format(running.Count - MaxNames)} more" : "";
        string rows = string.Join(", ", running.Take(MaxNames).Select(RunningRow));
        return $"still running after {length}{RemainingText(entry.Run.Remaining)}{(rows.Length > 0 ? ": " : "")}{rows}{more}";
    }

    /// <summary>Returns the running rows: maps, and nodes outside them.</summary>
    private static IEnumerable<ProgressRow> Reported(ProgressRun run) =>
        run.Rows.Where(row => row is { StartedAt: not null, IsClosed: false } && (row.Icon == ProgressIcon.Map || !row.HasTime));

    private static string RemainingText(TimeSpan? remaining) => remaining is TimeSpan time ? $", {TimeText.Duration(time)} left" : "";

    private string RunningRow(ProgressRow row)
    {
        if (row.Icon == ProgressIcon.Map)
        {
            // The remaining time of a top-level map is that of the run, which the line already contains.
            string item = row.RunningItem is null ? "" : $", at {ItemText.Of(row)}";
            return MapProgress(row) + item + (row.Path.Length == 0 ? "" : RemainingText(row.Remaining));
        }

        string own = row.OwnDone is null ? "" : $"{OwnProgressText.Format(row, theme.UnknownTotal)}, ";
        return $"{DisplayText.OneLine(row.Path)} ({own}{TimeText.Duration(row.Elapsed ?? TimeSpan.Zero)})";
    }

    private IEnumerable<string> Ending(ProgressRun run)
    {
        yield return $"{theme.SignOf(Outcome.StatusOf(run))} {Outcome.Sentence(run)} {Outcome.Details(run)}";
        foreach (ProgressFailure failure in run.Failures)
        {
            yield return $"  {theme.FailedSign} {Outcome.Sentence(failure)}";
        }

        long others = run.FailureCount - run.Failures.Count;
        if (others > 0)
        {
            yield return $"  {CountText.Format(others, "more failure", "more failures")}";
        }
    }
}
