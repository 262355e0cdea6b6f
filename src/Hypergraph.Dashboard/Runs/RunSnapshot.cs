using Hypergraph.Dashboard.Json;
using Hypergraph.Progress;

namespace Hypergraph.Dashboard.Runs;

/// <summary>A run at one moment.</summary>
/// <param name="version">The number of its changes.</param>
/// <param name="hasEnded">Whether it has ended.</param>
/// <param name="summary">Its summary.</param>
/// <param name="run">Its rows.</param>
internal sealed class RunSnapshot(long version, bool hasEnded, RunSummary summary, ProgressRun run)
{
    private readonly Lazy<Row[]> _rows = new(() => [.. run.Rows.Select(Row.Of)]);

    /// <summary>The number of its changes.</summary>
    public long Version => version;

    /// <summary>Whether it has ended: there are no further changes.</summary>
    public bool HasEnded => hasEnded;

    /// <summary>Its summary.</summary>
    public RunSummary Summary => summary;

    /// <summary>Its rows.</summary>
    public IReadOnlyList<Row> Rows => _rows.Value;
}
