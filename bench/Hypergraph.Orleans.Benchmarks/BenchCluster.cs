using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Hypergraph.Orleans.Benchmarks;

/// <summary>Silos in processes of their own, and a caller here.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly List<Process> _silos = [];
    private readonly IHost _client;

    private BenchCluster(IHost client)
    {
        _client = client;
        Grains = client.Services.GetRequiredService<IClusterClient>();
        Runner = new OrleansRunner(Grains);
    }

    public OrleansRunner Runner { get; }

    public IGrainFactory Grains { get; }

    /// <summary>One node that waits; what waits costs no core, so that silos on one machine can be distinguished.</summary>
    public static Graph Work() => new("work",
    [
        Node.Create(
            async (int n, int pause) =>
            {
                if (pause > 0)
                {
                    await Task.Delay(pause);
                }

                return n + 1;
            },
            output: "m",
            name: "wait"),
    ]);

    /// <summary>The processor time of the silos and of this process so far.</summary>
    public TimeSpan ReadProcessorTime()
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan sum = self.TotalProcessorTime;
        foreach (Process silo in _silos)
        {
            silo.Refresh();
            sum += silo.TotalProcessorTime;
        }

        return sum;
    }

    /// <summary>The working sets of the silos, in megabytes.</summary>
    public long[] ReadMemory()
    {
        _silos.ForEach(s => s.Refresh());
        return [.. _silos.Select(s => s.WorkingSet64 / 1024 / 1024)];
    }

    public static async Task<BenchCluster> StartAsync(int silos)
    {
        int primary = FreePort();
        int[] gateways = [.. Enumerable.Range(0, silos).Select(_ => FreePort())];
        List<Process> processes = [];
        for (int i = 0; i < silos; i++)
        {
            Process process = Start(i == 0 ? primary : FreePort(), gateways[i], primary);
            await process.StandardOutput.ReadLineAsync();
            processes.Add(process);
        }

        HostApplicationBuilder builder = CreateBuilder();
        builder.UseOrleansClient(client => client.UseStaticClustering([.. gateways.Select(g => new IPEndPoint(IPAddress.Loopback, g))]));
        IHost host = builder.Build();
        await host.StartAsync();
        var cluster = new BenchCluster(host);
        cluster._silos.AddRange(processes);
        return cluster;
    }

    public static async Task RunSiloAsync(int[] ports)
    {
        HostApplicationBuilder builder = CreateBuilder();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports[0], ports[1], new IPEndPoint(IPAddress.Loopback, ports[2]))
            .AddHypergraph(graphs => graphs.Add(Work())));
        using IHost host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        foreach (Process silo in _silos)
        {
            silo.Kill();
            await silo.WaitForExitAsync();
            silo.Dispose();
        }
    }

    private static Process Start(params int[] ports) => Process.Start(new ProcessStartInfo(
        "dotnet", string.Join(' ', ports.Select(p => p.ToString(CultureInfo.InvariantCulture)).Prepend("--silo").Prepend($"\"{typeof(BenchCluster).Assembly.Location}\"")))
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static HostApplicationBuilder CreateBuilder()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        return builder;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
