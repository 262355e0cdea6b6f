using Spectre.Console;

namespace Hypergraph.Progress.Options.Choices;

/// <summary>The process's own console.</summary>
internal static class ProcessConsole
{
    private static readonly Lazy<IAnsiConsole> StandardError =
        new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>
    /// Returns standard output if it is a terminal, otherwise standard error, also if that is redirected to a log. Redirected
    /// standard output contains only the program's own bytes.
    /// </summary>
    public static IAnsiConsole Choose()
    {
        IAnsiConsole console = AnsiConsole.Console;
        bool isOnOutput = ReferenceEquals(console.Profile.Out.Writer, Console.Out);
        return isOnOutput && Console.IsOutputRedirected ? StandardError.Value : console;
    }
}
