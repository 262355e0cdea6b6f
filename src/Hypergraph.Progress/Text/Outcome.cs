using System.Globalization;

namespace Hypergraph.Progress;

/// <summary>What is said of a run when it has ended: one line for how, and one for each of its first failures.</summary>
internal static class Outcome
{
    /// <summary>How the run ended, without the sign.</summary>
    public static string Sentence(ProgressRun run)
    {
        string title = DisplayText.OneLine(run.Title);
        return run.Status switch
        {
            RunStatus.Completed => $"{title} completed!",
            RunStatus.Failed => $"{title} failed{FailureOf(run)}",
            RunStatus.Partial => $"{title} completed in part: {FailedItems(run)}",
            RunStatus.Paused when run.PausedAt is not null => $"{title} paused at {DisplayText.OneLine(run.PausedAt)}",
            RunStatus.Paused => $"{title} paused",
            RunStatus.Stopped => $"{title} stopped",
            _ => $"{title} has not ended",
        };
    }

    /// <summary>One failure: where, in which item, and what.</summary>
    public static string Sentence(ProgressFailure failure)
    {
        string items = failure.Items.Count == 0
            ? ""
            : $" [item {string.Join('.', failure.Items.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";
        return $"{DisplayText.OneLine(failure.Path)}{items}: {DisplayText.FirstLine(failure.Message)}";
    }

    /// <summary>How long the run took, and what else is worth saying of it at its end.</summary>
    public static string Details(ProgressRun run) => $"({string.Join(", ", [TimeText.Length(run.Elapsed), .. Remarks(run)])})";

    /// <summary>What else is worth saying of a run at its end: how many of its rows were skipped or cached, and its retries.</summary>
    public static IEnumerable<string> Remarks(ProgressRun run)
    {
        int skipped = run.Rows.Count(row => row.State == ProgressState.Skipped);
        if (skipped > 0)
        {
            yield return $"{CountText.Of(skipped)} skipped";
        }

        long cached = Sum(run, row => row.Cached);
        if (cached > 0)
        {
            yield return $"{CountText.Of(cached)} cached";
        }

        long retries = Sum(run, row => row.Retries);
        if (retries > 0)
        {
            yield return CountText.Of(retries, "retry", "retries");
        }
    }

    /// <summary>Over the nodes: a map's row counts again what lies within it.</summary>
    private static long Sum(ProgressRun run, Func<ProgressRow, long> count) =>
        run.Rows.Where(row => row.Icon != ProgressIcon.Map).Sum(count);

    private static string FailureOf(ProgressRun run)
    {
        string? message = run.ErrorMessage ?? (run.Failures.Count > 0 ? run.Failures[0].Message : null);
        if (run.IsMap && message is null)
        {
            return $": {FailedItems(run)}";
        }

        return message is null ? "" : $": {DisplayText.FirstLine(message)}";
    }

    private static string FailedItems(ProgressRun run)
    {
        ProgressRow? map = run.Rows.Count > 0 ? run.Rows[0] : null;
        return map is null
            ? "some items failed"
            : $"{CountText.Of(map.Failed)} of {CountText.Of(map.Done)} items failed";
    }
}
