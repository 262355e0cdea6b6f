using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

/// <summary>How maps over streams end: failures, cancellation, callers that stop reading, and the events of it.</summary>
public class StreamMapEndTests
{
    private static readonly Graph Picky = new("picky",
    [
        Node.Create((int x) => x % 10 == 7 ? throw new InvalidOperationException($"bad {x}") : x, output: "y"),
    ]);

    private static MapStreamOptions Continue { get; } = new() { ErrorHandling = ErrorHandling.Continue };

    private static void AssertEnded(RecordingProcessor seen, RunStatus status, Exception? error = null)
    {
        seen.Events.AssertWellFormed();
        Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
        var end = Assert.IsType<RunEndEvent>(seen.Events[^1]);
        Assert.Equal(status, end.Status);
        Assert.Same(error, end.Error);
    }

    [Fact]
    public async Task Stream_that_ends_Emits_a_map_of_unknown_size_with_its_items()
    {
        var seen = new RecordingProcessor();
        List<RunResult> results = await Streamed.AllAsync(
            new AsyncRunner(seen).MapStreamAsync(Picky, "x", Streamed.Numbers(5), options: new() { WorkflowId = "w", Order = ResultOrder.Completion }));

        AssertEnded(seen, RunStatus.Completed);
        var start = Assert.IsType<RunStartEvent>(seen.Events[0]);
        Assert.Equal((true, null, "picky", "w", null), (start.IsMap, start.MapSize, start.GraphName, start.WorkflowId, start.ItemIndex));
        Assert.NotNull(start.Outline);
        RunStartEvent[] items = [.. seen.Events.Skip(1).OfType<RunStartEvent>()];
        Assert.Equal([0, 1, 2, 3, 4], items.Select(e => e.ItemIndex!.Value).Order());
        Assert.All(items, e => Assert.Equal(start.SpanId, e.ParentSpanId));
        foreach (RunResult result in results)
        {
            var end = seen.Events.OfType<RunEndEvent>().Single(e => e.RunId == result.RunId);
            Assert.Equal((result.ItemIndex, result.Duration), (end.ItemIndex, end.Duration));
        }
    }

    [Fact]
    public async Task Stream_without_items_Emits_nothing()
    {
        var seen = new RecordingProcessor();
        Assert.Empty(await Streamed.AllAsync(new AsyncRunner(seen).MapStreamAsync(Picky, "x", Streamed.Numbers(0))));
        Assert.Equal((0, 1), (seen.Events.Count, seen.Shutdowns));
    }

    [Fact]
    public async Task Item_Fails_Gives_the_results_before_it_and_throws_its_exception()
    {
        foreach (int? concurrency in new int?[] { 1, 2, null })
        {
            var seen = new RecordingProcessor();
            Source<int> source = Streamed.Numbers(int.MaxValue);
            (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
                new AsyncRunner(seen).MapStreamAsync(Picky, "x", source, options: new() { MaxConcurrency = concurrency }));

            Assert.Equal("bad 7", Assert.IsType<InvalidOperationException>(error).Message);
            Assert.Equal(Enumerable.Range(0, 7), results.Select(r => r.Get<int>("y")));
            Assert.Equal(1, source.Closed);
            AssertEnded(seen, RunStatus.Failed, error);
        }
    }

    [Fact]
    public async Task Item_Fails_In_order_of_completion_Gives_what_ended_before_and_lets_the_others_end()
    {
        TaskCompletionSource[] ends = Streamed.Gates(4);
        bool[] ended = new bool[4];
        var graph = new Graph([Node.Create(async (int x) =>
        {
            await ends[x].Task;
            ended[x] = true;
            return x == 1 ? throw new InvalidOperationException("bad 1") : x;
        },
        output: "y")]);
        var seen = new RecordingProcessor(e =>
        {
            // The failure has been reported: now those in flight may end.
            if (e is RunEndEvent { ItemIndex: 1 })
            {
                ends[0].SetResult();
                ends[3].SetResult();
            }
        });

        ends[2].SetResult();
        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
            new AsyncRunner(seen).MapStreamAsync(graph, "x", Streamed.Numbers(4), options: new() { Order = ResultOrder.Completion }), _ => ends[1].SetResult());

