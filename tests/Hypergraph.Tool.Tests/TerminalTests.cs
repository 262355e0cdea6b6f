using System.Text.RegularExpressions;
using Hypergraph.Progress;
using Hypergraph.Progress.Tests;
using Spectre.Console;

namespace Hypergraph.Tool.Tests;

/// <summary>The program in a real terminal.</summary>
/// <remarks>Runs alone. A terminal has a session of its own, and the lock with which measured processes take turns at the file of their hits is one of
/// a session: a program in a terminal and one outside of it would open the file at the same time, and fail.</remarks>
[Collection(nameof(TerminalTests))]
[CollectionDefinition(nameof(TerminalTests), DisableParallelization = true)]
public sealed partial class TerminalTests
{
    private const int Width = 80;

    [Theory]
    [InlineData("replay")]
    [InlineData("watch")]
    public async Task Tree_In_a_terminal_Is_that_of_the_runs(string command)
    {
        Assert.SkipUnless(Tmux.IsInstalled, "tmux is not installed.");
        using var log = new TempLog();
        string live = await LiveAsync(log, "nested maps", "loop", "retry", "pause", "failure");

        using Tmux tmux = await Tmux.RunAsync(Width, 40, "dotnet", ToolProcess.Path, command, log.Path);
        string screen = await tmux.WaitForAsync("ended with 0");

        // The tree is drawn with moves of the cursor in place of blanks.
        Assert.Contains("📦step", live, StringComparison.Ordinal);
        Assert.Equal($"{live}\n{WithoutBlanks("ended with 0")}", WithoutBlanks(screen));
    }

    private static async Task<string> LiveAsync(TempLog log, params string[] names)
    {
        using var output = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Width;
        var clock = new FakeClock();
        using var display = new RichProgressProcessor(new RichProgressOptions { Console = console, Mode = ProgressMode.Live, TimeProvider = clock });
        using var processor = new JsonLinesEventProcessor(log.Path);
        foreach (string name in names)
        {
            await Runs.RunAsync(name, clock, processor, display);
        }

        return WithoutBlanks(ControlSequences().Replace(output.ToString().ReplaceLineEndings("\n"), string.Empty));
    }

    private static string WithoutBlanks(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Replace(" ", string.Empty, StringComparison.Ordinal).Trim('\r')).Where(line => line.Length > 0));

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")]
    private static partial Regex ControlSequences();
}
