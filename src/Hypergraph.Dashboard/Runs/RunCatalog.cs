using System.Runtime.CompilerServices;
using Hypergraph.Dashboard.Json;
using Hypergraph.Dashboard.Tracking;

namespace Hypergraph.Dashboard.Runs;

/// <summary>All runs: those of this process, of logs and of the store, newest first.</summary>
/// <param name="tracker">The runs of this process and of logs.</param>
/// <param name="stored">The runs of the store.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RunCatalog(RunTracker tracker, StoredRunList stored, TimeProvider timeProvider)
{
    private readonly ConditionalWeakTable<TrackedRun, RunView> _views = [];
    private readonly Lock _lock = new();
    private ListedRuns? _list;
    private long _listedAt;

    /// <summary>Whether there is a store.</summary>
    public bool HasStore => stored.Store is not null;

    /// <summary>
    /// Describes all runs. A run that has a row with its events is not listed a second time for its store. The list is made once for all viewers that ask at about the same time, and is the same
    /// instance while nothing changes.
    /// </summary>
    /// <param name="isCurrent">Whether the list must be the current one, not one of the last moment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<ListedRuns> ListAsync(bool isCurrent, CancellationToken cancellationToken)
    {
        StoredRuns ofStore = await stored.ReadAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            if (_list is null || isCurrent || timeProvider.GetElapsedTime(_listedAt) >= RunView.MaxAge)
            {
                ListedRuns list = List(ofStore, isCurrent);
                _list = _list?.IsSameAs(list) == true ? _list : list;
                _listedAt = timeProvider.GetTimestamp();
            }

            return _list;
        }
    }

    /// <summary>Returns a run of this process or of a log; null if there is none.</summary>
    public TrackedRun? Find(string key) => RunId.TryParse(key, provider: null, out RunId id) ? tracker.Find(id) : null;

    /// <summary>Returns the rows and the summary of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isCurrent">Whether they must be the current ones, not those of the last moment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The summary has the state of the store, if that is newer.</returns>
    public async ValueTask<(RunSnapshot Snapshot, RunSummary Summary)> ReadAsync(TrackedRun run, bool isCurrent, CancellationToken cancellationToken)
    {
        StoredRuns ofStore = await stored.ReadAsync(cancellationToken).ConfigureAwait(false);
        RunSnapshot snapshot = ViewOf(run).Read(isCurrent);
        bool isLatest = run.Start.WorkflowId is not { } workflow || tracker.Read(runs => !runs.Any(other => other.Start.WorkflowId == workflow && other.Start.Timestamp > run.Start.Timestamp));
        return (snapshot, StoredState.Combine(snapshot.Summary, isLatest, ofStore));
    }

    /// <summary>Returns the calls of a workflow whose events are known, the first one first.</summary>
    public IReadOnlyList<(TrackedRun Run, RunSummary Summary)> CallsOf(string workflow) =>
        [.. tracker.Read(runs => runs.Where(run => run.Start.WorkflowId == workflow).ToList()).Select(run => (run, ViewOf(run).Read(isCurrent: true).Summary)).OrderBy(call => call.Summary.Started)];

    private RunView ViewOf(TrackedRun run) => _views.GetValue(run, key => new RunView(key, tracker, timeProvider));

    private ListedRuns List(StoredRuns ofStore, bool isCurrent)
    {
        RunSummary[] calls = [.. tracker.Read(runs => runs.ToArray()).Select(run => ViewOf(run).Read(isCurrent).Summary)];
        Dictionary<string, RunSummary> latest = new(StringComparer.Ordinal);
        foreach (RunSummary call in calls.Where(call => call.Workflow is not null).OrderBy(call => call.Started))
        {
            latest[call.Workflow!] = call;
        }

        IEnumerable<RunSummary> known = calls.Select(call => StoredState.Combine(call, call.Workflow is null || latest[call.Workflow] == call, ofStore));
        IEnumerable<RunSummary> others = ofStore.Runs.Where(run => !latest.ContainsKey(run.Workflow!));
        return new ListedRuns(
            [.. known.Concat(others).OrderByDescending(run => run.Started)],
            stored.Store is null ? null : new StoreState(ofStore.HasMore ? true : null, ofStore.Error));
    }
}
