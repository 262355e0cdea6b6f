namespace Hypergraph.Progress;

/// <summary>What a <see cref="RowCountIndex"/> counts rows by: their states, under the states' own numbers, and more.</summary>
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

    /// <summary>Nodes with an execution under way.</summary>
    Executing,

    /// <summary>Maps that have begun and may go on.</summary>
    OpenMap,

    /// <summary>All maps.</summary>
    Map,

    /// <summary>All rows.</summary>
    Any,
}
