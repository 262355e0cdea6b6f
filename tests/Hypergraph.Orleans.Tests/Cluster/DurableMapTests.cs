using System.Diagnostics;
using System.Globalization;
using Hypergraph.Durability;
using Hypergraph.Durability.Sqlite;
using Hypergraph.Durability.Tests;
using Hypergraph.Orleans.SiloHost;

namespace Hypergraph.Orleans.Tests.Cluster;

/// <summary>Durable maps whose processes are killed.</summary>
public sealed class DurableMapTests : IDisposable
{
    private const int Items = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("hypergraph-").FullName;

    [Fact]
    public async Task Map_Whose_caller_and_coordinator_are_killed_together_Completes_by_another_caller_And_runs_nothing_stored_twice()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        string path = Path.Combine(_folder, "runs.db");
        string executions = Directory.CreateDirectory(Path.Combine(_folder, "executions")).FullName;
        Dictionary<string, string> environment = new() { ["HYPERGRAPH_TEST_STORE"] = path };
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2, silosFail: true, environment);
        using Process caller = StartCaller(cluster, path, executions);
        RunId run = RunId.Parse((await caller.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
        SiloProcess coordinator = await cluster.FindCoordinatorAsync(() => run);
        await HasRecordsAsync(store, count: 3);

        caller.Kill();
        coordinator.Kill();
        await caller.WaitForExitAsync(TestContext.Current.CancellationToken);
        HashSet<string> stored = await Stored.CommittedAsync(store, "steps");
        await using OrleansRunner runner = cluster.CreateRunner(TestCluster.HangGuard, store);
        MapResult result = await runner.MapAsync(ClusterGraphs.Steps(), default, "n", new MapOptions { WorkflowId = "steps" }, TestContext.Current.CancellationToken);

        StoredRun ended = (await store.FindAsync("steps", TestContext.Current.CancellationToken))!;
        Assert.Equal((RunStatus.Completed, null), (ended.Status, ended.Lease.Owner));
        AssertExact(result, executions, stored);
    }

    [Fact]
    public async Task Map_Whose_silo_is_killed_Runs_nothing_stored_twice()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        string path = Path.Combine(_folder, "runs.db");
        string executions = Directory.CreateDirectory(Path.Combine(_folder, "executions")).FullName;
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2, silosFail: true, new Dictionary<string, string> { ["HYPERGRAPH_TEST_STORE"] = path });
        await using OrleansRunner runner = cluster.CreateRunner(TestCluster.HangGuard, store);
        RunHandle<MapResult> run = await runner.SubmitMapAsync(
            ClusterGraphs.Steps(), new { n = Enumerable.Range(0, Items), folder = executions }, over: "n", new MapOptions { WorkflowId = "steps" }, TestContext.Current.CancellationToken);
        SiloProcess coordinator = await cluster.FindCoordinatorAsync(() => run.RunId);
        await HasRecordsAsync(store, count: 8);

        cluster.Silos.Single(silo => silo != coordinator).Kill();
        HashSet<string> stored = await Stored.CommittedAsync(store, "steps");
        MapResult result = await run.Completion;

        AssertExact(result, executions, stored);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The map has the results of an undisturbed one, and each execution that was stored when the processes were killed ran once.</summary>
    private static void AssertExact(MapResult result, string folder, HashSet<string> stored)
    {
        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(Enumerable.Range(1, Items).Select(n => n * 10), result.Get<int>("r"));
        ILookup<string, string> executions = Directory.GetFiles(folder).Select(file => Path.GetFileNameWithoutExtension(file)).ToLookup(key => key);
        Assert.Equal(2 * Items, executions.Count);
        Assert.All(stored, key => Assert.Single(executions[key]));
    }

    private static Process StartCaller(TestCluster cluster, string store, string folder)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (string argument in new[] { typeof(ClusterHosts).Assembly.Location, "call", cluster.Redis.Port.ToString(CultureInfo.InvariantCulture), cluster.Id, folder })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HYPERGRAPH_TEST_STORE"] = store;
        return Process.Start(start)!;
    }

    private static async Task HasRecordsAsync(IRunStore store, int count)
    {
        while ((await Stored.CommittedAsync(store, "steps")).Count < count)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
