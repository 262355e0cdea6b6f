using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.Execution;

public class ErrorTests
{
    private static readonly InvalidOperationException Broken = new("broken");

    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ThrowDeepInside(int x) => x > 0 ? throw new InvalidOperationException($"bad {x}") : x;

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Error_raised_Throws_the_node_s_own_exception(string runner)
    {
        var graph = new Graph([Node.Create(int (int x) => throw Broken, output: "y")]);
        Assert.Same(Broken, await Assert.ThrowsAsync<InvalidOperationException>(() => Both.OnAsync(runner, graph, new { x = 1 })));
        Assert.Same(Broken, await Assert.ThrowsAsync<InvalidOperationException>(() => Both.OnAsync(runner, new Graph([new Graph("inner", graph.Nodes).AsNode()]), new { x = 1 })));
        Assert.Same(Broken, await Assert.ThrowsAsync<InvalidOperationException>(() => Both.MapOnAsync(runner, graph, new { x = new[] { 1, 2 } }, "x")));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Error_raised_Keeps_the_stack_trace(string runner)
    {
        Graph inner = new("inner", [Node.Create((int x) => ThrowDeepInside(x), output: "y")]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Both.OnAsync(runner, new Graph([inner.AsNode().MapOver("x")]), new { x = new[] { 1 } }));

        Assert.Contains(nameof(ThrowDeepInside), error.StackTrace, StringComparison.Ordinal);
        Assert.Equal("bad 1", error.Message);
    }

    [Fact]
    public async Task Error_raised_Keeps_the_stack_trace_of_an_asynchronous_node()
    {
        var graph = new Graph([Node.Create(async (int x) => { await Task.Yield(); return ThrowDeepInside(x); }, output: "y")]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(graph, new { x = 1 }));
        Assert.Contains(nameof(ThrowDeepInside), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continue_Gives_status_error_and_the_values_so_far()
    {
        var graph = new Graph([Node.Create((int x) => x + 1, output: "a"), Node.Create(int (int a) => throw Broken, output: "b"), Node.Create((int b) => b, output: "c")]);
        RunResult result = await Both.RunAsync(graph, new { x = 1 }, Continue);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.False(result.IsCompleted);
        Assert.Same(Broken, result.Error);
        Assert.Equal(["a"], result.Values.Keys);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Error_raised_Comes_after_the_events_that_say_so(string runner)
    {
        var recorder = new EventRecorder(wantsValues: false);
        Graph inner = new("inner", [Node.Create(int (int x) => throw Broken, output: "y", name: "bad")]);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Both.OnAsync(runner, new Graph("outer", [inner.AsNode()]), new { x = 1 }, new RunOptions { EventProcessors = [recorder] }));

        Assert.Equal(
            ["RunStart outer", "NodeStart inner", "RunStart inner", "NodeStart bad", "NodeError bad", "RunEnd Failed", "NodeError inner", "RunEnd Failed"],
            recorder.Events.Select(e => e switch
            {
                RunStartEvent start => $"RunStart {start.GraphName}",
                RunEndEvent end => $"RunEnd {end.Status}",
                NodeEvent node => $"{node.GetType().Name[..^"Event".Length]} {node.NodeName}",
                _ => e.GetType().Name,
            }));
        Assert.All(recorder.Events.OfType<NodeErrorEvent>(), e => Assert.Same(Broken, e.Error));
        Assert.All(recorder.Events.OfType<RunEndEvent>(), e => Assert.Same(Broken, e.Error));
        recorder.AssertClosed();
    }

    [Fact]
    public void SyncRunner_Failing_node_Stops_its_superstep()
    {
        List<string> ran = [];
        var graph = new Graph(
        [
            Node.Create((int x) => { ran.Add("before"); return x; }, output: "a"),
            Node.Create(int (int x) => throw Broken, output: "b"),
            Node.Create((int x) => { ran.Add("behind"); return x; }, output: "c"),
        ]);

        RunResult result = new SyncRunner().Run(graph, new { x = 1 }, Continue);

        Assert.Equal(["before"], ran);
        Assert.Equal(["a"], result.Values.Keys);
    }

    [Fact]
    public async Task AsyncRunner_Failing_node_Lets_running_ones_finish_and_starts_no_new_one()
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool followerRan = false;
        var recorder = new EventRecorder(wantsValues: false);
        var graph = new Graph(
        [
            Node.Create(async (int x) => { await failed.Task; return x; }, output: "slow"),
            Node.Create((int slow) => { followerRan = true; return slow; }, output: "follower"),
            Node.Create(async Task<int> (int x) => { await Task.Yield(); throw Broken; }, output: "bad"),
        ]);
        Task<RunResult> run = new AsyncRunner(recorder, new OnError(failed)).RunAsync(graph, new { x = 7 }, Continue);

        RunResult result = await run.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Same(Broken, result.Error);
        Assert.Equal(["slow"], result.Values.Keys);
        Assert.False(followerRan);
        recorder.AssertClosed();
    }

    [Fact]
    public async Task AsyncRunner_Node_that_waits_for_its_permit_when_another_fails_Never_starts()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool ran = false;
        var recorder = new EventRecorder(wantsValues: false);
        var graph = new Graph(
        [
            Node.Create(async Task<int> (int x) => { await release.Task; throw Broken; }, output: "bad"),
            Node.Create(async (int x) => { ran = true; await Task.Yield(); return x; }, output: "waiting"),
        ]);
        Task<RunResult> run = new AsyncRunner(recorder).RunAsync(graph, new { x = 7 }, Continue with { MaxConcurrency = 1 });
        release.SetResult();

        RunResult result = await run.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Same(Broken, result.Error);
        Assert.False(ran);
        Assert.Equal(["bad"], recorder.Started);
        Assert.Empty(result.Values);
    }

    [Fact]
    public async Task AsyncRunner_Several_failures_Report_the_one_declared_first()
    {
        var second = new InvalidOperationException("second");
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new Graph(
        [
            Node.Create(async Task<int> (int x) => { await failed.Task; throw Broken; }, output: "first"),
            Node.Create(async Task<int> (int x) => { await Task.Yield(); throw second; }, output: "second"),
        ]);

        Task<RunResult> run = new AsyncRunner(new OnError(failed)).RunAsync(graph, new { x = 7 });

        Assert.Same(Broken, await Assert.ThrowsAsync<InvalidOperationException>(() => run.WaitAsync(TimeSpan.FromSeconds(60))));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Cancellation_exception_of_a_node_of_its_own_Is_a_failure(string runner)
    {
        var own = new OperationCanceledException("own");
        var graph = new Graph([Node.Create(int (int x) => throw own, output: "y")]);

        RunResult result = await Both.OnAsync(runner, graph, new { x = 1 }, Continue);
        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Same(own, result.Error);
    }

    [Fact]
    public async Task Map_Raise_Throws_the_first_failure_in_input_order()
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new Graph(
        [
            Node.Create(async Task<int> (int x) =>
            {
                await (x == 0 ? failed.Task : Task.CompletedTask);
                throw new InvalidOperationException($"item {x}");
            },
            output: "y"),
        ]);

        // The second fails first, and the first all the same.
        Task<MapResult> map = new AsyncRunner(new OnError(failed)).MapAsync(graph, new { x = new[] { 0, 1 } }, "x");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => map.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal("item 0", error.Message);
    }

    [Fact]
    public async Task Map_Raise_An_item_fails_before_another_ahead_of_it_begins_Throws_the_failure_of_the_one_ahead()
    {
        int[] x = [.. Enumerable.Range(0, 100_000)];
        for (int round = 0; round < 20; round++)
        {
            // Workers dequeue many of such items at once: the second one waits for the first, while another worker is at a later one.
            using var failed = new ManualResetEventSlim();
            var graph = new Graph([Node.Create(int (int x) =>
            {
                switch (x)
                {
                    case 0:
                        Assert.True(failed.Wait(TimeSpan.FromSeconds(60)));
                        return x;
                    case 1:
                        throw new InvalidOperationException("item 1");
                    case 300:
                        failed.Set();
                        throw new InvalidOperationException("item 300");
                    default:
                        return x;
                }
            },
            output: "y")]);

            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().MapAsync(graph, new { x }, "x"));
            Assert.Equal("item 1", error.Message);
        }
    }

