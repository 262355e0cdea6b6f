using Spectre.Console;

namespace Hypergraph.Progress;

/// <summary>The process's own console.</summary>
internal static class ProcessConsole
{
    private static readonly Lazy<IAnsiConsole> OnError =
        new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>
    /// The console on the stream that a person sees: standard error where standard output goes elsewhere, whose bytes
    /// are then the program's alone.
    /// </summary>
    public static IAnsiConsole Choose()
    {
        IAnsiConsole console = AnsiConsole.Console;
        bool isOnOutput = ReferenceEquals(console.Profile.Out.Writer, Console.Out);
        return isOnOutput && Console.IsOutputRedirected && !Console.IsErrorRedirected ? OnError.Value : console;
    }
}
