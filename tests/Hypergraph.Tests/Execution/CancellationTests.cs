namespace Hypergraph.Tests.Execution;

public class CancellationTests
{
    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Run_Cancelled_before_it_begins_Runs_nothing(string runner)
    {
        bool ran = false;
        var recorder = new EventRecorder(wantsValues: false);
        Graph[] graphs =
        [
            new([Node.Create((int x) => { ran = true; return x; }, output: "y")]),
            new([Node.IfElse((int x) => ran = true, "y", Node.End, name: "gate"), Node.Create((int x) => x, output: "y")]),
        ];
        foreach (Graph graph in graphs)
        {
            recorder = new EventRecorder(wantsValues: false);
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Both.OnAsync(runner, graph, new { x = 1 }, new RunOptions { EventProcessors = [recorder] }, new CancellationToken(canceled: true)));

            Assert.True(error.CancellationToken.IsCancellationRequested);
            Assert.Equal(["RunStartEvent", "RunEndEvent"], recorder.Events.Select(e => e.GetType().Name));
            Assert.Equal(RunStatus.Stopped, ((RunEndEvent)recorder.Events[1]).Status);
            recorder.AssertClosed();
        }

        Assert.False(ran);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Map_Cancelled_before_it_begins_Runs_nothing(string runner)
    {
        bool ran = false;
        var recorder = new EventRecorder(wantsValues: false);
        var graph = new Graph([Node.Create((int x) => { ran = true; return x; }, output: "y")]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Both.MapOnAsync(
            runner, graph, new { x = new[] { 1, 2 } }, "x", new MapOptions { EventProcessors = [recorder], ErrorHandling = ErrorHandling.Continue }, new CancellationToken(canceled: true)));

        Assert.False(ran);
        Assert.Equal(RunStatus.Stopped, Assert.Single(recorder.Events.OfType<RunEndEvent>()).Status);
        recorder.AssertClosed();
    }

    public static TheoryData<string, bool, bool> Places
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (string runner in (string[])["sync", "async"])
            {
                data.Add(runner, false, false);
                data.Add(runner, true, false);
                data.Add(runner, true, true);
                data.Add(runner, false, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Run_Cancelled_within_a_node_Ends_after_all_end_events(string runner, bool isNested, bool throws)
    {
        using var source = new CancellationTokenSource();
        bool followed = false;
        Graph inner = new("inner",
        [
            Node.Create((int x, CancellationToken token) =>
            {
                source.Cancel();
                if (throws)
                {
                    token.ThrowIfCancellationRequested();
                }

                return x;
            },
            output: "y",
            name: "cancels"),
            Node.Create((int y) => { followed = true; return y; }, output: "z"),
        ]);
        Graph graph = isNested ? new Graph("outer", [inner.AsNode().MapOver("x")]) : inner;
        var recorder = new EventRecorder(wantsValues: false);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Both.OnAsync(
            runner,
            graph,
            isNested ? new { x = new[] { 1, 2, 3 } } : new { x = 1 },
            new RunOptions { EventProcessors = [recorder], ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 },
            source.Token));

        Assert.False(followed);
        Assert.Equal(["cancels"], recorder.Started.Where(n => n != "inner"));
        Assert.All(recorder.Events.OfType<RunEndEvent>(), e => Assert.Equal(RunStatus.Stopped, e.Status));
        recorder.AssertClosed();
    }

    [Fact]
    public async Task AsyncRunner_Cancelled_while_nodes_wait_Lets_them_end_and_closes_every_scope()
    {
        using var source = new CancellationTokenSource();
        using var started = new CountdownEvent(2);
        var recorder = new EventRecorder(wantsValues: false);
        Delegate wait = async (int x, CancellationToken token) => { started.Signal(); await Task.Delay(Timeout.Infinite, token); return x; };
        Graph inner = new("inner", [Node.Create(wait, output: "a"), Node.Create((int a) => a, output: "b")]);
        var graph = new Graph([inner.AsNode(), Node.Create(wait, output: "c")]);

        Task<RunResult> run = new AsyncRunner(recorder).RunAsync(graph, new { x = 1 }, cancellationToken: source.Token);
        Assert.True(await Task.Run(() => started.Wait(TimeSpan.FromSeconds(60))));
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.All(recorder.Events.OfType<RunEndEvent>(), e => Assert.Equal(RunStatus.Stopped, e.Status));
        recorder.AssertClosed();
    }

    [Fact]
    public async Task AsyncRunner_Cancelled_while_a_node_waits_for_its_permit_Never_starts_it()
    {
        using var source = new CancellationTokenSource();
        var recorder = new EventRecorder(wantsValues: false);
        Delegate wait = async (int x, CancellationToken token) => { await Task.Delay(Timeout.Infinite, token); return x; };
        var graph = new Graph([Node.Create(wait, output: "a"), Node.Create(wait, output: "b")]);

        Task<RunResult> run = new AsyncRunner(recorder).RunAsync(graph, new { x = 1 }, new RunOptions { MaxConcurrency = 1 }, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(["a"], recorder.Started);
        recorder.AssertClosed();
    }

    [Fact]
    public void Run_Cancelled_by_its_last_node_Completes()
    {
        using var source = new CancellationTokenSource();
        var graph = new Graph([Node.Create((int x) => { source.Cancel(); return x; }, output: "y")]);
        Assert.Equal(1, new SyncRunner().Run(graph, new { x = 1 }, cancellationToken: source.Token)["y"]);
    }
}
