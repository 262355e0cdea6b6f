using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Hypergraph.Orleans;

/// <summary>
/// The way to a cluster by a client of the runner's own, which connects with the first call. A client whose gateways do not answer
/// waits for them without end; this one is given up in time, and the next call connects anew.
/// </summary>
/// <param name="configure">Says how the client finds the cluster.</param>
internal sealed class ClientLink(Action<IClientBuilder> configure) : IClusterLink
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _connectLock = new(1, 1);
    private IHost? _host;
    private bool _isDisposed;

    public (string Name, string Version) GetIdentity(Graph graph) => GraphNames.GetIdentity(graph);

    public async ValueTask<IGrainFactory> ConnectAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _host) is { } connected)
        {
            return connected.Services.GetRequiredService<IClusterClient>();
        }

        long begun = Environment.TickCount64;
        await _connectLock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(OrleansRunner));
            IHost host = _host ?? await StartAsync(timeout, begun, cancellationToken).ConfigureAwait(false);
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

    private async Task<IHost> StartAsync(TimeSpan timeout, long begun, CancellationToken cancellationToken)
    {
        while (true)
        {
            IHost host = Build();
            Task started = Task.Run(() => host.StartAsync(cancellationToken), CancellationToken.None);
            try
            {
                TimeSpan left = timeout - TimeSpan.FromMilliseconds(Environment.TickCount64 - begun);
                await started.WithTimeoutAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
                return host;
            }
            catch (Exception exception)
            {
                _ = StopAsync(host);
                cancellationToken.ThrowIfCancellationRequested();
                if (Environment.TickCount64 - begun >= timeout.TotalMilliseconds)
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
            using var soon = new CancellationTokenSource(StopTimeout);
            await host.StopAsync(soon.Token).WithTimeoutAsync(StopTimeout + StopTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A client whose cluster is gone has no connection left to close.
        }

        await Task.Run(host.Dispose).WithTimeoutAsync(StopTimeout + StopTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
