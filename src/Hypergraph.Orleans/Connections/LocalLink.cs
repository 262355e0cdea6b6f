using System.Net;
using System.Runtime.CompilerServices;
using Hypergraph.Orleans.Graphs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Hypergraph.Orleans.Connections;

/// <summary>A cluster of one silo in this process, started on first use. Graphs are registered automatically.</summary>
internal sealed class LocalLink : IClusterLink
{
    private readonly ConditionalWeakTable<Graph, GraphKey> _graphs = [];
    private readonly Lazy<Task<IHost>> _host;
    private int _count;

    /// <param name="configure">Adds Hypergraph to the silo.</param>
    public LocalLink(Action<ISiloBuilder> configure) => _host = new Lazy<Task<IHost>>(() => Start(configure));

    // Two graphs with the same name may differ only in their functions, so each graph has a unique name here.
    public (string Name, string Version) GetIdentity(Graph graph)
    {
        GraphKey key = _graphs.GetValue(graph, g => new GraphKey($"{g.Name ?? "graph"}@{Interlocked.Increment(ref _count)}", GraphVersion.Of(g), g));
        return (key.Name, key.Version);
    }

    // A silo in this process starts or fails, so the timeout is not needed.
    public async ValueTask<IGrainFactory> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        IHost host = await _host.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        GraphCatalog catalog = host.Services.GetRequiredService<GraphCatalog>();
        foreach ((_, GraphKey key) in _graphs)
        {
            catalog.Add(key.Name, key.Graph);
        }

        return host.Services.GetRequiredService<IGrainFactory>();
    }

    /// <summary>Starts the silo without the execution context of the first call, which the silo outlives.</summary>
    private static Task<IHost> Start(Action<ISiloBuilder> configure)
    {
        Task<IHost> started;
        using (AsyncFlowControl? suppressed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow())
        {
            started = Task.Run(() => StartAsync(configure));
        }

        return started;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host.IsValueCreated)
        {
            IHost host = await _host.Value.ConfigureAwait(false);
            await host.StopAsync().ConfigureAwait(false);
            host.Dispose();
        }
    }

    private static async Task<IHost> StartAsync(Action<ISiloBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        string id = Guid.NewGuid().ToString("N");
        builder.UseOrleans(silo =>
        {
            int siloPort = FreePort.Next();
            silo.UseLocalhostClustering(siloPort, FreePort.Next(), new IPEndPoint(IPAddress.Loopback, siloPort), serviceId: id, clusterId: id);
            configure(silo);
        });
        IHost host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        return host;
    }

    private sealed record GraphKey(string Name, string Version, Graph Graph);
}
