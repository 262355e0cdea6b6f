using Microsoft.Extensions.Logging;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>How runs end with their host.</summary>
public class ShutdownTests
{
    [Fact]
    public async Task Stopping_host_Lets_running_nodes_finish_and_starts_no_new_ones()
    {
        using var log = new LogRecorder();
        using IHost host = await TestHost.StartAsync(services => services.AddLogging(l => l.AddProvider(log)).AddHypergraph());
        var gate = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        Graph graph = new("two", [
            Node.Create(async (int x) =>
            {
                started.SetResult();
                await gate.Task;
                return x;
            }, output: "a", name: "first"),
            Node.Create((int a) => a, output: "b", name: "second"),
        ]);
        Task<RunResult> run = host.Runner().RunAsync(graph, new { x = 1 }, cancellationToken: TestHost.Token);
        await started.Task;

        Task stopping = host.StopAsync(TestHost.Token);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => host.Runner().Start(TestHost.Doubling, new { x = 1 }));
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;

        RunResult result = await run;
        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal(["a"], result.Values.Keys);
        Assert.Equal("The host is stopping, so no run starts any more. Check IRunRegistry.IsStopping where runs are requested.", error.Message);
        Assert.True(host.Registry().IsStopping);
        Assert.Contains("Information 41 StoppingRuns: The host is stopping. Live runs that are requested to stop: 1", log.Texts);
    }

    [Fact]
    public async Task Run_That_does_not_stop_in_time_Is_cancelled()
    {
        using IHost host = await TestHost.StartAsync(h => h.Configure(o => o.StopTimeout = TimeSpan.Zero));
        Task<RunResult> run = await StartUntilCancelledAsync(host);

        await host.StopAsync(TestHost.Token);

        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(run.IsCanceled);
        Assert.True(error.CancellationToken.IsCancellationRequested);
        Assert.Equal(RunStatus.Stopped, Assert.Single(host.Registry().RecentRuns).Status);
    }

    [Fact]
    public async Task Run_That_ignores_its_token_Does_not_hold_the_host()
    {
        using var log = new LogRecorder();
        using IHost host = await TestHost.StartAsync(services => services
            .AddLogging(l => l.AddProvider(log))
            .AddHypergraph(h => h.Configure(o => (o.StopTimeout, o.CancelTimeout) = (TimeSpan.Zero, TimeSpan.Zero))));
        var gate = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        Graph graph = new([Node.Create(
            async (int x) =>
            {
                started.SetResult();
                await gate.Task;
            },
            output: null,
            name: "wait")]);
        RunHandle<RunResult> handle = host.Runner().Start(graph, new { x = 1 }, cancellationToken: CancellationToken.None);
        await started.Task;
        RunEntry run = host.Registry().Find(handle.RunId)!;

        await host.StopAsync(TestHost.Token);

        Assert.False(handle.Completion.IsCompleted);
        Assert.Equal(RunStatus.Stopped, run.Status);
        await foreach (RecordedEvent unused in run.ReadEventsAsync(cancellationToken: TestHost.Token))
        {
            Assert.NotNull(unused.Event);
        }

        Assert.Contains("Warning 42 RunsNotEnded: The host stops although runs have not ended: 1", log.Texts);
        gate.SetResult();
        await handle.Completion.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Single(host.Registry().RecentRuns);
    }

    [Fact]
    public async Task Host_That_must_end_at_once_Cancels_the_runs()
    {
        using IHost host = await TestHost.StartAsync();
        Task<RunResult> run = await StartUntilCancelledAsync(host);
        using var expired = new CancellationTokenSource();

        Task stopping = host.StopAsync(expired.Token);
        await expired.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await stopping.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task Map_Over_a_stream_Ends_with_the_host()
    {
        using IHost host = await TestHost.StartAsync();
        Task<int> reading = Task.Run(async () =>
        {
            int count = 0;
            await foreach (RunResult unused in host.Runner().MapStreamAsync(TestHost.Doubling, GraphInputs.Empty, "x", TestHost.Endless(), cancellationToken: CancellationToken.None))
            {
                count += unused.IsCompleted ? 1 : 0;
            }

            return count;
        });
        while (host.Registry().LiveRuns.Count == 0)
        {
            await Task.Yield();
        }

        await host.StopAsync(TestHost.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Empty(host.Registry().LiveRuns);
    }

    [Fact]
    public async Task Map_Over_a_stream_without_items_yet_Ends_with_the_host()
    {
        using IHost host = await TestHost.StartAsync();
        var reading = new TaskCompletionSource();
        IAsyncEnumerable<RunResult> results = host.Runner().MapStreamAsync(TestHost.Doubling, GraphInputs.Empty, "x", Silent(reading, CancellationToken.None), cancellationToken: CancellationToken.None);
        Task first = Task.Run(async () =>
        {
            await foreach (RunResult unused in results)
            {
                Assert.Fail("The stream has no item.");
            }
        });
        await reading.Task;

        await host.StopAsync(TestHost.Token);

        await Assert.ThrowsAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Runs_That_start_while_the_host_stops_Have_ended_when_it_has_stopped()
    {
        for (int i = 0; i < 50; i++)
        {
            using IHost host = await TestHost.StartAsync();
            IGraphRunner runner = host.Runner();
            var entered = new TaskCompletionSource();
            Task<List<Task<RunResult>>> starting = Task.Run(() =>
            {
                List<Task<RunResult>> runs = [];
                while (!runs.Exists(r => r.IsFaulted))
                {
                    runs.Add(runner.RunAsync(TestHost.Doubling, new { x = 1 }, cancellationToken: CancellationToken.None));
                    entered.TrySetResult();
                }

                return runs;
            });
            await entered.Task;

            await host.StopAsync(TestHost.Token);

            Assert.Empty(host.Registry().LiveRuns);
            List<Task<RunResult>> all = await starting;
            Assert.All(all[..^1], r => Assert.True(r.Result.Status is RunStatus.Completed or RunStatus.Stopped));
            Assert.IsType<InvalidOperationException>(all[^1].Exception!.InnerException);
        }
    }

    [Fact]
    public async Task Host_Without_runs_Stops()
    {
        using IHost host = await TestHost.StartAsync();
        await host.StopAsync(TestHost.Token);
        Assert.Empty(host.Registry().RecentRuns);
    }

    /// <summary>Starts a run whose node waits until it is cancelled, and waits until that node has started.</summary>
    private static async Task<Task<RunResult>> StartUntilCancelledAsync(IHost host)
    {
        var started = new TaskCompletionSource();
        Graph graph = new([Node.Create(
            async (CancellationToken token) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
            output: null,
            name: "wait")]);
        Task<RunResult> run = host.Runner().RunAsync(graph, CancellationToken.None);
        await started.Task;
        return run;
    }

    private static async IAsyncEnumerable<int> Silent(
        TaskCompletionSource reading, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        reading.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield return 1;
    }
}
