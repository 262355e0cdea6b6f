namespace Hypergraph.Tests.Execution;

public class ConcurrencyTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    /// <summary>Holds every call until as many as expected are in flight, and counts the maximum.</summary>
    private sealed class Gauge(int expected)
    {
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _gate = new();
        private int _current;

        public int Most { get; private set; }

        public int Calls { get; private set; }

        public async Task<int> PassAsync(int x)
        {
            lock (_gate)
            {
                Calls++;
                Most = Math.Max(Most, ++_current);
                if (_current == expected)
                {
                    _full.TrySetResult();
                }
            }

            await _full.Task.WaitAsync(Generous);
            await Task.Yield();
            lock (_gate)
            {
                _current--;
            }

            return x;
        }
    }

    private static FunctionNode Pass(Gauge gauge, string input, string output) =>
        Node.CreateFrom(NodeFunction.FromValuesAsync([input], async (v, _) => await gauge.PassAsync(1)), [output], output);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task MaxConcurrency_Independent_nodes_Is_reached_and_never_exceeded(int limit)
    {
        var gauge = new Gauge(limit);
        var graph = new Graph(Enumerable.Range(0, 8).Select(i => Pass(gauge, "x", $"v{i}")));

        await new AsyncRunner().RunAsync(graph, new { x = 1 }, new RunOptions { MaxConcurrency = limit });

        Assert.Equal((limit, 8), (gauge.Most, gauge.Calls));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task MaxConcurrency_Over_nested_maps_Is_one_budget(int limit)
    {
        var gauge = new Gauge(limit);
        Graph cell = new("cell", [Pass(gauge, "x", "y")]);
        Graph row = new("row", [cell.AsNode().MapOver("x")]);
        var graph = new Graph("sheet", [row.AsNode().MapOver("x"), Pass(gauge, "w", "beside")]);
        var values = new { x = Enumerable.Range(0, 4).Select(_ => new object[] { 1, 2, 3, 4 }).ToArray(), w = 1 };

        await new AsyncRunner().RunAsync(graph, values, new RunOptions { MaxConcurrency = limit });

        Assert.Equal((limit, 17), (gauge.Most, gauge.Calls));
    }

    [Fact]
    public async Task MaxConcurrency_Top_level_map_over_a_graph_with_a_map_Is_one_budget()
    {
        var gauge = new Gauge(5);
        Graph cell = new("cell", [Pass(gauge, "x", "y"), Pass(gauge, "x", "z")]);
        var graph = new Graph("row", [cell.AsNode().MapOver("x")]);
        var values = new { x = Enumerable.Range(0, 6).Select(_ => new object[] { 1, 2, 3 }).ToArray() };

        await new AsyncRunner().MapAsync(graph, values, "x", new MapOptions { MaxConcurrency = 5 });

        Assert.Equal((5, 36), (gauge.Most, gauge.Calls));
    }

    [Fact]
    public async Task MaxConcurrency_Synchronous_nodes_Count_too()
    {
        int current = 0;
        int most = 0;
        int Enter(int x)
        {
            int now = Interlocked.Increment(ref current);
            InterlockedMax(ref most, now);
            Thread.Yield();
            Interlocked.Decrement(ref current);
            return x;
        }

        var graph = new Graph(Enumerable.Range(0, 50).Select(i => Node.Create(Enter, output: $"v{i}", name: $"n{i}")));
        await new AsyncRunner().RunAsync(graph, new { x = 1 }, new RunOptions { MaxConcurrency = 2 });

        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Independent_asynchronous_nodes_Run_at_the_same_time()
    {
        var gauge = new Gauge(3);
        await new AsyncRunner().RunAsync(new Graph([Pass(gauge, "x", "a"), Pass(gauge, "x", "b"), Pass(gauge, "x", "c")]), new { x = 1 });
        Assert.Equal(3, gauge.Most);
    }

    [Fact]
    public async Task Independent_synchronous_nodes_Run_at_the_same_time()
    {
        using var barrier = new Barrier(2);
        Func<int, bool> meet = x => barrier.SignalAndWait(Generous);
        RunResult result = await new AsyncRunner().RunAsync(new Graph([Node.Create(meet, output: "a"), Node.Create(meet, output: "b")]), new { x = 1 });

        Assert.True(result.Get<bool>("a"));
        Assert.True(result.Get<bool>("b"));
    }

    [Fact]
    public async Task Independent_nodes_of_a_superstep_Run_at_the_same_time()
    {
        using var barrier = new Barrier(2);
        Func<int, bool> meet = x => barrier.SignalAndWait(Generous);
        var graph = new Graph([Node.Create(meet, output: "a"), Node.IfElse((bool a) => a, "b", Node.End, name: "gate"), Node.Create(meet, output: "c"), Node.Create((bool c) => c, output: "b")]);

        Assert.True((await new AsyncRunner().RunAsync(graph, new { x = 1 })).Get<bool>("b"));
    }

    [Fact]
    public async Task Items_of_a_map_Run_at_the_same_time()
    {
        using var barrier = new Barrier(2);
        MapResult result = await new AsyncRunner().MapAsync(
            new Graph([Node.Create((int x) => barrier.SignalAndWait(Generous), output: "met")]), new { x = new[] { 1, 2 } }, "x");

        Assert.Equal([true, true], result.Get<bool>("met"));
    }

    [Fact]
    public async Task Node_Starts_as_soon_as_its_own_inputs_are_there()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new Graph(
        [
            Node.Create(async (int x) => { await release.Task.WaitAsync(Generous); return x; }, output: "slow"),
            Node.Create(async (int x) => { await Task.Yield(); return x; }, output: "quick"),
            Node.Create((int quick) => release.TrySetResult(), output: "third"),
        ]);

        Assert.True((await new AsyncRunner().RunAsync(graph, new { x = 1 })).Get<bool>("third"));
    }

    [Fact]
    public async Task Graph_Used_from_many_threads_Gives_each_run_its_own_values()
    {
        Graph inner = new("inner", [Node.Create((int x) => x * 2, output: "y")]);
        var graph = new Graph("shared",
        [
            inner.AsNode(),
            Node.IfElse((int y) => y % 4 == 0, "even", "odd", name: "gate"),
            Node.Create((int y) => $"e{y}", output: "text", name: "even"),
            Node.Create((int y) => $"o{y}", output: "text", name: "odd"),
        ]);
        var sync = new SyncRunner();
        var async = new AsyncRunner();

        await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (i, _) =>
        {
            RunResult result = i % 2 == 0 ? sync.Run(graph, ("x", i)) : await async.RunAsync(graph, ("x", i));
            Assert.Equal(i % 2 == 0 ? $"e{i * 2}" : $"o{i * 2}", result["text"]);
        });
    }

    [Fact]
    public async Task Map_Items_that_end_in_another_order_Stand_in_input_order()
    {
        const int Count = 20;
        TaskCompletionSource[] ends = [.. Enumerable.Range(0, Count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        var graph = new Graph([Node.Create(async (int x) =>
        {
            // Each waits for the one behind it.
            await (x == Count - 1 ? Task.CompletedTask : ends[x + 1].Task.WaitAsync(Generous));
            ends[x].SetResult();
            return x * 10;
        },
        output: "y")]);

        MapResult result = await new AsyncRunner().MapAsync(graph, new { x = Enumerable.Range(0, Count) }, "x", new MapOptions { MaxConcurrency = Count });

        Assert.Equal(Enumerable.Range(0, Count).Select(x => x * 10), result.Get<int>("y"));
        Assert.Equal(Enumerable.Range(0, Count).Select(x => x * 10), result.Select(r => r.Get<int>("y")));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (seen < value)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
