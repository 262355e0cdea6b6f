using System.Diagnostics;
using System.Globalization;
using Hypergraph.Orleans.Connections;
using Hypergraph.Orleans.SiloHost;

namespace Hypergraph.Orleans.Tests.Cluster;

/// <summary>A silo in a process of its own.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>The port by which other silos identify it.</summary>
    public int Port { get; }

    public int ProcessId => _process.Id;

    /// <summary>Whether the process has ended. Other silos may detect it earlier.</summary>
    public bool HasEnded => _process.HasExited;

    public static async Task<SiloProcess> StartAsync(int redisPort, string clusterId, int maxItems, int missedProbes, bool isOther, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        int port = FreePort.Next();
        foreach (object argument in new object[] { typeof(ClusterHosts).Assembly.Location, redisPort, clusterId, port, FreePort.Next(), maxItems, missedProbes, isOther ? "other" : "usual" })
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var silo = new SiloProcess(Process.Start(start)!, port);
        string? line = await silo._process.StandardOutput.ReadLineAsync();
        Assert.Equal("ready", line);
        return silo;
    }

    /// <summary>Waits until it sees another silo, or has ended.</summary>
    public async Task SeeAsync(SiloProcess other)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(other.Port.ToString(CultureInfo.InvariantCulture));
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It has ended.
            return;
        }

        Assert.Contains(await _process.StandardOutput.ReadLineAsync(), new[] { "sees", null });
    }

    /// <summary>Reads the exceptions of tasks that no code has observed, in one line.</summary>
    public async Task<string?> ReadUnobservedAsync()
    {
        await _process.StandardInput.WriteLineAsync("unobserved");
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync();
    }

    /// <summary>Suspends it with SIGSTOP: its ports accept connections, but it does not answer.</summary>
    public async Task SuspendAsync()
    {
        using var stop = Process.Start("kill", $"-STOP {ProcessId.ToString(CultureInfo.InvariantCulture)}");
        await stop.WaitForExitAsync();
    }

    /// <summary>Ends it with SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Kills silos at once: none of them receives work that another one has lost.</summary>
    public static void KillAll(params SiloProcess[] silos)
    {
        Array.ForEach(silos, silo => silo._process.Kill());
        Array.ForEach(silos, silo => silo._process.WaitForExit());
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