        Assert.Equal("bad 1", error!.Message);
        Assert.Equal([2], results.Select(r => r.ItemIndex!.Value));
        Assert.Equal([true, true, true, true], ended);
        AssertEnded(seen, RunStatus.Failed, error);
    }

    [Fact]
    public async Task Item_Fails_While_the_stream_waits_Ends_the_waiting()
    {
        var seen = new RecordingProcessor();
        Source<int> source = Streamed.Numbers(9, async (index, token) => await (index == 8 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask));

        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(new AsyncRunner(seen).MapStreamAsync(Picky, "x", source));

        Assert.Equal("bad 7", error!.Message);
        Assert.Equal((7, 1), (results.Count, source.Closed));
        AssertEnded(seen, RunStatus.Failed, error);
    }

    [Fact]
    public async Task Items_that_fail_With_Continue_Are_results()
    {
        var seen = new RecordingProcessor();
        List<RunResult> results = await Streamed.AllAsync(new AsyncRunner(seen).MapStreamAsync(Picky, "x", Streamed.Numbers(20), options: Continue));

        Assert.Equal(Enumerable.Range(0, 20), results.Select(r => r.ItemIndex!.Value));
        Assert.Equal([7, 17], results.Where(r => r.Status == RunStatus.Failed).Select(r => r.ItemIndex!.Value));
        Assert.Equal("bad 7", results[7].Error!.Message);
        Assert.False(results[7].TryGet("y", out int _));
        Assert.Equal(18, results[18].Get<int>("y"));
        AssertEnded(seen, RunStatus.Partial, results[7].Error);
    }

    [Fact]
    public async Task Items_that_all_fail_With_Continue_Fail_the_map_but_not_the_caller()
    {
        var seen = new RecordingProcessor();
        List<RunResult> results = await Streamed.AllAsync(new AsyncRunner(seen).MapStreamAsync(Picky, "x", new Source<int>([7, 17]), options: Continue));

        Assert.Equal(["bad 7", "bad 17"], results.Select(r => r.Error!.Message));
        AssertEnded(seen, RunStatus.Failed, results[0].Error);
    }

    [Fact]
    public async Task Items_that_pause_Pause_the_map()
    {
        var seen = new RecordingProcessor();
        var graph = new Graph([Node.Interrupt<string>((int x) => $"{x}?", output: "answer"), Node.Create((string answer, int x) => answer, output: "y")]);
        List<RunResult> results = await Streamed.AllAsync(new AsyncRunner(seen).MapStreamAsync(graph, "x", Streamed.Numbers(2)));

        Assert.All(results, r => Assert.Equal(RunStatus.Paused, r.Status));
        Assert.Equal(["0?", "1?"], results.Select(r => r.Pause!.Question));
        AssertEnded(seen, RunStatus.Paused);
        Assert.Equal("yes", (await new AsyncRunner().ResumeAsync(results[1], "yes", cancellationToken: TestContext.Current.CancellationToken)).Get<string>("y"));
    }

    [Theory]
    [InlineData(ErrorHandling.Raise, ResultOrder.Input)]
    [InlineData(ErrorHandling.Continue, ResultOrder.Completion)]
    public async Task Stream_Throws_Gives_the_results_of_what_it_gave_and_throws(ErrorHandling onError, ResultOrder order)
    {
        foreach (bool atOnce in new[] { true, false })
        {
            var seen = new RecordingProcessor();
            var failure = new FormatException("the stream's own");
            Source<int> source = Streamed.Numbers(9, async (index, _) =>
            {
                if (!atOnce)
                {
                    await Task.Yield();
                }

                if (index == 5)
                {
                    throw failure;
                }
            });
            (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
                new AsyncRunner(seen).MapStreamAsync(Picky, "x", source, options: new() { ErrorHandling = onError, Order = order }));

            Assert.Same(failure, error);
            Assert.Equal([0, 1, 2, 3, 4], results.Select(r => r.Get<int>("y")).Order());
            Assert.Equal(1, source.Closed);
            AssertEnded(seen, RunStatus.Failed, failure);
        }
    }

    [Fact]
    public async Task Stream_Throws_before_its_first_item_or_at_its_end_Fails_the_map()
    {
        var failure = new FormatException("the stream's own");
        IAsyncEnumerable<int>[] streams = [Streamed.Numbers(1, (_, _) => throw failure), new Hostile(failure, whenOpened: true), new Hostile(failure, whenOpened: false)];
        foreach (IAsyncEnumerable<int> stream in streams)
        {
            var seen = new RecordingProcessor();
            (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(new AsyncRunner(seen).MapStreamAsync(Picky, "x", stream));

            Assert.Same(failure, error);
            Assert.Empty(results);
            Assert.Equal(["RunStartEvent", "RunEndEvent"], seen.Events.Select(e => e.GetType().Name));
            AssertEnded(seen, RunStatus.Failed, failure);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelled_while_items_wait_Ends_them_and_throws(bool withCancellation)
    {
        using var cancelling = new CancellationTokenSource();
        var seen = new RecordingProcessor();
        int started = 0;
        var graph = new Graph([Node.Create(async (int x, CancellationToken token) =>
        {
            if (Interlocked.Increment(ref started) == 3)
            {
                _ = Task.Run(cancelling.Cancel, CancellationToken.None);
            }

            await Task.Delay(Timeout.Infinite, token);
            return x;
        },
        output: "y")]);
        Source<int> source = Streamed.Numbers(100);
        IAsyncEnumerable<RunResult> map = withCancellation
            ? new AsyncRunner(seen).MapStreamAsync(graph, "x", source, options: new() { MaxConcurrency = 3 })
            : new AsyncRunner(seen).MapStreamAsync(graph, [], "x", source, options: new() { MaxConcurrency = 3 }, cancellationToken: cancelling.Token);

        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(withCancellation ? Linked(map, cancelling.Token) : map);

        Assert.IsAssignableFrom<OperationCanceledException>(error);
        Assert.Empty(results);
        Assert.Equal((3, 1), (started, source.Closed));
        AssertEnded(seen, RunStatus.Stopped, error);
    }

    [Fact]
    public async Task Cancelled_by_the_caller_Gives_no_further_result()
    {
        using var cancelling = new CancellationTokenSource();
        var seen = new RecordingProcessor();
        Source<int> source = Streamed.Numbers(int.MaxValue);
        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
            new AsyncRunner(seen).MapStreamAsync(Picky, [], "x", source, options: Continue, cancellationToken: cancelling.Token),
            result =>
            {
                if (result.ItemIndex == 99)
                {
                    cancelling.Cancel();
                }
            });

        Assert.IsAssignableFrom<OperationCanceledException>(error);
        Assert.Equal((100, 1), (results.Count, source.Closed));
        AssertEnded(seen, RunStatus.Stopped, error);
    }

    [Fact]
    public async Task Cancelled_while_the_stream_waits_Ends_the_waiting()
    {
        using var cancelling = new CancellationTokenSource();
        var seen = new RecordingProcessor();
        Source<int> source = Streamed.Numbers(9, async (index, token) => await (index == 3 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask));
        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
            new AsyncRunner(seen).MapStreamAsync(Picky, [], "x", source, cancellationToken: cancelling.Token),
            result => _ = result.ItemIndex == 2 ? Task.Run(cancelling.Cancel) : null);

        Assert.IsAssignableFrom<OperationCanceledException>(error);
        Assert.Equal((3, 1), (results.Count, source.Closed));
        AssertEnded(seen, RunStatus.Stopped, error);
    }

    [Fact]
    public async Task Cancelled_before_it_begins_Reads_nothing()
    {
        var seen = new RecordingProcessor();
        Source<int> source = Streamed.Numbers(9);
        (_, Exception? error) = await Streamed.TakeAsync(
            new AsyncRunner(seen).MapStreamAsync(Picky, [], "x", source, cancellationToken: new CancellationToken(canceled: true)));

        Assert.IsAssignableFrom<OperationCanceledException>(error);
        Assert.Equal(0, source.Opened);
        Assert.Equal(["RunStartEvent", "RunEndEvent"], seen.Events.Select(e => e.GetType().Name));
        AssertEnded(seen, RunStatus.Stopped, error);
    }

    [Theory]
    [InlineData(ResultOrder.Input)]
    [InlineData(ResultOrder.Completion)]
    public async Task Caller_that_leaves_Stops_the_map_when_what_is_in_flight_has_ended(ResultOrder order)
    {
        var seen = new RecordingProcessor();
        var graph = new Graph([Node.Create(async (int x) => { await Task.Yield(); return x; }, output: "y")]);
        Source<int> source = Streamed.Numbers(int.MaxValue, async (_, _) => await Task.Yield());
        int taken = 0;
        await foreach (RunResult result in new AsyncRunner(seen).MapStreamAsync(graph, "x", source, options: new() { Order = order, MaxBuffered = 8 }))
        {
            if (++taken == 50)
            {
                break;
            }
        }

        int started = seen.Events.Count(e => e is NodeStartEvent);
        Assert.InRange(started, 50, 50 + 8);
        Assert.Equal(1, source.Closed);
        AssertEnded(seen, RunStatus.Stopped);
    }

    [Fact]
    public async Task Caller_that_leaves_while_the_stream_waits_Ends_the_waiting()
    {
        var seen = new RecordingProcessor();
        Source<int> source = Streamed.Numbers(9, async (index, token) => await (index == 1 ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask));
        RunResult first = await new AsyncRunner(seen).MapStreamAsync(Picky, "x", source).FirstAsync().AsTask().WaitAsync(Streamed.Generous);

        Assert.Equal((0, 1), (first.Get<int>("y"), source.Closed));
        AssertEnded(seen, RunStatus.Stopped);
    }

    [Fact]
    public async Task Caller_that_throws_Gets_its_own_exception_and_the_map_is_stopped()
    {
        var seen = new RecordingProcessor();
        (_, Exception? error) = await Streamed.TakeAsync(
            new AsyncRunner(seen).MapStreamAsync(Picky, "x", Streamed.Numbers(int.MaxValue), options: Continue), _ => throw new FormatException("the caller's own"));

        Assert.Equal("the caller's own", error!.Message);
        AssertEnded(seen, RunStatus.Stopped);
    }

    [Fact]
    public async Task Processors_with_queues_Are_drained_and_shut_down_once()
    {
        var queued = new RecordingAsyncProcessor(async (_, _) => await Task.Yield());
        await Streamed.AllAsync(new AsyncRunner(queued) { ShutdownTimeout = Timeout.InfiniteTimeSpan }.MapStreamAsync(Picky, "x", Streamed.Numbers(5)));

        queued.Events.AssertWellFormed();
        Assert.Equal(1, queued.Shutdowns);
    }

    private static async IAsyncEnumerable<RunResult> Linked(
        IAsyncEnumerable<RunResult> map, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RunResult result in map.WithCancellation(cancellationToken))
        {
            yield return result;
        }
    }

    /// <summary>A stream that fails when it is opened, or is empty and fails when it is closed.</summary>
    private sealed class Hostile(Exception failure, bool whenOpened) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current => 0;

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => whenOpened ? throw failure : this;

        public ValueTask<bool> MoveNextAsync() => new(result: false);

        public ValueTask DisposeAsync() => throw failure;
    }
}
