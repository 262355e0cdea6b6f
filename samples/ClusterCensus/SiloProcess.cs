using System.Diagnostics;

namespace ClusterCensus;

/// <summary>A silo in a process of its own, which ends with this one.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    public static async Task<SiloProcess> StartAsync(SiloPorts ports)
    {
        var start = new ProcessStartInfo("dotnet", $"\"{typeof(SiloProcess).Assembly.Location}\" --silo {ports}")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var silo = new SiloProcess(Process.Start(start)!);
        return await silo._process.StandardOutput.ReadLineAsync() == "ready"
            ? silo
            : throw new InvalidOperationException("A silo did not start; see its message above.");
    }

    /// <summary>Ends it with SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
