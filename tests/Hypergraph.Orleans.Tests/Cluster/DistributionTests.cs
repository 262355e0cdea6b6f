using Hypergraph.Orleans.SiloHost;
using Hypergraph.Tests.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Hypergraph.Orleans.Tests.Cluster;

/// <summary>Maps and runs on several silo processes.</summary>
public sealed class DistributionTests
{
    [Fact]
    public async Task MapAsync_On_two_silos_Runs_items_on_both()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2);
        var runner = new OrleansRunner(cluster.Client);

        HashSet<int> processes = await TestCluster.RunOnEachAsync(runner, cluster.Silos);

        Assert.Equal(cluster.Silos.Select(s => s.ProcessId).Order(), processes.Order());
    }

    [Fact]
    public async Task RunAsync_A_graph_that_differs_on_the_silos_Is_refused_before_anything_runs()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 1);
        var recorder = new RecordingProcessor();
        var runner = new OrleansRunner(cluster.Client, recorder);

        GraphNotAvailableException version = await Assert.ThrowsAsync<GraphNotAvailableException>(() => runner.RunAsync(ClusterGraphs.WhereElse(), new { n = 1 }));
        GraphNotAvailableException name = await Assert.ThrowsAsync<GraphNotAvailableException>(() => runner.RunAsync(ClusterGraphs.WhereElse().WithName("elsewhere"), new { n = 1 }));

        Assert.Contains($"has another version of graph 'where': {GraphVersion.Of(ClusterGraphs.Where())}, but the caller has {GraphVersion.Of(ClusterGraphs.WhereElse())}.", version.Message, StringComparison.Ordinal);
        Assert.Contains("has no graph 'elsewhere'. It has 'deadly', 'held', 'size', 'steps', 'where', 'work'.", name.Message, StringComparison.Ordinal);
        Assert.Empty(recorder.Events);
    }

    [Fact]
    public async Task MapAsync_An_item_that_ends_its_silo_each_time_Fails_alone_after_the_limit()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        // Only the coordinator's silo remains, also for the items that ran on the same silos.
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 4, silosFail: true);
        var recorder = new RecordingProcessor();
        var runner = new OrleansRunner(cluster.Client, recorder) { MaxRetries = 2 };

        MapResult result = await runner.MapAsync(
            ClusterGraphs.Deadly(), new { n = Enumerable.Range(0, 20), deadly = 7 }, over: "n", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(RunStatus.Partial, result.Status);
        MapFailure failure = Assert.Single(result.Failures);
        Assert.Equal(7, failure.Index);
        Assert.IsType<ItemLostException>(failure.Error);
        Assert.Contains("the silo that ran item 7 failed 3 times", failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal(3, await cluster.CountEndedAsync(atLeast: 3));
        recorder.Events.AssertWellFormed();
    }

    [Fact]
    public async Task RunAsync_A_run_that_ends_its_silo_each_time_Fails_after_the_limit()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 4, silosFail: true);
        var recorder = new RecordingProcessor();
        var runner = new OrleansRunner(cluster.Client) { MaxRetries = 2 };

        // Then all silos are known to have the graph, so that the next run starts without a coordinator.
        for (int n = 0; n < 50; n++)
        {
            Assert.Equal(n, (await runner.RunAsync(ClusterGraphs.Deadly(), new { n, deadly = -1 })).Get<int>("m"));
        }

        ItemLostException thrown = await Assert.ThrowsAsync<ItemLostException>(
            () => runner.RunAsync(ClusterGraphs.Deadly(), new { n = 7, deadly = 7 }, new RunOptions { EventProcessors = [recorder] }));

        Assert.Contains("the silo that ran it failed 3 times", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, await cluster.CountEndedAsync(atLeast: 3));
        recorder.Events.AssertWellFormed();
    }

    [Fact]
    public async Task MapAsync_An_item_that_ends_its_silos_Never_runs_on_the_last_one()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 3, silosFail: true);
        var recorder = new RecordingProcessor();
        var runner = new OrleansRunner(cluster.Client, recorder) { MaxRetries = 2, UnavailableTimeout = TimeSpan.FromSeconds(45) };

        MapResult result = await runner.MapAsync(
            ClusterGraphs.Deadly(), new { n = Enumerable.Range(0, 20), deadly = 7 }, over: "n", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        // Items that were running on the same silo at the first failure then run one after another.
        Assert.Equal((RunStatus.Partial, 19), (result.Status, result.CompletedCount));
        MapFailure failure = Assert.Single(result.Failures);
        Assert.Equal(7, failure.Index);
        Assert.IsType<ItemLostException>(failure.Error);
        Assert.Contains("the silo that ran item 7 failed 2 times", failure.Error.Message, StringComparison.Ordinal);
        Assert.Contains("is not retried on the only remaining silo, which coordinates the run. No other silo has joined for 45 s.", failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal(2, await cluster.CountEndedAsync(atLeast: 2));
        recorder.Events.AssertWellFormed();
    }

    [Fact]
    public async Task MapAsync_An_item_that_ends_its_silos_On_two_silos_that_are_replaced_Fails_alone()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2, silosFail: true);
        using var ended = new CancellationTokenSource();
        Task replacing = ReplaceAsync();

        MapResult result = await new OrleansRunner(cluster.Client) { UnavailableTimeout = TestCluster.HangGuard }.MapAsync(
            ClusterGraphs.Deadly(), new { n = Enumerable.Range(0, 20), deadly = 7 }, over: "n", new MapOptions { ErrorHandling = ErrorHandling.Continue });
        await ended.CancelAsync();
        await replacing;

        Assert.Equal((RunStatus.Partial, 19), (result.Status, result.CompletedCount));
        MapFailure failure = Assert.Single(result.Failures);
        Assert.Equal(7, failure.Index);
        Assert.IsType<ItemLostException>(failure.Error);

        // Restarts silos, like systemd or Kubernetes.
        async Task ReplaceAsync()
        {
            while (!ended.IsCancellationRequested)
            {
                if (cluster.Silos.Find(s => s.HasEnded) is { } dead)
                {
                    await cluster.ReplaceAsync(dead);
                }

                await Task.Delay(50);
            }
        }
    }

    [Fact]
    public async Task MapAsync_A_silo_with_another_version_joins_Gets_no_items_and_ends_no_run()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 1);
        SiloProcess first = cluster.Silos[0];
        var runner = new OrleansRunner(cluster.Client);
        RunHandle<MapResult> run = await runner.SubmitMapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 100), pause = 500 }, over: "n");

        await cluster.AddSiloAsync(isOther: true);
        MapResult result = await run.Completion;
        GraphNotAvailableException refused = await RefusedAsync(() => runner.RunAsync(ClusterGraphs.Where(), new { n = 1, pause = 0 }));

        Assert.All(result.Get<int>("process"), p => Assert.Equal(first.ProcessId, p));
        Assert.Contains("has another version of graph 'where'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_No_silo_is_left_that_has_the_graph_Ends_with_a_clear_error()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 1, silosFail: true);
        var recorder = new RecordingProcessor();
        var runner = new OrleansRunner(cluster.Client, recorder) { UnavailableTimeout = TimeSpan.FromSeconds(20) };
        RunHandle<MapResult> run = await runner.SubmitMapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 10), pause = int.MaxValue }, over: "n");

        await cluster.AddSiloAsync(isOther: true);
        cluster.Silos[0].Kill();

        ClusterUnavailableException thrown = await Assert.ThrowsAsync<ClusterUnavailableException>(() => run.Completion);

        // On a busy machine, the coordinator may move to the other silo only after the time that it waits for silos.
        Assert.Matches(
            "No silo that can run graph 'where' has been available for 20 s[.](?s:.*) has another version of graph 'where'|no silo that could run graph 'where' can be reached", thrown.Message);
        recorder.Events.AssertWellFormed();
    }

    [Fact]
    public async Task MapAsync_More_than_fits_in_a_message_Arrives()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 1);
        byte[] data = new byte[1_200_000];

        MapResult result = await new OrleansRunner(cluster.Client).MapAsync(ClusterGraphs.Size(), new { data = Enumerable.Repeat(data, 80) }, over: "data");

        Assert.Equal(Enumerable.Repeat(data.Length, 80), result.Get<int>("length"));
    }

    [Fact]
    public async Task MapAsync_All_silos_are_gone_Ends_with_a_clear_error_and_closes_every_span()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2, silosFail: true);
        var recorder = new RecordingProcessor();
        var runner = new OrleansRunner(cluster.Client, recorder) { UnavailableTimeout = TimeSpan.FromSeconds(10) };
        RunHandle<MapResult> run = runner.StartMap(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 10), pause = 60_000 }, over: "n");
        await foreach (Event e in run.Events)
        {
            if (e is NodeStartEvent)
            {
                break;
            }
        }

        cluster.Silos.ForEach(s => s.Kill());

        ClusterUnavailableException thrown = await Assert.ThrowsAsync<ClusterUnavailableException>(() => run.Completion);
        Assert.Contains("no silo that could run graph 'where' can be reached", thrown.Message, StringComparison.Ordinal);
        recorder.Events.AssertWellFormed();
        Assert.Equal(RunStatus.Failed, run.Status);
    }

    [Fact]
    public async Task AttachMapAsync_The_caller_that_started_the_map_has_disconnected_Returns_its_result_and_all_its_events()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2);
        RunId runId;
        using (IHost leaving = await cluster.ConnectAsync())
        {
            var first = new OrleansRunner(leaving.Services.GetRequiredService<IClusterClient>());
            RunHandle<MapResult> run = await first.SubmitMapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 100), pause = 200 }, over: "n");
            runId = run.RunId;
            await leaving.StopAsync();
        }

        var recorder = new RecordingProcessor();
        RunHandle<MapResult> attached = await new OrleansRunner(cluster.Client, recorder).AttachMapAsync(ClusterGraphs.Where(), runId);
        MapResult result = await attached.Completion;

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(100, result.Get<int>("process").Count);
        recorder.Events.AssertWellFormed();
        Assert.Equal(2 + (100 * 4), recorder.Events.Count);
    }

    [Fact]
    public async Task AttachMapAsync_Right_after_the_coordinator_s_silo_failed_Retries_until_the_run_is_available_again()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2, silosFail: true);
        var runner = new OrleansRunner(cluster.Client);
        RunHandle<MapResult> run = await runner.SubmitMapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 6), pause = 15_000 }, over: "n");
        SiloProcess coordinator = await cluster.FindCoordinatorAsync(() => run.RunId);

        coordinator.Kill();
        RunHandle<MapResult> attached = await runner.AttachMapAsync(ClusterGraphs.Where(), run.RunId);
        MapResult result = await attached.Completion;

        Assert.Equal(6, result.CompletedCount);
        Assert.Equal(6, (await run.Completion).CompletedCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_The_only_gateway_does_not_answer_End_after_the_timeout_and_succeed_with_another_gateway(bool isSuspended)
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 1, silosFail: true);
        await using OrleansRunner runner = cluster.CreateRunner(unavailableTimeout: TimeSpan.FromSeconds(10));
        await (isSuspended ? cluster.Silos[0].SuspendAsync() : Task.Run(cluster.Silos[0].Kill));

        ClusterUnavailableException run = await Assert.ThrowsAsync<ClusterUnavailableException>(
            () => runner.RunAsync(ClusterGraphs.Where(), new { n = 1, pause = 0 }).WaitAsync(TestCluster.HangGuard));
        ClusterUnavailableException attach = await Assert.ThrowsAsync<ClusterUnavailableException>(
            () => runner.AttachMapAsync(ClusterGraphs.Where(), RunId.New()).WaitAsync(TestCluster.HangGuard));
        cluster.Silos[0].Kill();
        await cluster.AddSiloAsync();

        Assert.Contains("No gateway of the cluster has answered for 10 s.", run.Message, StringComparison.Ordinal);
        Assert.Contains("No gateway of the cluster has answered for 10 s.", attach.Message, StringComparison.Ordinal);
        await using OrleansRunner retry = cluster.CreateRunner(TestCluster.HangGuard);
        Assert.Equal(cluster.Silos[1].ProcessId, (await retry.RunAsync(ClusterGraphs.Where(), new { n = 1, pause = 0 })).Get<int>("process"));
    }

    [Fact]
    public async Task AttachMapAsync_To_a_run_that_keeps_no_log_Is_refused()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 1);
        var runner = new OrleansRunner(cluster.Client) { KeepLog = false };
        RunHandle<MapResult> run = await runner.SubmitMapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 2), pause = int.MaxValue }, over: "n");

        RunNotFoundException thrown = await Assert.ThrowsAsync<RunNotFoundException>(() => runner.AttachMapAsync(ClusterGraphs.Where(), run.RunId));

        Assert.Contains("keeps no log", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_Of_a_map_on_two_silos_Reaches_their_nodes()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, TestCluster.SkipReason);
        await using TestCluster cluster = await TestCluster.StartAsync(silos: 2);
        using var source = new CancellationTokenSource();
        var recorder = new RecordingProcessor(e =>
        {
            if (e is NodeStartEvent)
            {
                _ = source.CancelAsync();
            }
        });
        var runner = new OrleansRunner(cluster.Client, recorder);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => runner.MapAsync(ClusterGraphs.Where(), new { n = Enumerable.Range(0, 10), pause = int.MaxValue }, over: "n", cancellationToken: source.Token));

        recorder.Events.AssertWellFormed();
    }

    /// <summary>Repeats a run until it is refused. While one silo can start it, slow silos are not awaited, and the run succeeds.</summary>
    private static async Task<GraphNotAvailableException> RefusedAsync(Func<Task<RunResult>> run)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            guard.Token.ThrowIfCancellationRequested();
            try
            {
                await run();
            }
            catch (GraphNotAvailableException refused)
            {
                return refused;
            }
        }
    }
}
