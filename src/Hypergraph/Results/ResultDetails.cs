using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Values;

namespace Hypergraph.Results;

/// <summary>The rarely used parts of a result: how a run ended that did not complete, its times and id, its values by name.</summary>
internal sealed class ResultDetails(RunOutcome outcome, RunId? runId, TimeSpan? duration, PausedRun? paused)
{
    private object? _runId = runId;

    public RunOutcome Outcome { get; } = outcome;

    public TimeSpan? Duration { get; } = duration;

    /// <summary>The run if it has paused in this process; null otherwise.</summary>
    public PausedRun? Paused { get; } = paused;

    /// <summary>The values by name, once requested.</summary>
    public IReadOnlyDictionary<string, object?>? Values { get; set; }

    /// <summary>The run's id, the same each time.</summary>
    public RunId GetOrCreateRunId(ResultValues values, int row)
    {
        if (_runId is null)
        {
            Interlocked.CompareExchange(ref _runId, values.GetOrCreateRunId(row), null);
        }

        return (RunId)_runId;
    }
}
