namespace Hypergraph.Progress.Tests;

/// <summary>What <see cref="NaiveCount"/> finds of one row.</summary>
public sealed record NaiveRow(
    string Path, bool IsMap, long Done, long Total, long NotStarted, long Failed, long Paused, long Stopped, long Cached, long Restored, long Retries, long Running, bool IsGrowing, bool IsCut)
{
    public static NaiveRow Of(ProgressRow row) => new(
        row.Path,
        row.Icon == ProgressIcon.Map,
        row.Done,
        row.Total,
        row.NotStarted,
        row.Failed,
        row.Paused,
        row.Stopped,
        row.Cached,
        row.Restored,
        row.Retries,
        row.Running,
        row.IsTotalGrowing,
        row.IsStreamCut);
}
