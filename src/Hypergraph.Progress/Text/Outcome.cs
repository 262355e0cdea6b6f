using System.Globalization;

namespace Hypergraph.Progress;

/// <summary>What is said of a run when it has ended: one line for how, and one for each of its first failures.</summary>
internal static class Outcome
{
    /// <summary>The mark before the line: <c>✓</c>, <c>✗</c>, <c>⏸</c>, <c>■</c>; plain letters where there is no Unicode.</summary>
    public static string Mark(RunStatus? status, bool isUnicode) => status switch
    {
        RunStatus.Completed => isUnicode ? "✓" : "+",
        RunStatus.Failed => isUnicode ? "✗" : "x",
        RunStatus.Partial => "!",
        RunStatus.Paused => isUnicode ? "⏸" : "=",
        RunStatus.Stopped => isUnicode ? "■" : "#",
        _ => "?",
    };

    /// <summary>How the run ended, without the mark.</summary>
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
            : string.Create(CultureInfo.InvariantCulture, $"{map.Failed} of {map.Done} items failed");
    }
}
