using System.Diagnostics;

namespace Hypergraph.Progress;

/// <summary>All runs of a <see cref="ProgressModel"/> at one moment. Immutable.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record ProgressSnapshot
{
    /// <summary>The time of the snapshot, by the model's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The top-level runs, in the order in which they began.</summary>
    public required IReadOnlyList<ProgressRun> Runs { get; init; }

    /// <summary>
    /// The number of ended runs that the model has removed because there were more than
    /// <see cref="ProgressModelOptions.MaxEndedRuns"/>. It does not count calls of <see cref="ProgressModel.Remove"/>.
    /// </summary>
    public long RemovedRuns { get; init; }

    /// <summary>The number of runs in <see cref="RemovedRuns"/> that had failed, entirely or in part.</summary>
    public long RemovedFailedRuns { get; init; }

    private string DebuggerText => $"{Runs.Count} {(Runs.Count == 1 ? "run" : "runs")}";
}
