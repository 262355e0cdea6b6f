using Hypergraph.Durability;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.SiloHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace Hypergraph.Orleans.Tests.Cluster;

/// <summary>A cluster of silo processes that find each other by Redis, and a caller in this process.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    /// <summary>A generous limit for operations that must not hang.</summary>
    public static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(5);

    public const string SkipReason = "redis-server is not installed.";

    private const int MaxItems = 8;

    private readonly int _missedProbes;
    private readonly IReadOnlyDictionary<string, string>? _environment;
    private IHost? _client;

    private TestCluster(int missedProbes, IReadOnlyDictionary<string, string>? environment) => (_missedProbes, _environment) = (missedProbes, environment);

    /// <summary>The id of the cluster.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public RedisServer Redis { get; } = new();

    public List<SiloProcess> Silos { get; } = [];

    public IGrainFactory Client => _client!.Services.GetRequiredService<IClusterClient>();

    /// <param name="silos">The number of silos.</param>
    /// <param name="silosFail">Whether silos fail in the test, and are then detected fast. Otherwise a slow silo does not count as failed.</param>
    /// <param name="environment">Environment variables of the silos.</param>
    public static Task<TestCluster> StartAsync(int silos, bool silosFail = false, IReadOnlyDictionary<string, string>? environment = null) =>
        StartAsync(silos, missedProbes: silosFail ? 3 : 60, environment);

    /// <summary>Starts a cluster with the membership options of AddHypergraph.</summary>
    public static Task<TestCluster> StartDefaultAsync(int silos) => StartAsync(silos, missedProbes: 0);

    private static async Task<TestCluster> StartAsync(int silos, int missedProbes, IReadOnlyDictionary<string, string>? environment = null)
    {
        var cluster = new TestCluster(missedProbes, environment);
        await cluster.Redis.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, silos).Select(_ => cluster.StartSiloAsync(isOther: false)));
        await Task.WhenAll(cluster.Silos.Select(cluster.SeeAllAsync));
        cluster._client = await cluster.ConnectAsync();
        return cluster;
    }

    /// <summary>Connects another caller.</summary>
    public async Task<IHost> ConnectAsync()
    {
        IHost client = ClusterHosts.CreateClient(Redis.Port, Id);
        await client.StartAsync();
        return client;
    }

    /// <summary>Creates a runner with its own client.</summary>
    public OrleansRunner CreateRunner(TimeSpan unavailableTimeout, IRunStore? store = null) =>
        new(client => ClusterHosts.Find(client, Redis.Port, Id)) { UnavailableTimeout = unavailableTimeout, Store = store };

    /// <summary>Adds a silo that all others see.</summary>
    /// <param name="isOther">Whether it has graph "where" in another version.</param>
    public async Task AddSiloAsync(bool isOther = false)
    {
        SiloProcess added = await StartSiloAsync(isOther);
        await Task.WhenAll(Silos.Select(s => s.SeeAsync(added)));
    }

    /// <summary>Waits for a running silo with the coordinator of a run.</summary>
    public async Task<SiloProcess> FindCoordinatorAsync(Func<RunId> runId)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            try
            {
                SiloAddress? address = await Client.GetGrain<IManagementGrain>(0).GetActivationAddress(Client.GetGrain<IRunCoordinator>(runId().ToString()));
                if (address is not null && Silos.Find(s => s.Port == address.Endpoint.Port) is { } silo)
                {
                    return silo;
                }
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                // The silo that would have answered has failed too.
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Waits until a number of silos have ended, and returns how many have.</summary>
    public async Task<int> CountEndedAsync(int atLeast)
    {
        using var guard = new CancellationTokenSource(HangGuard);
        while (Silos.Count(s => s.HasEnded) < atLeast && !guard.IsCancellationRequested)
        {
            await Task.Delay(20);
        }

        return Silos.Count(s => s.HasEnded);
    }

    /// <summary>Runs a map over as many items as are needed for each of some silos to run one.</summary>
    /// <returns>The processes that have run items.</returns>
    public static async Task<HashSet<int>> RunOnEachAsync(OrleansRunner runner, params IReadOnlyCollection<SiloProcess> silos)
    {
        HashSet<int> expected = [.. silos.Select(s => s.ProcessId)];
        HashSet<int> seen = [];
        using var guard = new CancellationTokenSource(HangGuard);
        bool areAllSeen = false;
        await foreach (RunResult result in runner.MapStreamAsync(ClusterGraphs.Where(), new { pause = 5 }, "n", Numbers()))
        {
            seen.Add(result.Get<int>("process"));
            Volatile.Write(ref areAllSeen, expected.IsSubsetOf(seen));
        }

        return seen;

        async IAsyncEnumerable<int> Numbers()
        {
            for (int n = 0; !Volatile.Read(ref areAllSeen) && !guard.IsCancellationRequested; n++)
            {
                await Task.Yield();
                yield return n;
            }
        }
    }

    /// <summary>Kills a silo and starts another, which the others may not see yet.</summary>
    public async Task ReplaceAsync(SiloProcess silo)
    {
        silo.Kill();
        Silos.Remove(silo);
        await StartSiloAsync(isOther: false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess silo in Silos)
        {
            silo.Dispose();
        }

        // Without a cluster, a client does not stop in time by itself.
        using var stopTimeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await (_client?.StopAsync(stopTimeout.Token) ?? Task.CompletedTask);
        }
        catch (Exception)
        {
            // No silo is left to disconnect from.
        }

        _client?.Dispose();
        Redis.Dispose();
    }

    private async Task<SiloProcess> StartSiloAsync(bool isOther)
    {
        SiloProcess silo = await SiloProcess.StartAsync(Redis.Port, Id, MaxItems, _missedProbes, isOther, _environment);
        lock (Silos)
        {
            Silos.Add(silo);
        }

        return silo;
    }

    /// <summary>Waits until a silo sees all silos.</summary>
    private async Task SeeAllAsync(SiloProcess silo)
    {
        foreach (SiloProcess other in Silos)
        {
            await silo.SeeAsync(other);
        }
    }
}
