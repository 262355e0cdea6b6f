using System.Net;
using CodeCensus;
using Hypergraph.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ClusterCensus;

/// <summary>A silo that can run the census.</summary>
internal static class CensusSilo
{
    /// <summary>Runs until standard input ends, because its caller closed it or is gone.</summary>
    public static async Task<int> RunAsync(SiloPorts ports)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo =>
        {
            // The first silo keeps the list of members, so this cluster lives no longer than it. Use Redis for real ones.
            silo.UseLocalhostClustering(ports.Silo, ports.Gateway, new IPEndPoint(IPAddress.Loopback, ports.Primary));
            silo.Configure<ClusterMembershipOptions>(LoseFast);
            silo.AddHypergraph(graphs => graphs.Add("census", CensusGraph.Create));
        });
        using IHost host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    // By default a death is noticed after some ten seconds, which is right for networks that hiccup. Here it is after five: a
    // silo that is only slow, as the machine has more to do, must not be treated as a dead one.
    private static void LoseFast(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 5;
        options.NumVotesForDeathDeclaration = 1;
    }
}
