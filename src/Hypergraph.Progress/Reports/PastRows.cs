namespace Hypergraph.Progress;

/// <summary>
/// Rows as they stood at the moment that is told of, which may be past: of what happens between two frames only the
/// latest state is known, so what has changed since is left out.
/// </summary>
internal static class PastRows
{
    /// <summary>When the run began.</summary>
    public static ProgressRow AtRunStart(ProgressRow row) => CreateRow(row, row.TotalAtStart) with { State = ProgressState.Waiting };

    /// <summary>When the first of it began.</summary>
    public static ProgressRow AtStart(ProgressRow row) => CreateRow(row, row.Icon == ProgressIcon.Map ? row.FirstMapSize : row.TotalAtStart) with
    {
        State = ProgressState.Running,
        Running = 1,
        StartedAt = row.StartedAt,
    };

    /// <summary>When a map passed a share.</summary>
    public static ProgressRow AtMilestone(ProgressRow row, MapMilestone milestone)
    {
        ProgressRow then = milestone.Done == row.Done ? row : CreateRow(row, milestone.Total) with { State = ProgressState.Running, StartedAt = row.StartedAt };
        return then with { Done = milestone.Done, Total = milestone.Total, IsTotalEstimated = milestone.IsEstimate, Failed = milestone.Failed };
    }

    /// <param name="row">The row as it stands.</param>
    /// <param name="total">The total at that moment; null if it was not known.</param>
    private static ProgressRow CreateRow(ProgressRow row, long? total) => new()
    {
        Path = row.Path,
        Level = row.Level,
        Icon = row.Icon,
        Label = row.Label,
        Done = 0,
        Total = total ?? 0,
        State = row.State,
        IsTotalAssumed = total is null,
        IsTotalGrowing = row.IsTotalGrowing,
        HasTime = row.HasTime,
        IsInLoop = row.IsInLoop,
    };
}