    [Fact]
    public void Map_Raise_SyncRunner_stops_at_the_first_failed_item()
    {
        List<int> ran = [];
        var graph = new Graph([Node.Create((int x) => { ran.Add(x); return x == 2 ? throw Broken : x; }, output: "y")]);

        Assert.Same(Broken, Assert.Throws<InvalidOperationException>(() => new SyncRunner().Map(graph, new { x = new[] { 1, 2, 3 } }, "x")));
        Assert.Equal([1, 2], ran);
    }

    [Fact]
    public async Task Map_Continue_Gives_one_result_for_each_item()
    {
        var graph = new Graph([Node.Create((int x) => x, output: "a"), Node.Create((int a) => a == 2 ? throw Broken : a * 10, output: "y")]);
        MapResult result = await Both.MapAsync(graph, new { x = new[] { 1, 2, 3 } }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal([RunStatus.Completed, RunStatus.Failed, RunStatus.Completed], result.Select(r => r.Status));
        Assert.Equal(new MapFailure(1, Broken), Assert.Single(result.Failures));
        Assert.Equal(2, result[1]["a"]);
        Assert.Equal((2, 1, 3), (result.CompletedCount, result.FailedCount, result.Count));
    }

    [Fact]
    public async Task Map_Continue_All_failed_Is_failed()
    {
        var graph = new Graph([Node.Create(int (int x) => throw Broken, output: "y")]);
        MapResult result = await Both.MapAsync(graph, new { x = new[] { 1, 2 } }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(2, result.FailedCount);
    }

    [Fact]
    public async Task Nested_map_of_different_lengths_Fails_its_node()
    {
        Graph inner = new("inner", [Node.Create((int x, int y) => x + y, output: "sum")]);
        var graph = new Graph([inner.AsNode().RenameInput("x", "left").MapOver("left", "y")]);
        RunResult result = await Both.RunAsync(graph, new { left = new[] { 1 }, y = new[] { 1, 2 } }, Continue);

        Assert.Equal(
            "Graph 'inner': the mapped inputs have different lengths: 'left' has 1, 'y' has 2. Supply collections of the same length, or map with MapMode.Product.",
            Assert.IsType<InvalidInputException>(result.Error).Message);
    }

    /// <summary>Says when a node has failed.</summary>
    private sealed class OnError(TaskCompletionSource failed) : EventProcessor
    {
        public override bool WantsValues => false;

        public override void OnEvent(Event e)
        {
            if (e is NodeErrorEvent)
            {
                failed.TrySetResult();
            }
        }
    }
}
