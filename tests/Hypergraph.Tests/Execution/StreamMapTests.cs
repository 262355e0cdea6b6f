using System.Runtime.CompilerServices;

namespace Hypergraph.Tests.Execution;

/// <summary>Maps over streams: results, their order, and how far ahead the stream is read.</summary>
public class StreamMapTests
{
    private static readonly Graph Double = new("double",
    [
        Node.Create((int x, int add = 0) => (x * 2) + add, output: "y"),
        Node.Create((int y) => $"<{y}>", output: "text"),
    ]);

    private static IAsyncEnumerable<RunResult> Map(Graph graph, IAsyncEnumerable<int> items, MapStreamOptions? options = null) =>
        new AsyncRunner().MapStreamAsync(graph, "x", items, options: options);

    [Fact]
    public async Task MapAsync_Stream_Gives_a_result_for_each_item_in_input_order()
    {
        List<RunResult> results = await Streamed.AllAsync(Map(Double, Streamed.Numbers(1_000)));

        // Read only after all of them have been returned.
        Assert.Equal(Enumerable.Range(0, 1_000), results.Select(r => r.ItemIndex!.Value));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(x => x * 2), results.Select(r => r.Get<int>("y")));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(x => $"<{x * 2}>"), results.Select(r => r["text"]));
        Assert.All(results, r => Assert.Equal(["y", "text"], r.Values.Keys));
        Assert.All(results, r => Assert.True(r.IsCompleted));
        Assert.Equal(1_000, results.Select(r => r.RunId).Distinct().Count());
    }

    [Fact]
    public async Task MapAsync_Stream_A_function_Sees_which_item_it_is_called_for()
    {
        var graph = new Graph([Node.Create((int x, NodeContext context) => context.ItemIndex, output: "index", name: "tell")]);

        List<RunResult> results = await Streamed.AllAsync(Map(graph, Streamed.Numbers(100)));

        Assert.Equal(Enumerable.Range(0, 100), results.Select(r => r.Get<int?>("index")!.Value));
    }

    [Fact]
    public async Task MapAsync_Stream_Concurrency_without_a_limit_Runs()
    {
        List<RunResult> results = await Streamed.AllAsync(Map(Double, Streamed.Numbers(3), new MapStreamOptions { MaxConcurrency = int.MaxValue }));

        Assert.Equal([0, 2, 4], results.Select(r => r.Get<int>("y")));
    }

    [Fact]
    public async Task MapAsync_Stream_Other_inputs_Are_the_same_for_every_item()
    {
        var runner = new AsyncRunner();
        Assert.Equal([1, 3], (await Streamed.AllAsync(runner.MapStreamAsync(Double, new { add = 1 }, "x", Streamed.Numbers(2)))).Select(r => r["y"]));
        Assert.Equal([5, 7], (await Streamed.AllAsync(runner.MapStreamAsync(Double, new Dictionary<string, object?> { ["add"] = 5 }, "x", Streamed.Numbers(2)))).Select(r => r["y"]));
        Assert.Equal([9, 11], (await Streamed.AllAsync(runner.MapStreamAsync(Double.Bind(("add", 9), ("x", 100)), "x", Streamed.Numbers(2)))).Select(r => r["y"]));
    }

    [Fact]
    public async Task MapAsync_Stream_of_a_type_that_the_input_takes_Runs()
    {
        var runner = new AsyncRunner();
        Graph Of(Delegate function) => new([Node.Create(function, output: "y")]);
        var untyped = new Graph([Node.CreateFrom(NodeFunction.FromValues(["x"], v => v["x"]), ["y"], "y")]);

        Assert.Equal([0, 1], (await Streamed.AllAsync(runner.MapStreamAsync(Of((int? x) => x), "x", Streamed.Numbers(2)))).Select(r => r["y"]));
        Assert.Equal([0, 1], (await Streamed.AllAsync(runner.MapStreamAsync(Of((object x) => x), "x", Streamed.Numbers(2)))).Select(r => r["y"]));
        Assert.Equal([0, 1], (await Streamed.AllAsync(runner.MapStreamAsync(untyped, "x", Streamed.Numbers(2)))).Select(r => r["y"]));
        Assert.Equal(["ab", null], (await Streamed.AllAsync(runner.MapStreamAsync(Of((IEnumerable<char>? x) => x), "x", new Source<string?>(["ab", null])))).Select(r => r["y"]));
    }

    [Fact]
    public async Task MapAsync_Stream_Any_kind_of_graph_Gives_what_a_map_over_a_list_gives()
    {
        Graph inner = new("inner", [Node.Create((int n) => n + 1, output: "m")]);
        var graph = new Graph("all",
        [
            Node.IfElse((int x) => x % 2 == 0, "even", "odd", name: "gate"),
            Node.Create((int x) => Enumerable.Range(0, x % 5).ToArray(), output: "n", name: "even"),
            Node.Create(async (int x) => { await Task.Yield(); return $"odd {x}"; }, output: "text", name: "odd"),
            inner.AsNode().MapOver("n"),
        ]);

        MapResult expected = await new AsyncRunner().MapAsync(graph, new { x = Enumerable.Range(0, 200) }, "x");
        List<RunResult> results = await Streamed.AllAsync(Map(graph, Streamed.Numbers(200)));

        Assert.Equal(expected.Select(r => r.ToString()), results.Select(r => r.ToString()));
        Assert.Equal(expected.Select(r => r.TryGet("m", out int[]? m) ? m!.Length : -1), results.Select(r => r.TryGet("m", out int[]? m) ? m!.Length : -1));
        Assert.Equal(expected.Select(r => r.ItemIndex), results.Select(r => r.ItemIndex));
    }

    [Fact]
    public async Task MapAsync_Stream_Items_that_end_in_another_order_Stand_in_input_order()
    {
        const int Count = 20;
        TaskCompletionSource[] ends = Streamed.Gates(Count);
        var graph = new Graph([Node.Create(async (int x) =>
        {
            // Each waits for the one behind it.
            await (x == Count - 1 ? Task.CompletedTask : ends[x + 1].Task);
            ends[x].SetResult();
            return x;
        },
        output: "y")]);

        List<RunResult> results = await Streamed.AllAsync(Map(graph, Streamed.Numbers(Count), new() { MaxConcurrency = Count }));

        Assert.Equal(Enumerable.Range(0, Count), results.Select(r => r.Get<int>("y")));
    }

    [Fact]
    public async Task MapAsync_Stream_In_order_of_completion_Gives_each_result_as_its_item_ends()
    {
        int[] endOrder = [2, 0, 3, 1];
        TaskCompletionSource[] ends = Streamed.Gates(4);
        var graph = new Graph([Node.Create(async (int x) => { await ends[x].Task; return x * 10; }, output: "y")]);
        List<int> given = [];

        ends[endOrder[0]].SetResult();
        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(Map(graph, Streamed.Numbers(4), new() { Order = ResultOrder.Completion }), result =>
        {
            given.Add(result.ItemIndex!.Value);
            if (given.Count < 4)
            {
                ends[endOrder[given.Count]].SetResult();
            }
        });

        Assert.Null(error);
        Assert.Equal(endOrder, given);
        Assert.Equal([20, 0, 30, 10], results.Select(r => r.Get<int>("y")));
    }

    [Theory]
    [InlineData(ResultOrder.Input, null, 1)]
    [InlineData(ResultOrder.Input, 2, 7)]
    [InlineData(ResultOrder.Completion, 3, null)]
    [InlineData(ResultOrder.Input, 40, null)]
    [InlineData(ResultOrder.Completion, null, 64)]
    [InlineData(ResultOrder.Input, null, null)]
    public async Task MapAsync_Stream_Is_never_read_further_ahead_than_the_bound(ResultOrder order, int? concurrency, int? buffered)
    {
        const int Count = 3_000;
        int bound = buffered ?? (concurrency is { } limit ? (int?)Math.Max(32, limit * 2) : null) ?? Math.Max(256, 8 * Environment.ProcessorCount);
        int given = 0;
        int most = 0;
        Source<int> source = Streamed.Numbers(Count, (index, _) =>
        {
            most = Math.Max(most, index + 1 - Volatile.Read(ref given));
            return ValueTask.CompletedTask;
        });

        (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
            Map(Double, source, new() { Order = order, MaxConcurrency = concurrency, MaxBuffered = buffered }), _ => Interlocked.Increment(ref given));

        Assert.Null(error);
        Assert.Equal(Count, results.Count);
        Assert.InRange(most, 1, bound);
    }

    [Fact]
    public async Task MapAsync_Stream_Caller_that_waits_Stops_the_reading_at_the_bound()
    {
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Source<int> source = Streamed.Numbers(100, (index, _) =>
        {
            if (index == 9)
            {
                full.SetResult();
            }

            return ValueTask.CompletedTask;
        });

        await using IAsyncEnumerator<RunResult> results = Map(Double, source, new() { MaxBuffered = 10 }).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await results.MoveNextAsync());
        await full.Task.WaitAsync(Streamed.Generous, TestContext.Current.CancellationToken);

        // Only a result that the caller has gone past makes room for an item.
        for (int i = 0; i < 4; i++)
        {
            Assert.InRange(source.Read, 9, 10 + i);
            Assert.Equal(i, results.Current.ItemIndex);
            Assert.True(i == 3 || await results.MoveNextAsync());
        }
    }

    [Fact]
    public async Task MapAsync_Stream_that_waits_Does_not_hold_up_what_was_read()
    {
        var taken = new SemaphoreSlim(1);
        Source<int> source = Streamed.Numbers(5, async (_, token) => await taken.WaitAsync(token));

        // The source produces an item only after the caller has read the result of the one before.
        foreach (int? concurrency in new int?[] { 1, 2, null })
        {
            (List<RunResult> results, Exception? error) = await Streamed.TakeAsync(
                Map(Double, source, new() { MaxConcurrency = concurrency }), _ => taken.Release());
            Assert.Null(error);
            Assert.Equal(5, results.Count);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task MapAsync_Stream_MaxConcurrency_Is_reached_and_never_exceeded(int limit)
    {
        var gate = new Lock();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int current = 0;
        int most = 0;
        var graph = new Graph([Node.Create(async (int x) =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++current);
                if (current == limit)
                {
                    full.TrySetResult();
                }
            }

            await full.Task.WaitAsync(Streamed.Generous);
            await Task.Yield();
            lock (gate)
            {
                current--;
            }

            return x;
        },
        output: "y")]);

        await Streamed.AllAsync(Map(graph, Streamed.Numbers(50, async (_, _) => await Task.Yield()), new() { MaxConcurrency = limit, MaxBuffered = 40 }));

        Assert.Equal(limit, most);
    }

    [Fact]
    public async Task MapAsync_Stream_MaxBuffered_Bounds_the_items_in_flight_too()
    {
        int current = 0;
        int most = 0;
        var graph = new Graph([Node.Create(async (int x) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref current));
            await Task.Yield();
            Interlocked.Decrement(ref current);
            return x;
        },
        output: "y")]);

        Assert.Equal(20, (await Streamed.AllAsync(Map(graph, Streamed.Numbers(20), new() { MaxBuffered = 1 }))).Count);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task MapAsync_Stream_Keeps_alive_only_what_is_in_its_bound()
    {
        const int Count = 2_000;
        const int Bound = 16;
        var graph = new Graph([Node.Create((Payload x) => new Payload(x.Number), output: "y")]);
        List<WeakReference> seen = [];
        int mostAlive = 0;
        int taken = 0;
        IEnumerable<Payload> items = Enumerable.Range(0, Count).Select(n => Seen(new Payload(n)));

        await foreach (RunResult result in new AsyncRunner().MapStreamAsync(graph, "x", new Source<Payload>(items), options: new() { MaxBuffered = Bound, MaxConcurrency = 4 }).WithCancellation(TestContext.Current.CancellationToken))
        {
            lock (seen)
            {
                seen.Add(Weak(result));
            }

            if (++taken % 200 == 0)
            {
                GC.Collect();
                lock (seen)
                {
                    mostAlive = Math.Max(mostAlive, seen.Count(s => s.IsAlive));
                }
            }
        }

        // An item and its output; those that workers have seen last; the result in the caller's hands.
        Assert.InRange(mostAlive, 1, (2 * Bound) + (2 * 5) + 3);

        Payload Seen(Payload payload)
        {
            lock (seen)
            {
                seen.Add(new WeakReference(payload));
            }

            return payload;
        }
    }

    [Fact]
    public async Task MapAsync_Stream_Nothing_runs_before_a_result_is_asked_for_and_each_time_anew()
    {
        int runs = 0;
        var graph = new Graph([Node.Create((int x) => { Interlocked.Increment(ref runs); return x; }, output: "y")]);
        Source<int> source = Streamed.Numbers(10);

        IAsyncEnumerable<RunResult> map = Map(graph, source);
        await using (map.GetAsyncEnumerator(TestContext.Current.CancellationToken))
        {
            Assert.Equal((0, 0), (source.Opened, runs));
        }

        await Streamed.AllAsync(map);
        Assert.Equal((1, 1, 10), (source.Opened, source.Closed, runs));
        await Streamed.AllAsync(map);
        Assert.Equal((2, 2, 20), (source.Opened, source.Closed, runs));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Weak(RunResult result) => new(result.Get<Payload>("y"));

    private sealed record Payload(int Number);
}
