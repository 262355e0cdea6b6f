using System.Diagnostics.CodeAnalysis;
using Hypergraph.Durability;
using Hypergraph.Extensions.Hosting.Registrations;
using Hypergraph.Extensions.Hosting.Resuming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Hypergraph.Extensions.Hosting;

/// <summary>Registers what a host needs to run graphs. <c>AddHypergraph</c> creates it.</summary>
public sealed class HypergraphBuilder
{
    internal HypergraphBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Adds a graph as a keyed singleton service of type <see cref="Graph"/>: <c>[FromKeyedServices("name")] Graph graph</c>. It is created when the host starts, so that the
    /// host does not start with a graph that cannot be built, or lacks a service.
    /// </summary>
    /// <param name="name">The key of the service, and the name of the graph if it has none of its own.</param>
    /// <param name="create">Creates the graph.</param>
    /// <exception cref="ArgumentException">A graph of this name is registered already.</exception>
    public HypergraphBuilder AddGraph(string name, Func<IServiceProvider, Graph> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        if (Services.Any(s => s.ServiceType == typeof(Graph) && Equals(s.ServiceKey, name)))
        {
            throw new ArgumentException($"A graph named '{name}' is registered already. Use another name.", nameof(name));
        }

        Services.AddKeyedSingleton(name, (services, _) =>
        {
            Graph graph = create(services) ?? throw new InvalidOperationException($"The function that creates the graph '{name}' returned null.");
            return graph.Name is null ? graph.WithName(name) : graph;
        });
        Services.AddSingleton(new GraphRegistration(name));
        return this;
    }

    /// <summary>Adds a graph as a keyed singleton service.</summary>
    /// <inheritdoc cref="AddGraph(string, Func{IServiceProvider, Graph})" path="/exception"/>
    /// <param name="name">The key of the service, and the name of the graph if it has none of its own.</param>
    /// <param name="graph">The graph.</param>
    public HypergraphBuilder AddGraph(string name, Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return AddGraph(name, _ => graph);
    }

    /// <summary>Adds a processor for the events of every run, as a singleton that the container creates and disposes.</summary>
    /// <typeparam name="T">The type of the processor.</typeparam>
    public HypergraphBuilder AddProcessor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : EventProcessor
    {
        Services.TryAddSingleton<T>();
        return AddProcessor(static services => services.GetRequiredService<T>());
    }

    /// <summary>Adds a processor for the events of every run. The code that created it disposes it.</summary>
    /// <param name="processor">The processor.</param>
    public HypergraphBuilder AddProcessor(EventProcessor processor)
    {
        ArgumentNullException.ThrowIfNull(processor);
        return AddProcessor(_ => processor);
    }

    /// <summary>Adds a processor for the events of every run, which is obtained once. The container does not dispose it, unless it is a service itself.</summary>
    /// <param name="find">Returns the processor.</param>
    public HypergraphBuilder AddProcessor(Func<IServiceProvider, EventProcessor> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        Services.AddSingleton(new ProcessorRegistration(find));
        return this;
    }

    /// <summary>Adds an interceptor around every node of every run, as a singleton that the container creates. The first one added is the outermost.</summary>
    /// <typeparam name="T">The type of the interceptor.</typeparam>
    /// <remarks>A runner that <see cref="UseRunner"/> sets has interceptors of its own. A host with both does not start.</remarks>
    public HypergraphBuilder AddInterceptor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>()
        where T : NodeInterceptor
    {
        Services.TryAddSingleton<T>();
        Services.AddSingleton(new InterceptorRegistration(static services => services.GetRequiredService<T>()));
        return this;
    }

    /// <summary>
    /// Sets the runner, such as one for a cluster, in place of an <see cref="AsyncRunner"/> with the log, the clock (<see cref="TimeProvider"/>) and the
    /// <see cref="InterruptHandler"/> of the container. Every call to <see cref="IGraphRunner"/> of the container is passed to it.
    /// </summary>
    /// <param name="create">Creates the runner, once. The container does not dispose it.</param>
    public HypergraphBuilder UseRunner(Func<IServiceProvider, IGraphRunner> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(RunnerRegistration.Of(create)));
        return this;
    }

    /// <summary>Sets where calls with a <see cref="RunOptions.WorkflowId"/> are stored. It is also a service of type <see cref="IRunStore"/>. The code that created it disposes it.</summary>
    /// <param name="store">The store.</param>
    /// <remarks>A runner that <see cref="UseRunner"/> sets has a store of its own: the function that creates it may use the service.</remarks>
    public HypergraphBuilder UseStore(IRunStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        Services.Replace(ServiceDescriptor.Singleton(store));
        return this;
    }

    /// <summary>Sets where calls with a <see cref="RunOptions.WorkflowId"/> are stored. The container disposes it.</summary>
    /// <param name="create">Creates the store, once, before the host starts.</param>
    /// <inheritdoc cref="UseStore(IRunStore)" path="/remarks"/>
    public HypergraphBuilder UseStore(Func<IServiceProvider, IRunStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>
    /// Resumes stored runs of registered graphs when the host starts, in the background: those that were stopped, as by the end of an earlier host, and those whose process has ended
    /// before them. Paused runs stay as they are. <see cref="UseStore(IRunStore)"/> sets the store.
    /// </summary>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <remarks>A run whose holder was a process of another machine is resumed after this host has seen no renewal of its lease for <see cref="RunStoreOptions.LeaseDuration"/>.</remarks>
    public HypergraphBuilder ResumeRuns(Action<ResumeRunsOptions>? configure = null)
    {
        Services.AddOptions<ResumeRunsOptions>().Configure(options => configure?.Invoke(options));
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ResumeRunsService>(static s => new ResumeRunsService(
            s,
            s.GetRequiredService<IOptions<ResumeRunsOptions>>().Value,
            s.GetService<IRunStore>() ?? throw new InvalidOperationException("ResumeRuns needs a store. Set it with UseStore."))));
        return this;
    }

    /// <summary>Sets options. They are checked when the host starts.</summary>
    /// <param name="configure">Sets the options.</param>
    public HypergraphBuilder Configure(Action<HypergraphOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }
}
