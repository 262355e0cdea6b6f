using System.Collections.Concurrent;
using System.Globalization;
using Hypergraph.Orleans.SiloHost;
using Hypergraph.Progress;
using Hypergraph.Tests.Events;
using Orleans.Runtime.Messaging;

namespace Hypergraph.Orleans.Tests.Cluster;

/// <summary>Silos that are killed at random times, including those with coordinators. Each test prints its seed.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 10;

    /// <summary>The environment variable with the seed of a run to repeat.</summary>
    private const string SeedVariable = "HYPERGRAPH_KILL_SEED";

    [Fact]
    public async Task Stream_While_silos_are_killed_Returns_each_result_once()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        Random random = CreateRandom();
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 3, silosFail: true);
        var recorder = new RecordingProcessor();
        OrleansRunner runner = CreateRunner(cluster, recorder);
        Task killing = Task.CompletedTask;
        List<int> sums = [];

        await foreach (RunResult result in runner.MapStreamAsync(ClusterGraphs.Work(), new { pause = 40 }, "n", Numbers(), new MapStreamOptions { MaxBuffered = 64 }))
        {
            killing = sums.Count == 0 ? KillAsync(cluster, () => recorder.Events[0].RunId, random) : killing;
            sums.Add(result.Get<int>("sum"));
        }

        await killing;
        Assert.Equal(Enumerable.Range(0, sums.Count).Select(n => (2 * n) + 3), sums);
        AssertExact(recorder.Events, sums.Count);

        async IAsyncEnumerable<int> Numbers()
        {
            for (int n = 0; n < 100 || !killing.IsCompleted; n++)
            {
                await Task.Yield();
                yield return n;
            }
        }
    }

    [Fact]
    public async Task Map_While_silos_are_killed_Returns_each_result_once()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        const int Count = 400;
        Random random = CreateRandom();
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 3, silosFail: true);
        RunId current = default;
        Task? killing = null;
        do
        {
            var recorder = new RecordingProcessor();
            OrleansRunner runner = CreateRunner(cluster, recorder);
            RunHandle<MapResult> run = runner.StartMap(ClusterGraphs.Work(), new { n = Enumerable.Range(0, Count), pause = 250 }, over: "n");
            current = run.RunId;
            killing ??= KillAsync(cluster, () => current, random);

            MapResult result = await run.Completion;

            Assert.Equal(RunStatus.Completed, result.Status);
            Assert.Equal(Enumerable.Range(0, Count).Select(n => (2 * n) + 3), result.Get<int>("sum"));
            AssertExact(recorder.Events, Count);
        }
        while (!killing.IsCompleted);

        await killing;
    }

    [Fact]
    public async Task Single_runs_While_silos_are_killed_Return_their_results()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        Random random = CreateRandom();
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 3, silosFail: true);
        var recorders = new ConcurrentQueue<RecordingProcessor>();
        OrleansRunner runner = CreateRunner(cluster, new RecordingProcessor());
        Task killing = KillSomeAsync();

        int[] runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
        {
            int count = 0;
            for (; !killing.IsCompleted; count++)
            {
                var recorder = new RecordingProcessor();
                recorders.Enqueue(recorder);

                // Some end within the first call, and others continue with a coordinator.
                int pause = lane % 2 == 0 ? 5 : 100;
                RunResult result = await runner.RunAsync(ClusterGraphs.Work(), new { n = count, pause }, new RunOptions { EventProcessors = [recorder] });
                Assert.Equal((2 * count) + 3, result.Get<int>("sum"));
            }

            return count;
        }));

        await killing;
        Assert.Equal(runs.Sum(), recorders.Count);
        Assert.All(recorders, r => r.Events.AssertWellFormed());
        output.WriteLine($"{recorders.Count} runs");

        async Task KillSomeAsync()
        {
            for (int i = 0; i < 4; i++)
            {
                await Task.Delay(random.Next(1_000));
                await cluster.ReplaceAsync(cluster.Silos[random.Next(cluster.Silos.Count)]);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_Two_of_three_silos_are_killed_at_once_Continues_with_the_default_timeouts(bool withCoordinator)
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartDefaultAsync(silos: 3);
        var recorder = new RecordingProcessor();
        var runner = new OrleansRunner(cluster.Client, recorder);
        List<int> sums = [];

        await foreach (RunResult result in runner.MapStreamAsync(ClusterGraphs.Work(), new { pause = 40 }, "n", Numbers(), new MapStreamOptions { MaxBuffered = 64 }))
        {
            if (sums.Count == 20)
            {
                SiloProcess coordinator = await cluster.FindCoordinatorAsync(() => recorder.Events[0].RunId);
                SiloProcess[] others = [.. cluster.Silos.Where(s => s != coordinator)];
                SiloProcess.KillAll(withCoordinator ? [coordinator, others[0]] : others);
            }

            sums.Add(result.Get<int>("sum"));
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(n => (2 * n) + 3), sums);
        AssertExact(recorder.Events, sums.Count);

        static async IAsyncEnumerable<int> Numbers()
        {
            for (int n = 0; n < 200; n++)
            {
                await Task.Yield();
                yield return n;
            }
        }
    }

    [Fact]
    public async Task Calls_Without_an_answer_Leave_no_exception_unobserved()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        ConcurrentQueue<Exception> unobserved = [];
        EventHandler<UnobservedTaskExceptionEventArgs> onUnobserved = (_, e) => RecordUnlessOrleans(e.Exception);
        TaskScheduler.UnobservedTaskException += onUnobserved;
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 3, silosFail: true);
        OrleansRunner runner = new(cluster.Client) { UnavailableTimeout = TimeSpan.FromSeconds(20) };

        RunHandle<MapResult> run = await runner.SubmitMapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 40), pause = 500 }, over: "n");
        SiloProcess coordinator = await cluster.FindCoordinatorAsync(() => run.RunId);
        coordinator.Kill();
        cluster.Silos.Remove(coordinator);
        await run.Completion;
        string?[] siloErrors = await Task.WhenAll(cluster.Silos.Select(s => s.ReadUnobservedAsync()));
        await runner.SubmitMapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 40), pause = 60_000 }, over: "n");
        RunHandle<RunResult> single = runner.Start(ClusterGraphs.Where(), new { n = 1, pause = 60_000 });
        cluster.Silos.ForEach(s => s.Kill());
        await Assert.ThrowsAsync<ClusterUnavailableException>(() => single.Completion);
        await Assert.ThrowsAsync<ClusterUnavailableException>(() => runner.AttachAsync(ClusterGraphs.Where(), single.RunId));

        await Task.Delay(TimeSpan.FromSeconds(35), TestContext.Current.CancellationToken);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= onUnobserved;
        Assert.All(siloErrors, o => Assert.Equal(string.Empty, o));
        Assert.Empty(unobserved);

        // Clients and silos that stop, also in other tests in this process, abandon new connections and membership streams.
        void RecordUnlessOrleans(AggregateException exception)
        {
            if (!exception.InnerExceptions.All(e => e is ConnectionFailedException or ObjectDisposedException))
            {
                unobserved.Enqueue(exception);
            }
        }
    }

    [Fact]
    public async Task Map_While_Redis_is_restarted_Continues()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        const int Count = 200;
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2);
        int ended = 0;
        Task restarting = Task.CompletedTask;
        var recorder = new RecordingProcessor(e =>
        {
            if (e is RunEndEvent { ItemIndex: not null } && ++ended == Count / 4)
            {
                restarting = Task.Run(async () =>
                {
                    cluster.Redis.Kill();
                    await cluster.Redis.StartAsync();
                });
            }
        });
        OrleansRunner runner = CreateRunner(cluster, recorder);

        MapResult result = await runner.MapAsync(ClusterGraphs.Work(), new { n = Enumerable.Range(0, Count), pause = 100 }, over: "n");
        await restarting;
        await cluster.AddSiloAsync();
        HashSet<int> processes = await TestCluster.RunOnEachAsync(new OrleansRunner(cluster.Client), cluster.Silos[^1]);

        Assert.Equal(Enumerable.Range(0, Count).Select(n => (2 * n) + 3), result.Get<int>("sum"));
        Assert.Contains(cluster.Silos[^1].ProcessId, processes);
    }

    private static OrleansRunner CreateRunner(TestCluster cluster, EventProcessor processor) => new(cluster.Client, processor)
    {
        // Every kill may hit the same item.
        MaxRetries = Kills,
    };

    /// <summary>Every other kill hits the coordinator's silo.</summary>
    private static async Task KillAsync(TestCluster cluster, Func<RunId> runId, Random random)
    {
        for (int i = 0; i < Kills; i++)
        {
            await Task.Delay(random.Next(1_000));
            SiloProcess target = i % 2 == 0 ? await cluster.FindCoordinatorAsync(runId) : cluster.Silos[random.Next(cluster.Silos.Count)];
            await cluster.ReplaceAsync(target);
        }
    }

    /// <summary>Each span is closed once, and each row of a live tree is exact.</summary>
    private void AssertExact(List<Event> events, int items)
    {
        events.AssertWellFormed();
        SpanId map = events[0].SpanId;
        int[] ended = [.. events.OfType<RunEndEvent>().Where(e => e.ParentSpanId == map).Select(e => e.ItemIndex!.Value).Order()];
        Assert.Equal(Enumerable.Range(0, items), ended);
        output.WriteLine($"{items} items, {events.Count} events, {events.OfType<NodeAttemptStartEvent>().Count()} nodes run again");

        var model = new ProgressModel();
        events.ForEach(model.Apply);
        ProgressRow[] rows = [.. model.Snapshot().Runs.Single().Rows];
        Assert.All(rows, r => Assert.Equal(r.Total, r.Done));
        Assert.Equal([items, items, 2 * items, 2 * items, items], rows.Select(r => r.Done));
        Assert.All(rows, r => Assert.Equal(0, r.Failed));
    }

    private Random CreateRandom()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out int parsed) ? parsed : Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed}");
        return new Random(seed);
    }
}
