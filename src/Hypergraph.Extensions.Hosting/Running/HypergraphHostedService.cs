using Hypergraph.Extensions.Hosting.Registrations;
using Hypergraph.Extensions.Hosting.Registry;
using Hypergraph.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hypergraph.Extensions.Hosting.Running;

/// <summary>Creates all graphs before the host starts, and stops all runs before it ends.</summary>
internal sealed class HypergraphHostedService(IServiceProvider services, RunRegistry registry) : IHostedLifecycleService
{
    private Task? _stopping;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<HostedGraphRunner>().Prepare();
        AsyncServiceScope scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            foreach (GraphRegistration registration in services.GetServices<GraphRegistration>())
            {
                Check(registration.Name, scope.ServiceProvider);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Requests all runs to stop. Other services, such as a web server that still sends the events of these runs, stop meanwhile.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping ??= registry.StopRunsAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping ??= registry.StopRunsAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Check(string name, IServiceProvider services)
    {
        Graph graph = services.GetRequiredKeyedService<Graph>(name);
        try
        {
            CallServices.Check(graph, services);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"The graph '{name}' cannot run in this host. {exception.Message}", exception);
        }
    }
}
