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

    private string DebuggerText => $"{Runs.Count} {(Runs.Count == 1 ? "run" : "runs")}";
}
