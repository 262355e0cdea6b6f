namespace Hypergraph.Progress;

/// <summary>Where a row stands.</summary>
public enum ProgressState
{
    /// <summary>Nothing of it has begun, and something is still expected.</summary>
    Waiting,

    /// <summary>It has begun, and more is expected.</summary>
    Running,

    /// <summary>Everything that was to happen here has ended well.</summary>
    Done,

    /// <summary>Everything that was to happen here has ended, some of it badly.</summary>
    Failed,

    /// <summary>Nothing happened here, and nothing will: a branch not taken, work behind a failure or a stop, an empty map.</summary>
    Skipped,

    /// <summary>Everything that was to happen here has ended, some of it in a pause.</summary>
    Paused,

    /// <summary>Of a map: its items have ended, some of them because they were stopped.</summary>
    Stopped,
}
