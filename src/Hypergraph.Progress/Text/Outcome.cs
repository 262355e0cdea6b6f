namespace Hypergraph.Progress;

/// <summary>What is said of a run when it has ended: one line for how, and one for each of its first failures.</summary>
internal static class Outcome
{
    /// <summary>How the run ended. A run that completed although something in it failed was completed in part.</summary>
    public static RunStatus? StatusOf(ProgressRun run) =>
        run is { Status: RunStatus.Completed, FailureCount: > 0 } ? RunStatus.Partial : run.Status;

    /// <summary>How the run ended, without the sign.</summary>
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

    /// <summary>One failure: where, in which item, and what.</summary>
    public static string Sentence(ProgressFailure failure)
    {
        string items = failure.Items.Count == 0 ? "" : $" [{ItemText.Of(failure)}]";
        return $"{DisplayText.OneLine(failure.Path)}{items}: {DisplayText.Message(failure.Message, failure.ErrorType)}";
    }

    /// <summary>How long the run took, and what else is worth saying of it at its end.</summary>
    public static string Details(ProgressRun run) => $"({string.Join(", ", [TimeText.Duration(run.Elapsed), .. Remarks(run)])})";

    /// <summary>
    /// What else is worth saying of a run at its end: how much of it failed or never started, how many of its rows were
    /// skipped or cached, and its retries.
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

        long retries = Sum(run, row => row.Retries);
        if (retries > 0)
        {
            yield return CountText.Format(retries, "retry", "retries");
        }
    }

    /// <summary>Over the nodes: a map's row counts again what lies within it.</summary>
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

    /// <summary>How many items failed, and how much in them where that is not the same; of a run, how much failed.</summary>
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
