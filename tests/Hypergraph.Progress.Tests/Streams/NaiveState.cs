namespace Hypergraph.Progress.Tests;

/// <summary>Where a row has to stand by its numbers, once its run has ended.</summary>
public static class NaiveState
{
    /// <summary>The states that a closed row may be in. Numbers alone do not show why nothing happened.</summary>
    public static ProgressState[] Of(ProgressRow row) => row switch
    {
        { Failed: > 0 } => [ProgressState.Failed],
        { Paused: > 0 } => [ProgressState.Paused],
        { Stopped: > 0 } => [ProgressState.Stopped],
        { Done: 0 } => [ProgressState.Skipped, ProgressState.Cached],
        { NotStarted: > 0 } or { IsStreamCut: true } => [ProgressState.Stopped],
        _ when row.Cached == row.Done => [ProgressState.Cached],
        _ => [ProgressState.Done],
    };
}
