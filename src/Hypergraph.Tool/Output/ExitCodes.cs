namespace Hypergraph.Tool.Output;

/// <summary>The exit codes of the program.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>What was checked is wrong, or what was compared differs.</summary>
    public const int Wrong = 1;

    /// <summary>The command line is wrong, or a log cannot be read.</summary>
    public const int Unusable = 2;

    /// <summary>The program was interrupted (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>The exit codes as text for the help.</summary>
    public const string Help = "Exit codes: 0 fine, 1 the checked thing is wrong, 2 wrong usage or unreadable input, 130 interrupted.";
}
