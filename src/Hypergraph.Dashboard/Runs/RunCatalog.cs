using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;
using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Runs;

/// <summary>All runs: those of this process, of logs and of the store, newest first.</summary>
/// <param name="tracker">The runs of this process and of logs.</param>
/// <param name="stored">The runs of the store.</param>
internal sealed class RunCatalog(RunTracker tracker, StoredRunList stored)
{
    /// <summary>Describes all runs. A run that has a row with its events is not listed a second time for its store.</summary>
    public async ValueTask<IReadOnlyList<RunSummary>> ListAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RunSummary> ofStore = await stored.ReadAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<TrackedRun> tracked = tracker.Read(runs => runs.ToList());
        List<RunSummary> all = [.. tracked.Select(Describe)];
        HashSet<string> known = [.. all.Select(run => run.Workflow).OfType<string>()];
        return [.. all.Concat(ofStore.Where(run => !known.Contains(run.Workflow!))).OrderByDescending(run => run.Started)];
    }

    /// <summary>Returns a run of this process or of a log; null if there is none.</summary>
    public TrackedRun? Find(string key) =>
        RunId.TryParse(key, provider: null, out RunId id) ? tracker.Read(runs => runs.FirstOrDefault(run => run.Start.RunId == id)) : null;

    /// <summary>Describes a run.</summary>
    public RunSummary Describe(TrackedRun run)
    {
        // The rows have a lock of their own.
        ProgressRun rows = run.Rows();
        return tracker.Read(_ => Summaries.Of(run, rows));
    }
}
