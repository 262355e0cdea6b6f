using System.Diagnostics;
using System.Globalization;
using Hypergraph.Durability.KilledRun;

namespace Hypergraph.Durability.Kill.Tests;

/// <summary>A process that runs a case: the program of tests/Hypergraph.Durability.KilledRun.</summary>
internal sealed class RunProcess : IDisposable
{
    private readonly Process _process;

    private RunProcess(Process process) => _process = process;

    /// <summary>The program stands in the same configuration and framework as the tests.</summary>
    private static string Program => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "Hypergraph.Durability.KilledRun", "bin", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", ".."), AppContext.BaseDirectory), "Hypergraph.Durability.KilledRun.dll"));

    public int Id => _process.Id;

    /// <summary>Starts a process that runs many runs, one after the other.</summary>
    /// <param name="kind">The kind of store.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="name">The name of the process, with which the ids of its runs start.</param>
    /// <param name="count">The number of runs.</param>
    public static RunProcess StartMany(string kind, string address, string name, int count) =>
        Start(ManyRuns.Verb, kind, address, name, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts a run.</summary>
    /// <param name="kind">The kind of store.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="mode">When records are written.</param>
    /// <param name="name">The case.</param>
    /// <param name="log">The file of its executions.</param>
    /// <param name="killAt">The event at which it is killed; 0 for none.</param>
    /// <param name="lease">The duration of its lease in milliseconds.</param>
    public static RunProcess Start(string kind, string address, DurabilityMode mode, string name, string log, int killAt, int lease = 15_000) =>
        Start(kind, address, mode.ToString(), name, log, killAt.ToString(CultureInfo.InvariantCulture), lease.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code and the output.</returns>
    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        string output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, output.TrimEnd());
    }

    /// <summary>Whether the kernel has stopped all its threads. On a busy machine the others run on until the one that receives the signal has its turn.</summary>
    public bool IsStopped
    {
        get
        {
            try
            {
                return Directory.EnumerateDirectories($"/proc/{_process.Id}/task").All(thread => File.ReadAllText($"{thread}/stat").Split(") ")[^1][0] is 'T');
            }
            catch (IOException)
            {
                // A thread that has just ended is not stopped.
                return false;
            }
        }
    }

    /// <summary>Sends a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static RunProcess Start(params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo("dotnet", ["exec", Program, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
