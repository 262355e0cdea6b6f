using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Text;

/// <summary>The texts of a row.</summary>
internal static class RowText
{
    private static readonly ProgressState[] StatesInOrder =
    [
        ProgressState.Running, ProgressState.Retrying, ProgressState.Failed, ProgressState.Paused, ProgressState.Stopped,
        ProgressState.Done, ProgressState.Cached, ProgressState.Skipped, ProgressState.Waiting,
    ];

    public static string Label(ProgressRow row) => DisplayText.OneLine(row.Label);

    public static string Elapsed(ProgressRow row) => row.Elapsed is TimeSpan elapsed ? TimeText.Clock(elapsed) : "--:--";

    public static string Remaining(ProgressRow row) => row.Remaining is TimeSpan rest ? $"{TimeText.Clock(rest)} left" : "";

    /// <summary>Returns the rate of a map; empty for nodes, and until it is known.</summary>
    public static string Rate(ProgressRow row) => row is { Icon: ProgressIcon.Map, Rate: double rate } ? CountText.Rate(rate, row.RateUnit ?? RateUnits.Of(rate)) : "";

    /// <summary>
    /// Returns the duration of a node, or the mean if it ran several times; empty below a millisecond, and for a map, which has a
    /// rate.
    /// </summary>
    public static string Average(ProgressRow row) => row is { Icon: not ProgressIcon.Map, Average: TimeSpan { TotalMilliseconds: >= 1 } average }
        ? $"{TimeText.Duration(average)}{(row.Done - row.Restored > 1 ? " each" : "")}"
        : "";

    /// <summary>Returns the information that bar and counts do not show; empty if there is none.</summary>
    public static string Remark(ProgressRow row, string unknownTotal) => string.Join(", ", Remarks(row, unknownTotal));

    /// <summary>
    /// Returns the part of a closed row that never started: <c>90 not started</c>; without a number if it is not known.
    /// </summary>
    public static string NotStarted(ProgressRow row) => row switch
    {
        { IsTotalUnknown: true } => "not started",
        { IsTotalEstimated: true } => $"~{CountText.Format(row.NotStarted)} not started",
        _ => $"{CountText.Format(row.NotStarted)} not started",
    };

    /// <summary>Returns the summary of a fold: <c>12 more (9 done, 3 waiting)</c>.</summary>
    public static string Summary(ProgressFold fold)
    {
        IEnumerable<string> parts = StatesInOrder
            .Where(state => fold[state] > 0)
            .Select(state => $"{CountText.Format(fold[state])} {StateText.NameOf(state)}");
        return $"{CountText.Format(fold.Rows)} more ({string.Join(", ", parts)})";
    }

    private static IEnumerable<string> Remarks(ProgressRow row, string unknownTotal)
    {
        if (row.Failed > 0)
        {
            yield return $"{CountText.Format(row.Failed)} failed";
        }

        if (row is { NotStarted: > 0, IsClosed: true })
        {
            yield return NotStarted(row);
        }
        else if (StateRemark(row) is { Length: > 0 } state)
        {
            yield return state;
        }

        if (row.OwnDone is not null && !row.IsClosed)
        {
            yield return OwnProgressText.Format(row, unknownTotal);
        }

        if (row.Cached > 0 && row.State != ProgressState.Cached)
        {
            yield return $"{CountText.Format(row.Cached)} cached";
        }

        if (row.Restored > 0)
        {
            yield return $"{CountText.Format(row.Restored)} restored";
        }

        if (row.Retries > 0 && row.State != ProgressState.Retrying)
        {
            yield return CountText.Format(row.Retries, "retry", "retries");
        }
    }

    private static string StateRemark(ProgressRow row) => row.State switch
    {
        ProgressState.Retrying => $"retrying ({CountText.Format(row.Retries)})",
        ProgressState.Waiting or ProgressState.Running or ProgressState.Done or ProgressState.Failed => "",
        _ => StateText.NameOf(row.State),
    };
}
