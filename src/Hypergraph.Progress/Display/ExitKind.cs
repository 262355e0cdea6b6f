namespace Hypergraph.Progress;

/// <summary>How the process leaves the screen.</summary>
internal enum ExitKind
{
    /// <summary>It may be about to end: a signal was sent that the program may handle.</summary>
    Possible,

    /// <summary>It ends.</summary>
    Certain,

    /// <summary>It is stopped, and the screen is the shell's, until it is continued, if ever.</summary>
    Stopped,
}
