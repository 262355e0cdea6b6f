using Hypergraph.Orleans.Coordination;
using Hypergraph.Orleans.Graphs;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Working;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Hypergraph.Orleans;

/// <summary>Extension methods that add Hypergraph to a silo.</summary>
public static class HypergraphSiloBuilderExtensions
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Registers graphs by name. Every silo of the cluster must call it with the same graphs. Further calls add graphs.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Adds the graphs: <c>g => g.Add("census", services => …)</c>.</param>
    /// <remarks>
    /// The grains of runs are in a grain directory of their own, one of Orleans' distributed grain directories. It needs
    /// <see cref="GrainDirectoryOptions.RangeLeaseDuration"/> to be zero, which also applies to other such directories of the silo.
    /// So that the failure of most silos at once is detected about as fast as that of one, <see cref="ClusterMembershipOptions.EnableIndirectProbes"/>
    /// is false for the silo, and <see cref="ClusterMembershipOptions.IAmAliveTablePublishTimeout"/> 5 seconds. The application's own
    /// configuration, before or after this call, overrides both.
    /// </remarks>
    public static ISiloBuilder AddHypergraph(this ISiloBuilder silo, Action<SiloGraphs> configure)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(configure);
        if (silo.Services.FirstOrDefault(s => s.ServiceType == typeof(SiloGraphs))?.ImplementationInstance is SiloGraphs existing)
        {
            configure(existing);
            return silo;
        }

        var graphs = new SiloGraphs();
        configure(graphs);
        return AddGraphs(silo, graphs);
    }

    internal static ISiloBuilder AddGraphs(ISiloBuilder silo, SiloGraphs graphs)
    {
        silo.Services.AddSingleton(graphs);
        silo.Services.AddSingleton<GraphCatalog>();
        silo.Services.AddSingleton<SiloWorker>();
        silo.Services.AddSingleton<KeptLogs>();
        silo.Services.AddSingleton<OfferCache>();
        silo.AddPlacementDirector<SiloPlacement, SiloPlacementDirector>();
#pragma warning disable ORLEANSEXP003 // The default directory deactivates a coordinator when the silo with its directory entry fails.
        silo.AddDistributedGrainDirectory(RunGrains.Directory);
#pragma warning restore ORLEANSEXP003

        // With a lease, no coordinator could start for up to half a minute after a silo failed, to prevent duplicates. Runs tolerate
        // duplicates: a caller follows one epoch, and reports for other epochs are ignored.
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero);
        ConfigureMembership(silo);
        return silo;
    }

    /// <summary>Configures the membership for simultaneous failures. The service is inserted first, so that the application's configuration overrides it.</summary>
    private static void ConfigureMembership(ISiloBuilder silo) => silo.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<ClusterMembershipOptions>>(
        new ConfigureOptions<ClusterMembershipOptions>(static options =>
        {
            // With few silos, the intermediary of an indirect probe may have failed too, and then no silo is declared dead.
            options.EnableIndirectProbes = false;

            // If most silos fail, the remaining ones cannot outvote them until the failed ones no longer count as members, after
            // three missed heartbeats.
            options.IAmAliveTablePublishTimeout = Heartbeat;
        })));
}
