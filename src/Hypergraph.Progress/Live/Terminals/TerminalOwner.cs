namespace Hypergraph.Progress;

/// <summary>Which program has the terminal.</summary>
internal enum TerminalOwner
{
    /// <summary>This one, as far as it can be known.</summary>
    ThisProgram,

    /// <summary>Another one reads a line without the terminal showing what is typed, as for a password.</summary>
    SilentReader,

    /// <summary>Another one reads keys one by one, as those do that fill the screen.</summary>
    KeyReader,

    /// <summary>Another job of the shell: this one is in the background.</summary>
    OtherJob,
}
