using Spectre.Console;

namespace Hypergraph.Tool.Output;

/// <summary>A console on standard output without control sequences, whose lines have no maximum length.</summary>
internal static class PlainConsole
{
    private const int Width = 10_000;

    /// <summary>Creates the console.</summary>
    public static IAnsiConsole Create()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(StandardOutput.Writer),
        });
        console.Profile.Width = Width;
        return console;
    }
}
