using System.Diagnostics;

namespace Hypergraph.Benchmarks;

/// <summary>This program in a process of its own, for what depends on the whole process.</summary>
internal static class OwnProgram
{
    /// <summary>The runtime's own host needs the program as an argument; this program's host does not.</summary>
    private static string[] HostArguments =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(OwnProgram).Assembly.Location] : [];

    /// <summary>Runs the program to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It has failed.</exception>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, string? variable = null, string? value = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. HostArguments, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (variable is not null)
        {
            start.Environment[variable] = value;
        }

        using Process child = Process.Start(start)!;
        string printed = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? printed : throw new InvalidOperationException($"The program ended with exit code {child.ExitCode}.");
    }
}
