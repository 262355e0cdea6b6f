using Hypergraph.Progress.Model;

namespace Hypergraph.Progress.Reports;

/// <summary>
/// Rows at the time of a report, which may be past. Between two frames only the latest state is known, so later changes are
/// omitted.
/// </summary>
internal static class PastRows
{
    /// <summary>Returns the row at the start of the run.</summary>
    public static ProgressRow AtRunStart(ProgressRow row) => CreateRow(row, row.TotalAtStart) with { State = ProgressState.Waiting };

    /// <summary>Returns the row at the start of its first execution or item.</summary>
    public static ProgressRow AtStart(ProgressRow row) => CreateRow(row, row.Icon == ProgressIcon.Map ? row.FirstMapSize : row.TotalAtStart) with
    {
        State = ProgressState.Running,
        Running = 1,
        StartedAt = row.StartedAt,
    };

    /// <summary>Returns the row at a milestone of the map.</summary>
    public static ProgressRow AtMilestone(ProgressRow row, MapMilestone milestone)
    {
        ProgressRow then = milestone.Done == row.Done ? row : CreateRow(row, milestone.Total) with { State = ProgressState.Running, StartedAt = row.StartedAt };
        return then with { Done = milestone.Done, Total = milestone.Total, IsTotalEstimated = milestone.IsEstimate, Failed = milestone.Failed, Restored = milestone.Restored };
    }

    /// <param name="row">The current row.</param>
    /// <param name="total">The total at that time; null if it was not known.</param>
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
