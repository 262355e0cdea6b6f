namespace Hypergraph.Progress.Reports;

/// <summary>The kinds of reports about a run.</summary>
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
