using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>Where the live region's own output goes, each piece of it in one write.</summary>
/// <param name="readVariable">Reads a variable of the environment.</param>
internal abstract class TerminalOutput(Func<string, string?> readVariable)
{
    /// <summary>Whether it is the process's own terminal, on which the program writes too.</summary>
    public abstract bool IsProcessTerminal { get; }

    /// <summary>Whether another program has taken the terminal over, as a pager does that reads what this one writes.</summary>
    public virtual bool IsTakenOver => false;

    /// <summary>
    /// Whether the terminal, when it has become narrower, moves the cursor down for lines below it that it wraps, too:
    /// those on xterm.js do. Others keep the cursor at what it was at.
    /// </summary>
    public bool CountsWrappedLines { get; } = readVariable("TMUX") is not { Length: > 0 }
        && readVariable("TERM_PROGRAM") is "vscode" or "Hyper" or "Tabby";

    /// <summary>The output of a console.</summary>
    public static TerminalOutput Of(IAnsiConsole console, Func<string, string?> readVariable)
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

    /// <summary>A console that somebody made: whatever it does with text, and under its own lock.</summary>
    private sealed class ConsoleOutput(IAnsiConsole console, Func<string, string?> readVariable) : TerminalOutput(readVariable)
    {
        public override bool IsProcessTerminal => false;

        public override void Write(string text) => console.Write(new RegionWrite(text));
    }

    /// <summary>
    /// The terminal itself. The process's writers send long texts in pieces, of which each would be seen; and while the
    /// region is live they are captured.
    /// </summary>
    private sealed class ProcessTerminal(bool isError, Func<string, string?> readVariable) : TerminalOutput(readVariable)
    {
        private readonly Stream _stream = isError ? Console.OpenStandardError() : Console.OpenStandardOutput();

        public override bool IsProcessTerminal => true;

        public override bool IsTakenOver => isError && Console.IsOutputRedirected && TerminalModes.IsTakenByAnother();

        public override void Write(string text)
        {
            _stream.Write(Console.OutputEncoding.GetBytes(text));
            _stream.Flush();
        }
    }
}
