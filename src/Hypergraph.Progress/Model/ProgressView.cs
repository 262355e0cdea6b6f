using System.Diagnostics;

namespace Hypergraph.Progress;

/// <summary>All runs of a <see cref="ProgressModel"/> at one moment, on a limited number of lines. Immutable.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record ProgressView
{
    /// <summary>The time of the view, by the model's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The runs that have lines, in the order in which they began.</summary>
    public required IReadOnlyList<ProgressRunView> Runs { get; init; }

    /// <summary>The rows of later runs for which no line remained; null if there are none. The fold occupies one line.</summary>
    public ProgressFold? OtherRuns { get; init; }

    /// <summary>
    /// The number of ended runs that the model has removed because there were more than
    /// <see cref="ProgressModelOptions.MaxEndedRuns"/>. It does not count calls of <see cref="ProgressModel.Remove"/>.
    /// </summary>
    public long RemovedRuns { get; init; }

    /// <summary>The number of runs in <see cref="RemovedRuns"/> that had failed, entirely or in part.</summary>
    public long RemovedFailedRuns { get; init; }

    private string DebuggerText => $"{Runs.Count} {(Runs.Count == 1 ? "run" : "runs")}{(OtherRuns is null ? string.Empty : $", {OtherRuns.DebuggerText}")}";
}
