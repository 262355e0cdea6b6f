using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>Where the live region's own output goes, each piece of it in one write.</summary>
/// <param name="readVariable">Reads a variable of the environment.</param>
internal abstract class TerminalOutput(Func<string, string?> readVariable)
{
    /// <summary>Whether it is the process's own terminal, on which the program writes too.</summary>
    public abstract bool IsProcessTerminal { get; }

    /// <summary>Which program has the terminal now.</summary>
    public virtual TerminalOwner Owner => TerminalOwner.ThisProgram;

    /// <summary>Whether the program may start others, whose output then goes to the terminal without passing the region.</summary>
    public virtual bool MayBeShared => false;

    /// <summary>
    /// Whether a process that this one has started has the terminal for its output and uses it: it has written to it, or has
    /// been there for so short a time that it may be about to.
    /// </summary>
    public virtual bool IsUsedByChild => false;

    /// <summary>
    /// Whether the terminal, when it has become narrower, moves the cursor down for lines below it that it wraps, too:
    /// those on xterm.js do. Others keep the cursor at what it was at.
    /// </summary>
    public bool CountsWrappedLines { get; } = readVariable("TMUX") is not { Length: > 0 }
        && readVariable("TERM_PROGRAM") is "vscode" or "Hyper" or "Tabby";

    /// <summary>The output of a console.</summary>
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

    /// <summary>Begins a write of the program's own that does not pass <see cref="Write"/>. It ends with <see cref="ExitWrite"/>, on the same thread.</summary>
    public virtual void EnterWrite()
    {
    }

    /// <summary>Ends what <see cref="EnterWrite"/> began.</summary>
    public virtual void ExitWrite()
    {
    }

    /// <summary>Notes from now on what processes write that the program starts.</summary>
    /// <param name="shared">Called once <see cref="MayBeShared"/> has become true, on another thread.</param>
    /// <param name="used">Called when such a process has begun or has written, on another thread.</param>
    public virtual void Watch(Action shared, Action used)
    {
    }

    /// <summary>Ends <see cref="Watch"/>.</summary>
    public virtual void Unwatch()
    {
    }

    /// <summary>A console that the program created: whatever it does with text, and under its own lock.</summary>
    private sealed class ConsoleOutput(IAnsiConsole console, Func<string, string?> readVariable) : TerminalOutput(readVariable)
    {
        public override bool IsProcessTerminal => false;

        public override void Write(string text) => console.Write(new RegionRenderable(text));
    }
}
