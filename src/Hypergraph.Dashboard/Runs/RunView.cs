using Hypergraph.Dashboard.Tracking;
using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Runs;

/// <summary>The rows and the summary of a run, computed only if something has changed, and once for all viewers that ask at about the same time.</summary>
/// <param name="run">The run.</param>
/// <param name="tracker">What is kept of it.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class RunView(TrackedRun run, RunTracker tracker, TimeProvider timeProvider)
{
    /// <summary>How long a snapshot of a running run serves other viewers. It is shorter than the pause between the messages for a viewer.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private RunSnapshot? _snapshot;
    private long _at;

    /// <summary>Returns a snapshot.</summary>
    /// <param name="isCurrent">Whether it must be the current one. Of a run that has ended it always is.</param>
    public RunSnapshot Read(bool isCurrent)
    {
        lock (_lock)
        {
            if (_snapshot is { HasEnded: true })
            {
                return _snapshot;
            }

            var state = TrackedState.Of(run, tracker);
            bool hasEnded = state.End is not null;
            if (_snapshot is null || (state.Version != _snapshot.Version && (hasEnded || isCurrent || timeProvider.GetElapsedTime(_at) >= MaxAge)))
            {
                // The state is read before the rows: a change in the meantime is seen at the next reading, and the rows of an ended run are its final ones.
                ProgressRun rows = run.Rows();
                _snapshot = new RunSnapshot(state.Version, hasEnded, Summaries.Of(run, state, rows), rows);
                _at = timeProvider.GetTimestamp();
            }

            return _snapshot;
        }
    }
}
