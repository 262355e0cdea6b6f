namespace Hypergraph.Progress.Display;

/// <summary>The reason why the process leaves the screen.</summary>
internal enum ExitKind
{
    /// <summary>The process may be about to end: it received a signal that the program may handle.</summary>
    Possible,

    /// <summary>The process ends.</summary>
    Certain,

    /// <summary>The process is stopped. The shell has the screen until the process is continued, if ever.</summary>
    Stopped,
}
