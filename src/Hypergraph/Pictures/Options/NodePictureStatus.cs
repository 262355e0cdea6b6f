namespace Hypergraph;

/// <summary>How far a node is in a run, in a picture.</summary>
public enum NodePictureStatus
{
    /// <summary>It has not begun.</summary>
    Waiting,

    /// <summary>It has begun, and more is expected.</summary>
    Running,

    /// <summary>An attempt failed, and another one is running or will start.</summary>
    Retrying,

    /// <summary>It ended, and something paused.</summary>
    Paused,

    /// <summary>It ended successfully.</summary>
    Done,

    /// <summary>All its outputs came from a cache.</summary>
    Cached,

    /// <summary>It ended, and something failed.</summary>
    Failed,

    /// <summary>It has not begun, and will not.</summary>
    Skipped,

    /// <summary>It ended, and something was stopped.</summary>
    Stopped,
}
