namespace Hypergraph.Dashboard.Tracking;

/// <summary>The state of an item, or of an execution of a node.</summary>
internal enum ExecutionState : byte
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has completed.</summary>
    Done,

    /// <summary>It has failed, at least in part.</summary>
    Failed,

    /// <summary>It waits for an answer.</summary>
    Paused,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>Its outputs came from a cache.</summary>
    Cached,

    /// <summary>Its outputs came from the store of the run.</summary>
    Restored,
}
