namespace Hypergraph.Progress.Live.Terminals;

/// <summary>The program that has the terminal.</summary>
internal enum TerminalOwner
{
    /// <summary>This program, or unknown.</summary>
    ThisProgram,

    /// <summary>Another program reads a line without echo, such as a password.</summary>
    SilentReader,

    /// <summary>Another program reads single keys, as full-screen programs do.</summary>
    KeyReader,

    /// <summary>Another job of the shell: this program is in the background.</summary>
    OtherJob,
}
