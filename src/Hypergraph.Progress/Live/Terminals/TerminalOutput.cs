using Spectre.Console;

namespace Hypergraph.Progress.Live.Terminals;

/// <summary>The destination of the live region's own output. Each text is one write.</summary>
/// <param name="readVariable">Reads an environment variable.</param>
internal abstract class TerminalOutput(Func<string, string?> readVariable)
{
    /// <summary>Whether it is the process's own terminal, to which the program writes too.</summary>
    public abstract bool IsProcessTerminal { get; }

    /// <summary>The program that has the terminal.</summary>
    public virtual TerminalOwner Owner => TerminalOwner.ThisProgram;

    /// <summary>Whether the program may start processes whose output bypasses the region.</summary>
    public virtual bool MayBeShared => false;

    /// <summary>
    /// Whether a process that this one has started uses the terminal: it has written to it, or was started so recently that it
    /// may be about to.
    /// </summary>
    public virtual bool IsUsedByChild => false;

    /// <summary>
    /// Whether the terminal, when it becomes narrower, also moves the cursor down for wrapped lines below it. Terminals based on
    /// xterm.js do. Others keep the cursor at its text.
    /// </summary>
    public bool CountsWrappedLines { get; } = readVariable("TMUX") is not { Length: > 0 }
        && readVariable("TERM_PROGRAM") is "vscode" or "Hyper" or "Tabby";

    /// <summary>Creates the output of a console.</summary>
    public static TerminalOutput Create(IAnsiConsole console, Func<string, string?> readVariable)
    {
        TextWriter writer = console.Profile.Out.Writer;
        if (ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected)
        {
            return new ProcessTerminal(isError: false, readVariable);
        }

        return ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected
            ? new ProcessTerminal(isError: true, readVariable)
            : new ConsoleOutput(console, readVariable);
    }

    /// <summary>Writes all of the text.</summary>
    public abstract void Write(string text);

    /// <summary>
    /// Begins a write of the program that bypasses <see cref="Write"/>. It ends with <see cref="ExitWrite"/>, on the same thread.
    /// </summary>
    public virtual void EnterWrite()
    {
    }

    /// <summary>Ends the write that <see cref="EnterWrite"/> began.</summary>
    public virtual void ExitWrite()
    {
    }

    /// <summary>Starts to monitor the output of processes that the program starts.</summary>
    /// <param name="onShared">Called when <see cref="MayBeShared"/> has become true, on another thread.</param>
    /// <param name="onUsed">Called when such a process has begun or has written, on another thread.</param>
    public virtual void Watch(Action onShared, Action onUsed)
    {
    }

    /// <summary>Ends <see cref="Watch"/>.</summary>
    public virtual void Unwatch()
    {
    }

    /// <summary>A console that the program created. It may process the text in any way, under its own lock.</summary>
    private sealed class ConsoleOutput(IAnsiConsole console, Func<string, string?> readVariable) : TerminalOutput(readVariable)
    {
        public override bool IsProcessTerminal => false;

        public override void Write(string text) => console.Write(new RegionRenderable(text));
    }
}
