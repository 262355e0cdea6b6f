namespace Hypergraph.Progress.Text;

/// <summary>The names of states.</summary>
internal static class StateText
{
    public static string NameOf(ProgressState state) => state switch
    {
        ProgressState.Running => "running",
        ProgressState.Retrying => "retrying",
        ProgressState.Paused => "paused",
        ProgressState.Done => "done",
        ProgressState.Cached => "cached",
        ProgressState.Failed => "failed",
        ProgressState.Skipped => "skipped",
        ProgressState.Stopped => "stopped",
        _ => "waiting",
    };

    public static string NameOf(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Partial => "partial",
        RunStatus.Paused => "paused",
        _ => "stopped",
    };
}
