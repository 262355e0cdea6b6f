namespace Hypergraph.Progress;

/// <summary>What a row says in words and numbers.</summary>
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

    /// <summary>How fast a map's items end; empty for nodes, and until it is known.</summary>
    public static string Rate(ProgressRow row) => row is { Icon: ProgressIcon.Map, Rate: double rate } ? CountText.Rate(rate, row.RateUnit ?? CountText.UnitOf(rate)) : "";

    /// <summary>
    /// How long a node has taken, in the mean if it ran several times; a map has its rate. Less than a millisecond is not
    /// worth saying.
    /// </summary>
    public static string Average(ProgressRow row) => row is { Icon: not ProgressIcon.Map, Average: TimeSpan { TotalMilliseconds: >= 1 } average }
        ? $"{TimeText.Duration(average)}{(row.Done > 1 ? " each" : "")}"
        : "";

    /// <summary>What bar and counts do not say; empty where they say it all.</summary>
    public static string Remark(ProgressRow row, string openEnd) => string.Join(", ", Remarks(row, openEnd));

    /// <summary>How much of a closed row never started: <c>90 not started</c>; without a number where that is not known.</summary>
    public static string NotStarted(ProgressRow row) => row switch
    {
        { IsTotalUnknown: true } => "not started",
        { IsTotalEstimated: true } => $"~{CountText.Format(row.NotStarted)} not started",
        _ => $"{CountText.Format(row.NotStarted)} not started",
    };

    /// <summary>What is folded: <c>12 more (9 done, 3 waiting)</c>.</summary>
    public static string Summary(ProgressFold fold)
    {
        IEnumerable<string> parts = StatesInOrder
            .Where(state => fold[state] > 0)
            .Select(state => $"{CountText.Format(fold[state])} {StateText.NameOf(state)}");
        return $"{CountText.Format(fold.Rows)} more ({string.Join(", ", parts)})";
    }

    private static IEnumerable<string> Remarks(ProgressRow row, string openEnd)
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
            yield return OwnProgressText.Format(row, openEnd);
        }

        if (row.Cached > 0 && row.State != ProgressState.Cached)
        {
            yield return $"{CountText.Format(row.Cached)} cached";
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
