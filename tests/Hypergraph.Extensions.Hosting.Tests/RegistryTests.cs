using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>The registry of live and recent runs.</summary>
public class RegistryTests
{
    private static readonly Graph Failing = new("failing", [Node.Create(int (int x) => throw new FormatException("bad"), output: "y", name: "fail")]);

    [Fact]
    public async Task Run_Is_live_until_it_ends_and_recent_then()
    {
        using IHost host = await TestHost.StartAsync();
        var gate = new TaskCompletionSource();
        Graph graph = new("waiting", [Node.Create(async (int x) => await gate.Task, output: null, name: "wait")]);

        RunHandle<RunResult> handle = host.Runner().Start(graph, new { x = 1 }, new RunOptions { WorkflowId = "w7" }, TestHost.Token);
        RunEntry run = Assert.Single(host.Registry().LiveRuns);
        Assert.Equal((handle.RunId, "waiting", "w7", false, RunStatus.Running), (run.RunId, run.GraphName, run.WorkflowId, run.IsMap, run.Status));
        Assert.Same(run, host.Registry().Find(handle.RunId));
        Assert.Empty(host.Registry().RecentRuns);
        Assert.Null(run.EndedAt);
        Assert.False(run.Completion.IsCompleted);

        gate.SetResult();
        await handle.Completion;

        Assert.Empty(host.Registry().LiveRuns);
        Assert.Same(run, Assert.Single(host.Registry().RecentRuns));
        Assert.Same(run, host.Registry().Find(handle.RunId));
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.True(run.EndedAt >= run.StartedAt);
        Assert.True(run.Completion.IsCompletedSuccessfully);
        Assert.False(run.Stop());
    }

