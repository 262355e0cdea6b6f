using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>The process's own console.</summary>
internal static class ProcessConsole
{
    private static readonly Lazy<IAnsiConsole> StandardError =
        new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>
    /// Standard output where a person sees it; standard error where standard output goes elsewhere, whose bytes are then
    /// the program's alone, whether a person sees standard error or a log keeps it.
    /// </summary>
    public static IAnsiConsole Choose()
    {
        IAnsiConsole console = AnsiConsole.Console;
        bool isOnOutput = ReferenceEquals(console.Profile.Out.Writer, Console.Out);
        return isOnOutput && Console.IsOutputRedirected ? StandardError.Value : console;
    }
}
