using Hypergraph.Orleans.SiloHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Hypergraph.Orleans.Tests.Cluster;

/// <summary>A cluster of silo processes that find each other by Redis, and a caller in this process.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string WhySkipped = "redis-server is not installed.";

    private readonly string _id = Guid.NewGuid().ToString("N");
    private readonly int _maxItems;
    private IHost? _client;

    private TestCluster(int maxItems) => _maxItems = maxItems;

    public RedisServer Redis { get; } = new();

    public List<SiloProcess> Silos { get; } = [];

    public IGrainFactory Client => _client!.Services.GetRequiredService<IClusterClient>();

    public static async Task<TestCluster> StartAsync(int silos, int maxItems = 8)
    {
        var cluster = new TestCluster(maxItems);
        await cluster.Redis.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.AddSiloAsync()));
        cluster._client = await cluster.ConnectAsync();
        return cluster;
    }

    /// <summary>Another caller.</summary>
    public async Task<IHost> ConnectAsync()
    {
        IHost client = ClusterHosts.CreateClient(Redis.Port, _id);
        await client.StartAsync();
        return client;
    }

    public async Task AddSiloAsync()
    {
        SiloProcess silo = await SiloProcess.StartAsync(Redis.Port, _id, _maxItems);
        lock (Silos)
        {
            Silos.Add(silo);
        }
    }

    /// <summary>Kills a silo and puts another in its place.</summary>
    public async Task ReplaceAsync(SiloProcess silo)
    {
        silo.Kill();
        Silos.Remove(silo);
        await AddSiloAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess silo in Silos)
        {
            silo.Dispose();
        }

        // A client whose cluster is gone does not end by itself in time.
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await (_client?.StopAsync(soon.Token) ?? Task.CompletedTask);
        }
        catch (Exception)
        {
            // There is nobody left to say goodbye to.
        }

        _client?.Dispose();
        Redis.Dispose();
    }
}