    [Fact]
    public async Task Runs_Of_every_kind_Are_recorded_with_their_outcome()
    {
        using IHost host = await TestHost.StartAsync();
        IGraphRunner runner = host.Runner();

        await runner.RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token);
        await Assert.ThrowsAsync<FormatException>(() => runner.RunAsync(Failing, new { x = 1 }));
        await runner.MapAsync(Failing, new { x = new[] { 1, 2 } }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue }, TestHost.Token);
        await runner.MapAsync(TestHost.Doubling, new { x = Array.Empty<int>() }, "x", cancellationToken: TestHost.Token);
        await foreach (RunResult unused in runner.MapStreamAsync(TestHost.Doubling, GraphInputs.Empty, "x", AsyncEnumerable.Range(0, 2), cancellationToken: TestHost.Token))
        {
            Assert.True(unused.IsCompleted);
        }

        Assert.Equal(
            [
                ("doubling", true, RunStatus.Completed, 0),
                ("doubling", true, RunStatus.Completed, 0),
                ("failing", true, RunStatus.Failed, 2),
                ("failing", false, RunStatus.Failed, 1),
                ("doubling", false, RunStatus.Completed, 0),
            ],
            host.Registry().RecentRuns.Select(r => (r.GraphName, r.IsMap, r.Status, r.FailureCount)));
    }

    [Fact]
    public async Task Call_With_bad_input_Is_not_recorded()
    {
        using IHost host = await TestHost.StartAsync();

        await Assert.ThrowsAsync<MissingInputException>(() => host.Runner().RunAsync(TestHost.Doubling));
        Assert.Throws<InvalidInputException>(() => host.Runner().MapStreamAsync(TestHost.Doubling, new { z = 1 }, "x", AsyncEnumerable.Range(0, 1)));

        Assert.Empty(host.Registry().LiveRuns);
        Assert.Empty(host.Registry().RecentRuns);
    }

    [Fact]
    public async Task Exceptions_Of_calls_Are_those_of_the_runner()
    {
        using IHost host = await TestHost.StartAsync();
        Graph ownCancellation = new([Node.Create(int () => throw new OperationCanceledException("own"), output: "y", name: "cancel")]);
        Graph waiting = new([Node.Create(async Task<int> (CancellationToken token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return 1;
        }, output: "y", name: "wait")]);
        using var cancel = new CancellationTokenSource();

        Task<RunResult> faulted = host.Runner().RunAsync(ownCancellation, CancellationToken.None);
        await Assert.ThrowsAsync<OperationCanceledException>(() => faulted);
        Task<RunResult> cancelled = host.Runner().RunAsync(waiting, cancel.Token);
        await cancel.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        Assert.True(faulted.IsFaulted);
        Assert.True(cancelled.IsCanceled);
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.Equal([RunStatus.Stopped, RunStatus.Failed], host.Registry().RecentRuns.Select(r => r.Status));
    }

    [Fact]
    public async Task Recent_runs_Are_removed_beyond_their_number()
    {
        using IHost host = await TestHost.StartAsync(h => h.Configure(o => o.MaxRecentRuns = 2));
        List<RunId> ids = [];
        for (int i = 0; i < 4; i++)
        {
            ids.Add((await host.Runner().RunAsync(TestHost.Doubling, new { x = i }, cancellationToken: TestHost.Token)).RunId);
        }

        Assert.Equal([ids[3], ids[2]], host.Registry().RecentRuns.Select(r => r.RunId));
        Assert.Null(host.Registry().Find(ids[1]));
        Assert.NotNull(host.Registry().Find(ids[2]));
    }

    [Fact]
    public async Task Recent_runs_Are_removed_after_their_time()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using IHost host = await TestHost.StartAsync(services => services
            .AddSingleton<TimeProvider>(clock)
            .AddHypergraph(h => h.Configure(o => o.RecentRunLifetime = TimeSpan.FromMinutes(10))));
        RunId id = (await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: TestHost.Token)).RunId;

        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(host.Registry().Find(id));
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.Null(host.Registry().Find(id));
        Assert.Empty(host.Registry().RecentRuns);
    }

    [Fact]
    public async Task Stop_Of_an_entry_Stops_the_run()
    {
        using IHost host = await TestHost.StartAsync();
        var gate = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        Graph graph = new([Node.Create(async (int x) =>
        {
            started.SetResult();
            await gate.Task;
            return x;
        }, output: "a", name: "first"), Node.Create((int a) => a, output: "b", name: "second")]);
        RunHandle<RunResult> handle = host.Runner().Start(graph, new { x = 1 }, cancellationToken: TestHost.Token);

        await started.Task;

        RunEntry run = host.Registry().Find(handle.RunId)!;
        Assert.True(run.Stop("enough"));
        Assert.False(handle.Stop());
        gate.SetResult();

        Assert.Equal(RunStatus.Stopped, (await handle.Completion).Status);
        Assert.Equal(RunStatus.Stopped, run.Status);
        Assert.Equal("enough", Assert.Single((await run.ReadEventsAsync().ToListAsync(TestHost.Token)).Select(e => e.Event).OfType<StopRequestedEvent>()).Reason);
        Assert.Contains(await handle.Events.ToListAsync(TestHost.Token), e => e is StopRequestedEvent);
    }

    [Fact]
    public async Task Stop_Of_a_stream_Returns_the_preceding_results_and_throws_then()
    {
        using IHost host = await TestHost.StartAsync();
        IAsyncEnumerable<RunResult> results = host.Runner().MapStreamAsync(TestHost.Doubling, GraphInputs.Empty, "x", TestHost.Endless(), cancellationToken: TestHost.Token);
        await using IAsyncEnumerator<RunResult> reader = results.GetAsyncEnumerator(TestHost.Token);

        Assert.True(await reader.MoveNextAsync());
        RunEntry run = Assert.Single(host.Registry().LiveRuns);
        Assert.True(run.Stop());
        Assert.False(run.Stop());
        int more = 0;
        OperationCanceledException error = await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            while (await reader.MoveNextAsync())
            {
                more++;
            }
        });

        Assert.InRange(more, 0, 10_000);
        Assert.False(TestHost.Token.IsCancellationRequested);
        Assert.Equal("The map over the stream was requested to stop. The results of the preceding items were returned.", error.Message);
        await run.Completion;
        Assert.Empty(host.Registry().LiveRuns);
        Assert.Equal(RunStatus.Stopped, run.Status);
    }

    [Fact]
    public async Task Recent_run_Does_not_hold_its_result()
    {
        using IHost host = await TestHost.StartAsync();
        WeakReference output = await RunAsync(host);

        for (int i = 0; i < 20 && output.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(output.IsAlive);
        Assert.Single(host.Registry().RecentRuns);

        static async Task<WeakReference> RunAsync(IHost host)
        {
            Graph graph = new([Node.Create((int x) => new object(), output: "y", name: "create")]);
            RunResult result = await host.Runner().RunAsync(graph, new { x = 1 }, cancellationToken: TestHost.Token);
            return new WeakReference(result["y"]);
        }
    }

    [Fact]
    public async Task Run_That_outlives_the_container_Still_completes()
    {
        ServiceProvider services = new ServiceCollection().AddHypergraph().BuildServiceProvider();
        var gate = new TaskCompletionSource();
        Graph graph = new([Node.Create(async (int x) =>
        {
            await gate.Task;
            return x;
        }, output: "y", name: "wait")]);
        Task<RunResult> run = services.GetRequiredService<IGraphRunner>().RunAsync(graph, new { x = 3 }, cancellationToken: TestHost.Token);

        await services.DisposeAsync();
        gate.SetResult();

        Assert.Equal(3, (await run)["y"]);
    }

    [Fact]
    public async Task Run_Is_recent_when_its_completion_is_seen()
    {
        using IHost host = await TestHost.StartAsync(h => h.Configure(o => o.MaxRecentRuns = 1_000));
        for (int i = 0; i < 500; i++)
        {
            var gate = new TaskCompletionSource();
            Graph graph = new([Node.Create(async (int x) => await gate.Task, output: null, name: "wait")]);
            RunHandle<RunResult> handle = host.Runner().Start(graph, new { x = 1 }, cancellationToken: TestHost.Token);
            RunEntry run = host.Registry().Find(handle.RunId)!;
            gate.SetResult();
            await run.Completion;

            Assert.DoesNotContain(run, host.Registry().LiveRuns);
            Assert.Equal(RunStatus.Completed, run.Status);
            Assert.Same(run, host.Registry().RecentRuns[0]);
        }
    }

    [Fact]
    public async Task Runs_That_start_and_end_at_the_same_time_Are_all_recorded()
    {
        const int Count = 1_000;
        using IHost host = await TestHost.StartAsync(h => h.Configure(o => o.MaxRecentRuns = Count));

        RunId[] ids = await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Task.Run(
            async () => (await host.Runner().RunAsync(TestHost.Doubling, new { x = i }, cancellationToken: TestHost.Token)).RunId)));

        Assert.Empty(host.Registry().LiveRuns);
        Assert.Equal(ids.ToHashSet(), host.Registry().RecentRuns.Select(r => r.RunId).ToHashSet());
        Assert.All(host.Registry().RecentRuns, r => Assert.Equal(RunStatus.Completed, r.Status));
    }
}
