namespace Hypergraph.Progress.Text;

/// <summary>Texts for a run that has ended: one line for its outcome, and one for each of its first failures.</summary>
internal static class Outcome
{
    /// <summary>Returns the status of the run. A completed run with failures is partial.</summary>
    public static RunStatus? StatusOf(ProgressRun run) =>
        run is { Status: RunStatus.Completed, FailureCount: > 0 } ? RunStatus.Partial : run.Status;

    /// <summary>Returns the outcome of the run, without the sign.</summary>
    public static string Sentence(ProgressRun run)
    {
        string title = DisplayText.OneLine(run.Title);
        return StatusOf(run) switch
        {
            RunStatus.Completed => $"{title} completed!",
            RunStatus.Failed => $"{title} failed{FailureOf(run)}",
            RunStatus.Partial => $"{title} completed in part: {Failed(run)}",
            RunStatus.Paused when run.PausedAt is not null => $"{title} paused at {DisplayText.OneLine(run.PausedAt)}",
            RunStatus.Paused => $"{title} paused",
            RunStatus.Stopped => $"{title} stopped",
            _ => $"{title} has not ended",
        };
    }

    /// <summary>Returns the path, the item and the message of a failure.</summary>
    public static string Sentence(ProgressFailure failure)
    {
        string items = failure.Items.Count == 0 ? "" : $" [{ItemText.Of(failure)}]";
        return $"{DisplayText.OneLine(failure.Path)}{items}: {DisplayText.Message(failure.Message, failure.ErrorType)}";
    }

    /// <summary>Returns the duration of the run, and its remarks.</summary>
    public static string Details(ProgressRun run) => $"({string.Join(", ", [TimeText.Duration(run.Elapsed), .. Remarks(run)])})";

    /// <summary>
    /// Returns the remarks about a run at its end: how much of it failed or never started, how many of its rows were skipped or
    /// cached, what was restored, and its retries.
    /// </summary>
    public static IEnumerable<string> Remarks(ProgressRun run)
    {
        if (run.FailureCount > (run.Status == RunStatus.Failed ? 1 : 0) && StatusOf(run) != RunStatus.Partial)
        {
            yield return $"{CountText.Format(run.FailureCount)} failed";
        }

        if (MapOf(run) is { NotStarted: > 0 } map)
        {
            yield return RowText.NotStarted(map);
        }

        int skipped = run.Rows.Count(row => row.State == ProgressState.Skipped);
        if (skipped > 0)
        {
            yield return $"{CountText.Format(skipped)} skipped";
        }

        long cached = Sum(run, row => row.Cached);
        if (cached > 0)
        {
            yield return $"{CountText.Format(cached)} cached";
        }

        long restored = Sum(run, row => row.Restored);
        if (restored > 0)
        {
            yield return $"{CountText.Format(restored)} restored";
        }

        long retries = Sum(run, row => row.Retries);
        if (retries > 0)
        {
            yield return CountText.Format(retries, "retry", "retries");
        }
    }

    /// <summary>Returns the sum over the nodes. A map's row would count its nodes again.</summary>
    private static long Sum(ProgressRun run, Func<ProgressRow, long> count) =>
        run.Rows.Where(row => row.Icon != ProgressIcon.Map).Sum(count);

    private static string FailureOf(ProgressRun run)
    {
        ProgressFailure? first = run.Failures.Count > 0 ? run.Failures[0] : null;
        string? message = run.ErrorMessage ?? first?.Message;
        if (message is null)
        {
            return run.IsMap ? $": {Failed(run)}" : "";
        }

        return $": {DisplayText.Message(message, run.ErrorMessage is null ? first?.ErrorType : run.ErrorType)}";
    }

    /// <summary>
    /// Returns the number of failed items of a map, and the number of failures if it is different; for a run, the number of
    /// failures.
    /// </summary>
    private static string Failed(ProgressRun run)
    {
        string failures = $"{CountText.Format(run.FailureCount)} failed";
        if (MapOf(run) is not { Failed: > 0 } map)
        {
            return run.FailureCount > 0 ? failures : "some items failed";
        }

        string items = $"{CountText.Format(map.Failed)} of {CountText.Format(map.Done)} items failed";
        return run.FailureCount > map.Failed ? $"{items}, {CountText.Format(run.FailureCount)} failures in all" : items;
    }

    private static ProgressRow? MapOf(ProgressRun run) => run.IsMap && run.Rows.Count > 0 ? run.Rows[0] : null;
}
