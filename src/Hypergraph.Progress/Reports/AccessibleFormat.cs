using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Reports;

/// <summary>Sentences for a screen reader: few, and each understandable on its own.</summary>
internal sealed class AccessibleFormat : ReportFormat
{
    /// <summary>The maximum number of names in a sentence about running nodes.</summary>
    private const int MaxNames = 3;

    public override TimeSpan? Heartbeat => TimeSpan.FromSeconds(15);

    public override IEnumerable<string> Lines(ReportEntry entry) => entry.Kind switch
    {
        ReportKind.RunStarted => [$"{Title(entry)} started: {Size(entry)}."],
        ReportKind.NodeEnded when entry.Row is { State: ProgressState.Failed or ProgressState.Paused } row => [$"{Title(entry)}: {Problem(row)}."],
        ReportKind.StillRunning => [StillRunning(entry)],
        ReportKind.RunEnded => Ending(entry.Run),
        _ => [],
    };

    private static string Title(ReportEntry entry) => DisplayText.OneLine(entry.Run.Title);

    private static string Size(ReportEntry entry) => entry switch
    {
        { RootMap.IsTotalGrowing: true } => "a stream of items",
        { RootMap: { } map } => CountText.Format(map.Total, "item", "items"),
        _ => CountText.Format(entry.Run.Rows.Count(IsStep), "step", "steps"),
    };

    private static bool IsStep(ProgressRow row) => row.Icon != ProgressIcon.Map;

    private static string Problem(ProgressRow row) => row.FirstFailure is { } failure
        ? $"{DisplayText.OneLine(row.Path)} failed: {Clause(failure)}"
        : $"{DisplayText.OneLine(row.Path)} {StateText.NameOf(row.State)}";

    /// <summary>Returns a message without the full stop that the enclosing sentence has.</summary>
    private static string Clause(ProgressFailure failure) => DisplayText.Message(failure.Message, failure.ErrorType).TrimEnd('.');

    private static string StillRunning(ReportEntry entry)
    {
        string rest = entry.Run.Remaining is TimeSpan remaining ? $" About {TimeText.Spoken(remaining)} left." : "";
        return $"{Title(entry)}: {Count(entry)}.{Running(entry.Run)}{rest}";
    }

    private static string Count(ReportEntry entry)
    {
        if (entry.RootMap is not { } map)
        {
            return $"{CountText.Format(entry.Run.Rows.Count(row => IsStep(row) && row.IsClosed))} of {Size(entry)} done";
        }

        string done = map.IsTotalGrowing ? $"{CountText.Format(map.Done, "item", "items")} done" : $"{CountText.Format(map.Done)} of {Size(entry)} done";
        string failed = map.Failed > 0 ? $", {CountText.Format(map.Failed)} failed" : "";
        string restored = map.Restored > 0 ? $", {CountText.Format(map.Restored)} restored" : "";
        return $"{done}{failed}{restored}";
    }

    private static string Running(ProgressRun run)
    {
        List<string> names = [.. run.Rows.Where(row => IsStep(row) && row.Running > 0).Select(row => DisplayText.OneLine(row.Label))];
        string more = names.Count > MaxNames ? $" and {CountText.Format(names.Count - MaxNames)} more" : "";
        return names.Count == 0 ? "" : $" Running: {string.Join(", ", names.Take(MaxNames))}{more}.";
    }

    private static IEnumerable<string> Ending(ProgressRun run)
    {
        string sentence = Outcome.Sentence(run).TrimEnd('!', '.');
        yield return $"{sentence}, after {TimeText.Spoken(run.Elapsed)}{string.Concat(Outcome.Remarks(run).Select(remark => $", {remark}"))}.";
        foreach (ProgressFailure failure in run.Failures)
        {
            string items = string.Concat(ItemText.Each(failure).Select(item => $", {item}"));
            yield return $"Failure in {DisplayText.OneLine(failure.Path)}{items}: {Clause(failure)}.";
        }

        long others = run.FailureCount - run.Failures.Count;
        if (others > 0)
        {
            yield return $"And {CountText.Format(others, "more failure", "more failures")}.";
        }
    }
}
