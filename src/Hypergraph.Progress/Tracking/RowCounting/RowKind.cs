namespace Hypergraph.Progress.Tracking.RowCounting;

/// <summary>The kinds of rows that a <see cref="RowCountIndex"/> counts: the states, with the same values, and others.</summary>
internal enum RowKind
{
    Waiting = ProgressState.Waiting,
    Running = ProgressState.Running,
    Retrying = ProgressState.Retrying,
    Paused = ProgressState.Paused,
    Done = ProgressState.Done,
    Cached = ProgressState.Cached,
    Failed = ProgressState.Failed,
    Skipped = ProgressState.Skipped,
    Stopped = ProgressState.Stopped,

    /// <summary>Nodes with an execution in flight.</summary>
    Executing,

    /// <summary>Maps that have begun and have not ended.</summary>
    OpenMap,

    /// <summary>All maps.</summary>
    Map,

    /// <summary>All rows.</summary>
    Any,
}
