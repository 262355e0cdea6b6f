using System.Diagnostics;
using System.Text.Json;

namespace Hypergraph.Progress.Tests;

/// <summary>What xterm.js, the terminal of many editors, shows after all that went to a test terminal and its resizes.</summary>
/// <param name="Above">The lines that have left the screen at its top.</param>
/// <param name="Screen">The lines of the screen.</param>
/// <param name="Bars">The column of the first empty part of a bar, for each line that has one.</param>
public sealed record XtermScreen(IReadOnlyList<string> Above, IReadOnlyList<string> Screen, IReadOnlyList<int> Bars)
{
    /// <summary>Why there is no such screen here; null if there is.</summary>
    public static string? Missing
    {
        get
        {
            string? folder = Environment.GetEnvironmentVariable("HYPERGRAPH_XTERM");
            return Directory.Exists(Path.Combine(folder ?? "", "node_modules", "@xterm", "headless")) && Programs.Has("node")
                ? null
                : "The variable HYPERGRAPH_XTERM names no folder with @xterm/headless in it, or node is not installed.";
        }
    }

    /// <summary>All lines down to the last one that is not blank, above the screen and on it.</summary>
    public string Text => string.Join('\n', Above.Concat(Screen)).TrimEnd('\n');

    public static async Task<XtermScreen> OfAsync(TestTerminal terminal, CancellationToken cancellationToken)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "xterm.js")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, terminal.Played(), JsonSerializerOptions.Web, cancellationToken);
        node.StandardInput.Close();
        string answer = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        return JsonSerializer.Deserialize<XtermScreen>(answer, JsonSerializerOptions.Web)!;
    }
}
