using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Hypergraph.Orleans.SiloHost;

/// <summary>Silos and clients of the tests' cluster: Redis on the loopback address, and losses noticed fast where there are any.</summary>
public static class ClusterHosts
{
    /// <summary>A silo.</summary>
    /// <param name="redisPort">Where Redis is.</param>
    /// <param name="clusterId">The cluster's name.</param>
    /// <param name="siloPort">The port for other silos.</param>
    /// <param name="gatewayPort">The port for callers.</param>
    /// <param name="maxItems">How many items it runs at once.</param>
    /// <param name="missedProbes">After how many seconds without an answer it takes another silo for dead; 0 for what AddHypergraph sets.</param>
    /// <param name="isOther">Whether it has graph "where" in another version.</param>
    public static IHost CreateSilo(int redisPort, string clusterId, int siloPort, int gatewayPort, int maxItems, int missedProbes, bool isOther)
    {
        HostApplicationBuilder builder = CreateBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseRedisClustering(options => options.ConfigurationOptions = RedisAt(redisPort));
            silo.Configure<ClusterOptions>(options => Name(options, clusterId));
            silo.ConfigureEndpoints(System.Net.IPAddress.Loopback, siloPort, gatewayPort);
            if (missedProbes > 0)
            {
                silo.Configure<ClusterMembershipOptions>(options => LoseAfter(options, missedProbes));
            }

            silo.AddHypergraph(graphs =>
            {
                graphs.MaxItems = maxItems;
                graphs.Add(ClusterGraphs.Work()).Add(ClusterGraphs.Deadly());
            });
            silo.AddHypergraph(graphs => graphs.Add(ClusterGraphs.Size()).Add(isOther ? ClusterGraphs.WhereElse() : ClusterGraphs.Where()));
        });
        return builder.Build();
    }

    /// <summary>A client.</summary>
    public static IHost CreateClient(int redisPort, string clusterId)
    {
        HostApplicationBuilder builder = CreateBuilder();
        builder.UseOrleansClient(client =>
        {
            Find(client, redisPort, clusterId);
            client.UseConnectionRetryFilter((_, token) => Task.FromResult(!token.IsCancellationRequested));
        });
        return builder.Build();
    }

    /// <summary>Lets a client find the cluster.</summary>
    public static void Find(IClientBuilder client, int redisPort, string clusterId)
    {
        client.UseRedisClustering(options => options.ConfigurationOptions = RedisAt(redisPort));
        client.Configure<ClusterOptions>(options => Name(options, clusterId));
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
    }

    // A silo that is only slow, on a busy machine, must not be taken for a dead one.
    private static void LoseAfter(ClusterMembershipOptions options, int missedProbes)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MinProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = missedProbes;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(2);
    }

    private static HostApplicationBuilder CreateBuilder()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        return builder;
    }

    private static ConfigurationOptions RedisAt(int port) => new()
    {
        EndPoints = { { "127.0.0.1", port } },
        AbortOnConnectFail = false,
        ConnectRetry = 10,

        // Longer than a busy machine stands still; what is on its way when Redis is restarted is given up only then.
        SyncTimeout = 15_000,
        AsyncTimeout = 15_000,
    };

    private static void Name(ClusterOptions options, string clusterId)
    {
        options.ClusterId = clusterId;
        options.ServiceId = clusterId;
    }
}
