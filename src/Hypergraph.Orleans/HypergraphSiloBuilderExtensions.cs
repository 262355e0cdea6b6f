using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Hypergraph.Orleans;

/// <summary>Lets a silo run graphs.</summary>
public static class HypergraphSiloBuilderExtensions
{
    /// <summary>The name of the directory that says where the grains of runs are.</summary>
    internal const string GrainDirectory = "hypergraph";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Registers graphs by name. Every silo of the cluster needs it, with the same graphs; further calls add to the first.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Adds the graphs: <c>g => g.Add("census", services => …)</c>.</param>
    /// <remarks>
    /// Runs are found by a directory of their own, one of Orleans' distributed grain directories. It needs
    /// <see cref="GrainDirectoryOptions.RangeLeaseDuration"/> to be zero, which holds for other such directories of the silo too.
    /// So that the loss of most silos at once is noticed about as fast as that of one, <see cref="ClusterMembershipOptions.EnableIndirectProbes"/>
    /// is false for the silo, and <see cref="ClusterMembershipOptions.IAmAliveTablePublishTimeout"/> 5 seconds. What the program configures
    /// itself, before or after this call, overrides both.
    /// </remarks>
    public static ISiloBuilder AddHypergraph(this ISiloBuilder silo, Action<SiloGraphs> configure)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(configure);
        if (silo.Services.FirstOrDefault(s => s.ServiceType == typeof(SiloGraphs))?.ImplementationInstance is SiloGraphs known)
        {
            configure(known);
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
        silo.Services.AddSingleton<KnownOffers>();
        silo.AddPlacementDirector<SiloPlacement, SiloPlacementDirector>();
#pragma warning disable ORLEANSEXP003 // The usual directory ends a coordinator along with the silo that holds its entry.
        silo.AddDistributedGrainDirectory(GrainDirectory);
#pragma warning restore ORLEANSEXP003

        // After a death it would let no coordinator begin for up to half a minute, so that none is there twice. A run bears that:
        // its caller follows one epoch, and what others tell is left.
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero);
        SetMembership(silo);
        return silo;
    }

    /// <summary>Sets what the loss of several silos at once needs. Options are configured in the order of the services: the program's come later.</summary>
    private static void SetMembership(ISiloBuilder silo) => silo.Services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<ClusterMembershipOptions>>(
        new ConfigureOptions<ClusterMembershipOptions>(static options =>
        {
            // With few silos, the one that is to probe another for this one may be as dead as that, and then no silo is declared dead.
            options.EnableIndirectProbes = false;

            // Where more silos are lost than live, those that live are too few to vote, as long as the others count as members. Those
            // count no more when three of their heartbeats are missing.
            options.IAmAliveTablePublishTimeout = Heartbeat;
        })));
}
