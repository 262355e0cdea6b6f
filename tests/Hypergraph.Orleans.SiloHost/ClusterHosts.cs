using Hypergraph.Durability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using Orleans.Configuration;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Hypergraph.Orleans.SiloHost;

/// <summary>Silos and clients of the tests' cluster, which uses Redis on the loopback address.</summary>
public static class ClusterHosts
{
    /// <summary>Creates a silo.</summary>
    /// <param name="redisPort">The port of Redis.</param>
    /// <param name="clusterId">The id of the cluster.</param>
    /// <param name="siloPort">The port for other silos.</param>
    /// <param name="gatewayPort">The port for callers.</param>
    /// <param name="maxItems">The number of items that it may run concurrently.</param>
    /// <param name="missedProbes">The number of seconds without an answer after which it declares another silo dead; 0 for the options of AddHypergraph.</param>
    /// <param name="isOther">Whether it has graph "where" in another version.</param>
    /// <param name="store">Where it stores durable runs; null for none.</param>
    public static IHost CreateSilo(int redisPort, string clusterId, int siloPort, int gatewayPort, int maxItems, int missedProbes, bool isOther, IRunStore? store)
    {
        HostApplicationBuilder builder = CreateBuilder();
        builder.UseOrleans(silo =>
        {
            silo.UseRedisClustering(options => options.ConfigurationOptions = RedisAt(redisPort));
            silo.Configure<ClusterOptions>(options => Name(options, clusterId));
            silo.ConfigureEndpoints(System.Net.IPAddress.Loopback, siloPort, gatewayPort);
            if (missedProbes > 0)
            {
                silo.Configure<ClusterMembershipOptions>(options => DetectFailuresAfter(options, missedProbes));
            }

            silo.AddHypergraph(graphs =>
            {
                graphs.MaxItems = maxItems;
                graphs.Store = store;
                graphs.Add(ClusterGraphs.Steps()).Add(ClusterGraphs.Work()).Add(ClusterGraphs.Deadly()).Add(ClusterGraphs.Held());
            });
            silo.AddHypergraph(graphs => graphs.Add(ClusterGraphs.Size()).Add(isOther ? ClusterGraphs.WhereElse() : ClusterGraphs.Where()));
        });
        return builder.Build();
    }

    /// <summary>Creates a client.</summary>
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

    /// <summary>Sends the activities of runs to a receiver of OTLP, each when it stops, until the result is disposed.</summary>
    public static TracerProvider SendTraces(Uri receiver) => Sdk.CreateTracerProviderBuilder()
        .AddSource(HypergraphTelemetry.ActivitySourceName)
        .AddOtlpExporter(o => (o.Protocol, o.Endpoint, o.ExportProcessorType) = (OtlpExportProtocol.HttpProtobuf, receiver, ExportProcessorType.Simple))
        .Build();

    /// <summary>Configures how a client finds the cluster.</summary>
    public static void Find(IClientBuilder client, int redisPort, string clusterId)
    {
        client.UseRedisClustering(options => options.ConfigurationOptions = RedisAt(redisPort));
        client.Configure<ClusterOptions>(options => Name(options, clusterId));
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
    }

    // A silo that is only slow, on a busy machine, must not be declared dead.
    private static void DetectFailuresAfter(ClusterMembershipOptions options, int missedProbes)
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

        // Longer than the pauses of a busy machine. Commands in flight when Redis restarts fail after this time.
        SyncTimeout = 15_000,
        AsyncTimeout = 15_000,
    };

    private static void Name(ClusterOptions options, string clusterId)
    {
        options.ClusterId = clusterId;
        options.ServiceId = clusterId;
    }
}
