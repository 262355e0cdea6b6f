namespace Hypergraph.Progress;

/// <summary>The state of a row.</summary>
public enum ProgressState
{
    /// <summary>Nothing has begun, and something is expected.</summary>
    Waiting,

    /// <summary>Something has begun, and more is expected.</summary>
    Running,

    /// <summary>An execution in flight has a failed attempt: another attempt is running or will start.</summary>
    Retrying,

    /// <summary>Everything has ended, and something paused.</summary>
    Paused,

    /// <summary>Everything has ended successfully.</summary>
    Done,

    /// <summary>All outputs came from a cache.</summary>
    Cached,

    /// <summary>Everything has ended, and something failed.</summary>
    Failed,

    /// <summary>
    /// Nothing has begun, and nothing will: a branch that was not chosen, nodes after a failure or a stop, an empty map.
    /// </summary>
    Skipped,

    /// <summary>Everything has ended, and something was stopped.</summary>
    Stopped,
}
