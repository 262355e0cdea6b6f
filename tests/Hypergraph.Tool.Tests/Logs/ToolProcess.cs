using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Hypergraph.Tool.Tests;

/// <summary>Runs the program as a process.</summary>
public static partial class ToolProcess
{
    /// <summary>The path of the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Hypergraph.Tool.dll");

    /// <summary>Runs the program to its end.</summary>
    public static Task<ToolResult> RunAsync(params string[] arguments) => RunWithInputAsync(input: null, arguments);

    /// <summary>Runs the program to its end.</summary>
    /// <param name="input">What it reads from standard input; null for nothing.</param>
    /// <param name="arguments">The words of the command line.</param>
    public static async Task<ToolResult> RunWithInputAsync(string? input, params string[] arguments)
    {
        using Process process = Start(arguments);
        return await EndAsync(process, input);
    }

    /// <summary>Runs the program to its end, with a variable in its environment.</summary>
    public static async Task<ToolResult> RunInAsync((string Name, string Value) variable, params string[] arguments)
    {
        using Process process = Start(arguments, variable);
        return await EndAsync(process);
    }

    /// <summary>Starts the program.</summary>
    public static Process Start(params string[] arguments) => Start(arguments, variable: null);

    private static Process Start(string[] arguments, (string Name, string Value)? variable)
    {
        var start = new ProcessStartInfo("dotnet", [Path, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string name in new[] { "HYPERGRAPH_PROGRESS", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_CTYPE", "HYPERGRAPH_STORE" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["LANG"] = "C.UTF-8";
        if (variable is { } set)
        {
            start.Environment[set.Name] = set.Value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of the program.</summary>
    public static async Task<ToolResult> EndAsync(Process process, string? input = null)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>Replaces the random ids in a text by <c>RUN</c>.</summary>
    public static string WithoutIds(string text) => RunIds().Replace(text, "RUN");

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex RunIds();
}
