using Hypergraph.Progress.Text;

namespace Hypergraph.Progress.Pictures;

/// <summary>The title of a run's picture.</summary>
internal static class RunTitle
{
    /// <summary>Returns the name and the status of the run, and the items of a map: <c>pages: running, 3 of 10 items</c>.</summary>
    public static string Of(ProgressRun run)
    {
        string status = Outcome.StatusOf(run) is { } ended ? StateText.NameOf(ended) : StateText.NameOf(ProgressState.Running);
        string items = run is { IsMap: true, Rows: [{ } map, ..] }
            ? map.HasTotal ? $", {CountText.Format(map.Done)} of {CountText.Format(map.Total)} items" : $", {CountText.Format(map.Done)} items"
            : string.Empty;
        return $"{run.Title}: {status}{items}";
    }
}
