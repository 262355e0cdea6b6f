using Hypergraph.Orleans.Graphs;
using Hypergraph.Orleans.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Hypergraph.Orleans.Connections;

/// <summary>
/// Connects to a cluster with the runner's own client on the first call. An Orleans client waits forever for gateways that do not answer;
/// this link abandons the client after a timeout, and the next call creates another.
/// </summary>
/// <param name="configure">Configures how the client finds the cluster.</param>
/// <param name="owner">The type that disposes of the link.</param>
internal sealed class ClientLink(Action<IClientBuilder> configure, Type owner) : IClusterLink
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _connectLock = new(1, 1);
    private IHost? _host;
    private bool _isDisposed;

    public (string Name, string Version) GetIdentity(Graph graph) => GraphNames.GetIdentity(graph);

    public async ValueTask<IGrainFactory> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _host) is { } connectedHost)
        {
            return connectedHost.Services.GetRequiredService<IClusterClient>();
        }

        long startedAt = Environment.TickCount64;
        await _connectLock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, owner);
            IHost host = _host ?? await StartAsync(timeout, startedAt, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _host, host);
            return host.Services.GetRequiredService<IClusterClient>();
        }
        finally
        {
            _connectLock.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connectLock.WaitAsync().ConfigureAwait(false);
        IHost? host = _host;
        _host = null;
        _isDisposed = true;
        _connectLock.Release();
        _connectLock.Dispose();
        if (host is not null)
        {
            await StopAsync(host).ConfigureAwait(false);
        }
    }

    private async Task<IHost> StartAsync(TimeSpan timeout, long startedAt, CancellationToken cancellationToken)
    {
        while (true)
        {
            IHost host = Build();
            Task started = Task.Run(() => host.StartAsync(cancellationToken), CancellationToken.None);
            try
            {
                TimeSpan remaining = timeout - TimeSpan.FromMilliseconds(Environment.TickCount64 - startedAt);
                await started.WithTimeoutAsync(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
                return host;
            }
            catch (Exception exception)
            {
                _ = StopAsync(host);
                cancellationToken.ThrowIfCancellationRequested();
                if (Environment.TickCount64 - startedAt >= timeout.TotalMilliseconds)
                {
                    throw new ClusterUnavailableException(
                        $"No gateway of the cluster has answered for {timeout.TotalSeconds:0.#} s. Check that silos run, and the clustering and the cluster id of the client. Last: {exception.Message}", exception);
                }
            }

            await Task.Delay(RetryDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    private IHost Build()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(configure);
        return builder.Build();
    }

    private static async Task StopAsync(IHost host)
    {
        try
        {
            using var stopTimeout = new CancellationTokenSource(StopTimeout);
            await host.StopAsync(stopTimeout.Token).WithTimeoutAsync(StopTimeout + StopTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Without a cluster there is no connection to close.
        }

        await Task.Run(host.Dispose).WithTimeoutAsync(StopTimeout + StopTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
