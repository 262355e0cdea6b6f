namespace Hypergraph.Progress;

/// <summary>Where a row stands.</summary>
public enum ProgressState
{
    /// <summary>Nothing of it has begun, and something is still expected.</summary>
    Waiting,

    /// <summary>It has begun, and more is expected.</summary>
    Running,

    /// <summary>It is running, and an execution has failed at least one attempt: it is in a further one, or waits for it.</summary>
    Retrying,

    /// <summary>Everything that was to happen here has ended, some of it in a pause.</summary>
    Paused,

    /// <summary>Everything that was to happen here has ended well.</summary>
    Done,

    /// <summary>Everything that was to happen here came from a cache.</summary>
    Cached,

    /// <summary>Everything that was to happen here has ended, some of it badly.</summary>
    Failed,

    /// <summary>Nothing happened here, and nothing will: a branch not taken, work behind a failure or a stop, an empty map.</summary>
    Skipped,

    /// <summary>Everything that was to happen here has ended, some of it because it was stopped.</summary>
    Stopped,
}
