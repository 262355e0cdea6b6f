namespace Hypergraph.Tests.Execution;

/// <summary>
/// An <see cref="OperationCanceledException"/> that is not by the call's own token, such as that of a request that took too long, is a
/// failure like any other: in the handle, the result and the events.
/// </summary>
public sealed class OwnCancellationTests
{
    private static readonly CancellationToken Ended = new(canceled: true);

    /// <summary>Fails on odd numbers.</summary>
    private static readonly Graph Fetch = new("fetch",
    [
        Node.Create((int x) => x % 2 == 0 ? x : throw new TaskCanceledException("The request took too long.", new TimeoutException(), Ended), "y", "get"),
    ]);

    private static readonly Graph AsyncFetch = new("fetch",
    [
        Node.Create(async (int x) =>
        {
            await Task.Yield();
            return x % 2 == 0 ? x : throw new TaskCanceledException("The request took too long.", new TimeoutException(), Ended);
        }, "y", "get"),
    ]);

    /// <summary>The same behind a gate, so that a scheduler runs it.</summary>
    private static readonly Graph Gated = new("gated", [Node.IfElse((int x) => x > 0, "get", Node.End, name: "gate"), .. Fetch.Nodes]);

    private static readonly Graph Nested = new("nested", [Fetch.AsNode()]);

    private static readonly Graph Mapped = new("mapped", [Node.Create((int x) => new[] { 2, x }, "xs", "list"), Fetch.AsNode().RenameInput("x", "xs").MapOver("xs")]);

    public static TheoryData<string, string> Places
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string runner in (string[])["sync", "async"])
            {
                foreach (string graph in (string[])["fetch", "gated", "nested", "mapped"])
                {
                    data.Add(runner, graph);
                }
            }

            data.Add("async", "async");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Start_A_run_that_throws_Is_failed_in_handle_and_events(string runner, string graph)
    {
        using var source = new CancellationTokenSource();
        RunHandle<RunResult> run = Start(runner, Of(graph), new RunOptions(), source.Token);

        var error = await Assert.ThrowsAsync<TaskCanceledException>(() => run.Completion);

        Assert.Equal("The request took too long.", error.Message);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.True(run.Completion.IsFaulted);
        await source.CancelAsync();
        Assert.Equal(RunStatus.Failed, run.Status);
        List<Event> events = await run.Events.ToListAsync(TestContext.Current.CancellationToken);
        Assert.All(events.OfType<RunEndEvent>().Where(e => e.Error is not null), e => Assert.Equal((RunStatus.Failed, error), (e.Status, e.Error)));
        Assert.Equal(RunStatus.Failed, Assert.IsType<RunEndEvent>(events[^1]).Status);
        Assert.Contains(events, e => e is NodeErrorEvent { NodeName: "get" } failed && failed.Error == error);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Start_A_run_that_continues_Is_failed_in_handle_result_and_events(string runner, string graph)
    {
        using var source = new CancellationTokenSource();
        RunHandle<RunResult> run = Start(runner, Of(graph), new RunOptions { ErrorHandling = ErrorHandling.Continue }, source.Token);

        RunResult result = await run.Completion;

        Assert.Equal((RunStatus.Failed, RunStatus.Failed), (run.Status, result.Status));
        Assert.IsType<TaskCanceledException>(result.Error);
        Assert.Equal(RunStatus.Failed, (await run.Events.OfType<RunEndEvent>().LastAsync(TestContext.Current.CancellationToken)).Status);
    }

    [Theory]
    [InlineData("sync", ErrorHandling.Raise)]
    [InlineData("sync", ErrorHandling.Continue)]
    [InlineData("async", ErrorHandling.Raise)]
    [InlineData("async", ErrorHandling.Continue)]
    public async Task StartMap_An_item_that_throws_Is_failed_in_handle_result_and_events(string runner, ErrorHandling errorHandling)
    {
        using var source = new CancellationTokenSource();
        var values = new { x = new[] { 2, 3 } };
        var options = new MapOptions { ErrorHandling = errorHandling };
        RunHandle<MapResult> map = runner == "sync"
            ? new SyncRunner().StartMap(Fetch, values, "x", options, source.Token)
            : new AsyncRunner().StartMap(Fetch, values, "x", options, source.Token);

        RunStatus expected = RunStatus.Failed;
        if (errorHandling == ErrorHandling.Raise)
        {
            await Assert.ThrowsAsync<TaskCanceledException>(() => map.Completion);
            Assert.True(map.Completion.IsFaulted);
        }
        else
        {
            expected = RunStatus.Partial;
            MapResult result = await map.Completion;
            Assert.Equal(expected, result.Status);
            Assert.Equal([RunStatus.Completed, RunStatus.Failed], result.Select(r => r.Status));
            Assert.IsType<TaskCanceledException>(Assert.Single(result.Failures).Error);
        }

        Assert.Equal(expected, map.Status);
        Assert.Equal(expected, (await map.Events.OfType<RunEndEvent>().LastAsync(TestContext.Current.CancellationToken)).Status);
    }

    [Theory]
    [InlineData(ErrorHandling.Raise)]
    [InlineData(ErrorHandling.Continue)]
    public async Task MapAsync_Over_a_stream_An_item_that_throws_Is_failed_in_results_and_events(ErrorHandling errorHandling)
    {
        var recorder = new EventRecorder(wantsValues: false);
        var options = new MapStreamOptions { ErrorHandling = errorHandling, EventProcessors = [recorder] };
        List<RunStatus> statuses = [];

        Exception? error = await Record.ExceptionAsync(async () =>
        {
            await foreach (RunResult result in new AsyncRunner().MapStreamAsync(AsyncFetch, "x", new Source<int>([2, 3]), options))
            {
                statuses.Add(result.Status);
            }
        });

        bool raises = errorHandling == ErrorHandling.Raise;
        Assert.Equal(raises ? typeof(TaskCanceledException) : null, error?.GetType());
        Assert.Equal(raises ? [RunStatus.Completed] : [RunStatus.Completed, RunStatus.Failed], statuses);
        Assert.Equal(raises ? RunStatus.Failed : RunStatus.Partial, recorder.Events.OfType<RunEndEvent>().Last().Status);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Start_A_run_whose_own_token_is_cancelled_Is_stopped(string runner, string graph)
    {
        using var source = new CancellationTokenSource();
        RunHandle<RunResult> run = Start(runner, Of(graph), new RunOptions { EventProcessors = [new Cancelling(source)] }, source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Completion);

        Assert.True(run.Completion.IsCanceled);
        Assert.Equal(RunStatus.Stopped, run.Status);
        Assert.Equal(RunStatus.Stopped, (await run.Events.OfType<RunEndEvent>().LastAsync(TestContext.Current.CancellationToken)).Status);
    }

    private static Graph Of(string name) => name switch
    {
        "fetch" => Fetch,
        "gated" => Gated,
        "nested" => Nested,
        "mapped" => Mapped,
        _ => AsyncFetch,
    };

    private static RunHandle<RunResult> Start(string runner, Graph graph, RunOptions options, CancellationToken token) => runner == "sync"
        ? new SyncRunner().Start(graph, new { x = 1 }, options, token)
        : new AsyncRunner().Start(graph, new { x = 1 }, options, token);

    /// <summary>Cancels when the node begins that throws.</summary>
    private sealed class Cancelling(CancellationTokenSource source) : EventProcessor
    {
        public override void OnEvent(Event e)
        {
            if (e is NodeStartEvent { NodeName: "get" })
            {
                source.Cancel();
            }
        }
    }
}
