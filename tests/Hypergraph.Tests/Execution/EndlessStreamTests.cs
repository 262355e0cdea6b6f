using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.Execution;

/// <summary>A stop ends a node that streams endlessly, between two items.</summary>
public sealed class EndlessStreamTests
{
    public static TheoryData<string> Shapes => ["alone", "chain", "siblings", "gated", "nested", "intercepted"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Stop_A_node_that_streams_endlessly_Ends_with_the_items_so_far(string shape)
    {
        var endless = new Endless();
        RunHandle<RunResult> run = new AsyncRunner().Start(Of(shape, endless), new { x = 1 });
        await endless.FirstItem.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        Assert.True(run.Stop("enough"));
        endless.Continue();
        RunResult result = await run.Completion.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        Assert.Equal((RunStatus.Stopped, RunStatus.Stopped), (run.Status, result.Status));
        List<int> items = result.Get<List<int>>("items");
        Assert.Equal(Enumerable.Range(1, items.Count), items);
        Assert.False(result.TryGet("count", out int _));
        Assert.True(endless.IsDisposed);
        List<Event> events = await run.Events.ToListAsync(TestContext.Current.CancellationToken);
        Assert.True(Assert.Single(events.OfType<NodeEndEvent>(), e => e.NodeName == "stream").IsStopped);
        Assert.Equal(RunStatus.Stopped, Assert.IsType<RunEndEvent>(events[^1]).Status);
    }

    [Fact]
    public async Task Stop_A_map_whose_items_stream_endlessly_Ends()
    {
        var endless = new Endless();
        RunHandle<MapResult> map = new AsyncRunner().StartMap(Of("chain", endless), new { x = new[] { 1, 2 } }, "x");
        await endless.FirstItem.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        Assert.True(map.Stop());
        endless.Continue();
        MapResult result = await map.Completion.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        Assert.Equal(RunStatus.Stopped, result.Status);
    }

    [Fact]
    public async Task Stop_A_stream_that_waits_for_its_next_item_Ends_when_the_item_comes()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var source = new Waiting();
        RunHandle<RunResult> run = new AsyncRunner().Start(Of(source), new { x = 1 }, null, token);
        await source.IsWaiting.WaitAsync(Streamed.Generous, token);

        Assert.True(run.Stop());

        Assert.False(source.Token.IsCancellationRequested);
        Assert.False(run.Completion.IsCompleted);
        source.Produce(2);
        RunResult result = await run.Completion.WaitAsync(Streamed.Generous, token);
        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal([1, 2], result.Get<List<int>>("items"));
        Assert.False(source.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Cancel_A_stream_that_waits_for_its_next_item_Ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        var source = new Waiting();
        RunHandle<RunResult> run = new AsyncRunner().Start(Of(source), new { x = 1 }, null, cancel.Token);
        await source.IsWaiting.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        Assert.True(run.Stop());
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Completion.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken));
        Assert.True(run.Completion.IsCanceled);
        Assert.Equal(RunStatus.Stopped, run.Status);
    }

    [Fact]
    public async Task MapAsync_Over_a_stream_The_caller_takes_no_more_results_Ends_items_that_stream_endlessly()
    {
        var endless = new Endless();
        Graph graph = new([Node.Create((int x) => x == 0 ? Once() : endless.ReadAsync(x), "items", "stream"), Node.Create((List<int> items) => items.Count, "count")]);
        var results = new AsyncRunner().MapStreamAsync(graph, "x", Streamed.Numbers(3)).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await results.MoveNextAsync());
        Assert.Equal(1, results.Current.Get<int>("count"));
        await endless.FirstItem.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);
        ValueTask end = results.DisposeAsync();
        endless.Continue();
        await end.AsTask().WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        Assert.True(endless.IsDisposed);

        static async IAsyncEnumerable<int> Once()
        {
            await Task.Yield();
            yield return 1;
        }
    }

    [Fact]
    public async Task Outputs_Of_a_stopped_stream_Say_so_to_interceptors()
    {
        var endless = new Endless();
        NodeOutputs? outputs = null;
        var around = new Around(async (_, token, next) => outputs = await next(token));
        RunHandle<RunResult> run = new AsyncRunner { Interceptors = [around] }.Start(Of("alone", endless), new { x = 1 });
        await endless.FirstItem.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        run.Stop();
        endless.Continue();
        await run.Completion.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        Assert.True(outputs!.IsStopped);
    }

    private static Graph Of(string shape, Endless endless)
    {
        FunctionNode stream = Node.Create((int x) => endless.ReadAsync(x), "items", "stream");
        FunctionNode count = Node.Create((List<int> items) => items.Count, "count");
        return shape switch
        {
            "alone" => new Graph([stream]),
            "chain" => new Graph([stream, count]),
            "siblings" => new Graph([stream, Node.Create((int x) => x, "y"), Node.Create((List<int> items, int y) => y, "count")]),
            "gated" => new Graph([Node.IfElse((int x) => true, "stream", Node.End, name: "gate"), stream, count]),
            "nested" => new Graph([new Graph("inner", [stream]).AsNode(), count]),
            _ => new Graph([stream.WithInterceptors(Around.PassThrough), count]),
        };
    }

    private static Graph Of(Waiting source) =>
        new([Node.Create((int x) => source.ReadAsync(x), "items", "stream"), Node.Create((List<int> items) => items.Count, "count")]);

    /// <summary>Has one item, and then waits for the next.</summary>
    private sealed class Waiting
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaiting => _waits.Task;

        public CancellationToken Token { get; private set; }

        public void Produce(int item) => _next.SetResult(item);

        public async IAsyncEnumerable<int> ReadAsync(int first, [EnumeratorCancellation] CancellationToken token = default)
        {
            Token = token;
            yield return first;
            _waits.SetResult();
            yield return await _next.Task.WaitAsync(token);
            yield return await new TaskCompletionSource<int>().Task.WaitAsync(token);
        }
    }

    /// <summary>Counts forever, from the second item on only when it may.</summary>
    private sealed class Endless
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstItem => _first.Task;

        public bool IsDisposed { get; private set; }

        public void Continue() => _continue.SetResult();

        public async IAsyncEnumerable<int> ReadAsync(int first)
        {
            try
            {
                yield return first;
                _first.TrySetResult();
                await _continue.Task;
                for (int i = first + 1; ; i++)
                {
                    await Task.Yield();
                    yield return i;
                }
            }
            finally
            {
                IsDisposed = true;
            }
        }
    }
}
