namespace Hypergraph.Progress;

/// <summary>Chooses the rows that are shown when there are more than the screen is high.</summary>
internal static class RowFold
{
    private static readonly ProgressState[] StatesInOrder =
    [
        ProgressState.Running, ProgressState.Retrying, ProgressState.Failed, ProgressState.Paused, ProgressState.Stopped,
        ProgressState.Done, ProgressState.Cached, ProgressState.Skipped, ProgressState.Waiting,
    ];

    /// <summary>
    /// The positions of the rows to show, ascending: the maps of the calls themselves, then what is running, other maps,
    /// failures, what comes next, and what was done last.
    /// </summary>
    public static List<int> Choose(IReadOnlyList<ProgressRow> rows, int count) =>
    [
        .. Enumerable.Range(0, rows.Count)
            .OrderBy(i => Rank(rows[i]))
            .ThenBy(i => rows[i].State is ProgressState.Done or ProgressState.Cached ? -rows[i].EndSequence : i)
            .Take(count)
            .Order(),
    ];

    /// <summary>What the other rows are: <c>12 more (9 done, 3 waiting)</c>.</summary>
    public static string Summary(IReadOnlyList<ProgressRow> rows, List<int> shown)
    {
        HashSet<int> isShown = [.. shown];
        var hidden = rows.Where((_, i) => !isShown.Contains(i)).CountBy(row => row.State).ToDictionary();
        IEnumerable<string> parts = StatesInOrder
            .Where(hidden.ContainsKey)
            .Select(state => $"{hidden[state]} {Word(state)}");
        return $"{rows.Count - shown.Count} more ({string.Join(", ", parts)})";
    }

    private static int Rank(ProgressRow row) => row switch
    {
        { Icon: ProgressIcon.Map, Path: "" } => 0,
        { State: ProgressState.Running or ProgressState.Retrying } => 1,
        { Icon: ProgressIcon.Map } => 2,
        { State: ProgressState.Failed or ProgressState.Paused or ProgressState.Stopped } => 3,
        { State: ProgressState.Waiting } => 4,
        { State: ProgressState.Done or ProgressState.Cached } => 5,
        _ => 6,
    };

    private static string Word(ProgressState state) => state switch
    {
        ProgressState.Running => "running",
        ProgressState.Retrying => "retrying",
        ProgressState.Cached => "cached",
        ProgressState.Failed => "failed",
        ProgressState.Paused => "paused",
        ProgressState.Stopped => "stopped",
        ProgressState.Done => "done",
        ProgressState.Skipped => "skipped",
        _ => "waiting",
    };
}
