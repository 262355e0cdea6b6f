using Hypergraph;
using Hypergraph.Extensions.Hosting;
using Hypergraph.Extensions.Hosting.Options;
using Hypergraph.Extensions.Hosting.Registrations;
using Hypergraph.Extensions.Hosting.Registry;
using Hypergraph.Extensions.Hosting.Running;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Hypergraph to the services of a host.</summary>
public static class HypergraphServiceCollectionExtensions
{
    /// <summary>
    /// Adds a runner (<see cref="IGraphRunner"/> and <see cref="IResumableGraphRunner"/>), graphs, and the registry of runs (<see cref="IRunRegistry"/>). May be called several
    /// times, for example by the modules of an application.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Adds graphs, processors and options.</param>
    /// <remarks>
    /// Each call to the runner has a service scope of its own, from which parameters marked with <c>[FromServices]</c> or <c>[FromKeyedServices]</c> are supplied. It is
    /// disposed when the call ends. All nodes and items of the call use the scope, also at the same time. A call that sets <see cref="RunOptions.Services"/> uses those.
    /// </remarks>
    public static IServiceCollection AddHypergraph(this IServiceCollection services, Action<HypergraphBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<HypergraphOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HypergraphOptions>, HypergraphOptionsValidator>(static _ => new HypergraphOptionsValidator()));
        services.TryAddSingleton(RunnerRegistration.Default);
        services.TryAddSingleton(static s => new RunRegistry(s.GetRequiredService<IOptions<HypergraphOptions>>(), s.GetService<TimeProvider>(), s.GetService<ILoggerFactory>()));
        services.TryAddSingleton<IRunRegistry>(static s => s.GetRequiredService<RunRegistry>());
        services.TryAddSingleton(static s => new HostedGraphRunner(s, s.GetRequiredService<RunRegistry>(), s.GetRequiredService<RunnerRegistration>()));
        services.TryAddSingleton<IGraphRunner>(static s => s.GetRequiredService<HostedGraphRunner>());
        services.TryAddSingleton<IResumableGraphRunner>(static s => s.GetRequiredService<HostedGraphRunner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HypergraphHostedService>(static s => new HypergraphHostedService(s, s.GetRequiredService<RunRegistry>())));
        configure?.Invoke(new HypergraphBuilder(services));
        return services;
    }
}
