using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Hypergraph.Orleans;

/// <summary>Lets a silo run graphs.</summary>
public static class HypergraphSiloBuilderExtensions
{
    /// <summary>The name of the directory that says where the grains of runs are.</summary>
    internal const string GrainDirectory = "hypergraph";

    /// <summary>Registers graphs by name. Every silo of the cluster needs it, with the same graphs; further calls add to the first.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Adds the graphs: <c>g => g.Add("census", services => …)</c>.</param>
    /// <remarks>
    /// Runs are found by a directory of their own, one of Orleans' distributed grain directories. It needs
    /// <see cref="GrainDirectoryOptions.RangeLeaseDuration"/> to be zero, which holds for other such directories of the silo too.
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
        silo.AddPlacementDirector<SiloPlacement, SiloPlacementDirector>();
#pragma warning disable ORLEANSEXP003 // The usual directory ends a coordinator along with the silo that holds its entry.
        silo.AddDistributedGrainDirectory(GrainDirectory);
#pragma warning restore ORLEANSEXP003

        // After a death it would let no coordinator begin for up to half a minute, so that none is there twice. A run bears that:
        // its caller follows one epoch, and what others tell is left.
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero);
        return silo;
    }
}
