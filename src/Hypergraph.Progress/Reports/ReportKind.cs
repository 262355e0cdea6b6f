namespace Hypergraph.Progress;

/// <summary>What there may be to say of a run while it goes on.</summary>
internal enum ReportKind
{
    RunStarted,
    NodeStarted,
    NodeRetried,
    NodeEnded,
    MapStarted,
    MapProgress,
    StillRunning,
    RunEnded,
}
