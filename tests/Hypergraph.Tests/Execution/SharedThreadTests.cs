namespace Hypergraph.Tests.Execution;

/// <summary>Synchronous nodes that are ready at once share a few pool threads. None of them notices.</summary>
public sealed class SharedThreadTests
{
    private const int ShortNodes = 300;

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);
    private static readonly AsyncLocal<string?> Local = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nodes_that_wait_for_each_other_Run_among_short_ones(bool isGated)
    {
        const int Meeting = 4;
        using var barrier = new Barrier(Meeting);
        Func<int, bool> meet = x => barrier.SignalAndWait(Generous);
        Func<int, bool> pass = x => true;
        Graph graph = Ready(isGated, [.. Enumerable.Range(0, ShortNodes).Select(i => i % (ShortNodes / Meeting) == 1 ? meet : pass)]);

        RunResult result = await new AsyncRunner().RunAsync(graph, new { x = 1 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ShortNodes, result.Values.Count(value => value.Value is true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nodes_that_change_the_context_of_their_thread_See_nothing_of_each_other(bool isGated)
    {
        Local.Value = "caller";
        Func<int, bool> change = x =>
        {
            bool isUnchanged = Local.Value == "caller" && SynchronizationContext.Current is null;
            Local.Value = "node";
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            return isUnchanged;
        };
        Graph graph = Ready(isGated, [.. Enumerable.Repeat(change, ShortNodes)]);

        RunResult result = await new AsyncRunner().RunAsync(graph, new { x = 1 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ShortNodes, result.Values.Count(value => value.Value is true));
        Assert.Equal("caller", Local.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failed_node_Prevents_none_that_was_ready_with_it(bool isGated)
    {
        int calls = 0;
        Func<int, bool> fail = x => throw new InvalidOperationException($"call {Interlocked.Increment(ref calls)}");
        Func<int, bool> pass = x => Interlocked.Increment(ref calls) > 0;
        Graph graph = Ready(isGated, [fail, .. Enumerable.Repeat(pass, ShortNodes - 1)]);

        RunResult result = await new AsyncRunner().RunAsync(
            graph, new { x = 1 }, new RunOptions { ErrorHandling = ErrorHandling.Continue }, TestContext.Current.CancellationToken);

        Assert.Equal(ShortNodes, calls);
        Assert.Equal("ready0", Assert.Single(result.Failures).NodePath);
    }

    [Fact]
    public async Task Node_that_sets_a_context_without_a_pump_Does_not_hold_up_its_successors()
    {
        Func<int, int> set = x =>
        {
            SynchronizationContext.SetSynchronizationContext(new DroppingContext());
            return x;
        };
        var graph = new Graph(
        [
            Node.Create(set, output: "a"),
            Node.Create((int x) => x, output: "b"),
            Node.Create(async (int a) => { await Task.Yield(); return a; }, output: "c"),
            Node.Create(async (int b) => { await Task.Yield(); return b; }, output: "d"),
        ]);

        RunResult result = await new AsyncRunner().RunAsync(graph, new { x = 1 }, cancellationToken: TestContext.Current.CancellationToken).WaitAsync(Generous, TestContext.Current.CancellationToken);

        Assert.Equal(1, result.Get<int>("c"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nodes_of_a_caller_that_suppresses_the_flow_of_its_context_See_nothing_of_each_other(bool isGated)
    {
        Func<int, bool> change = x =>
        {
            bool isUnchanged = Local.Value is null;
            Local.Value = "node";
            return isUnchanged;
        };
        Graph graph = Ready(isGated, [.. Enumerable.Repeat(change, ShortNodes)]);

        Task<RunResult> run;
        using (ExecutionContext.SuppressFlow())
        {
            run = new AsyncRunner().RunAsync(graph, new { x = 1 }, cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal(ShortNodes, (await run).Values.Count(value => value.Value is true));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ShortNodes)]
    public async Task Cancelled_run_Begins_none_of_the_nodes_that_wait_for_a_thread(int? maxConcurrency)
    {
        using var cancellation = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        int calls = 0;
        Func<int, bool> wait = x =>
        {
            Interlocked.Increment(ref calls);
            release.Wait(Generous);
            return true;
        };
        Graph graph = Ready(isGated: false, [.. Enumerable.Repeat(wait, ShortNodes)]);
        Task<RunResult> run = new AsyncRunner().RunAsync(graph, new { x = 1 }, new RunOptions { MaxConcurrency = maxConcurrency }, cancellation.Token);

        await cancellation.CancelAsync();
        release.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.InRange(calls, 0, ShortNodes - 1);
    }

    [Fact]
    public async Task Items_of_a_map_of_chains_with_a_limit_Have_as_many_functions_in_flight_as_it_allows()
    {
        const int Limit = 3;
        int inFlight = 0;
        int most = 0;
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task<int> EnterAsync(int x)
        {
            int now = Interlocked.Increment(ref inFlight);
            InterlockedMax(ref most, now);
            if (now == Limit)
            {
                full.TrySetResult();
            }

            await full.Task.WaitAsync(Generous);
            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
            return x;
        }

        var inner = new Graph("inner", [Node.Create((int x) => EnterAsync(x), output: "y")]);
        var graph = new Graph("outer", [inner.AsNode(), Node.Create((int y) => EnterAsync(y), output: "z")]);

        MapResult result = await new AsyncRunner().MapAsync(
            graph, new { x = Enumerable.Range(0, 50).ToArray() }, "x", new MapOptions { MaxConcurrency = Limit }, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 50), result.Get<int>("z"));
        Assert.Equal(Limit, most);
    }

    /// <summary>Nodes that are ready at once: in a static schedule, or in one superstep behind a gate.</summary>
    private static Graph Ready(bool isGated, Func<int, bool>[] functions)
    {
        string[] names = [.. functions.Select((_, i) => $"ready{i}")];
        Node[] nodes = [.. functions.Select((function, i) => Node.Create(function, output: $"v{i}", name: names[i]))];
        return new Graph(isGated ? [Node.Route((int x) => names, names, new RouteOptions { AllowMultiple = true, Name = "gate", DefaultOpen = false }), .. nodes] : nodes);
    }

    /// <summary>Runs nothing that is posted to it.</summary>
    private sealed class DroppingContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
