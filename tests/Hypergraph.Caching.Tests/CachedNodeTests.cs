using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Tests;

public sealed class CachedNodeTests
{
    private readonly HybridCache _cache = NodeCaching.InMemory();

    private int _calls;

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Second_call_with_the_same_inputs_Is_a_hit(string runner)
    {
        var graph = new Graph([Counting("slow"), Node.Create((int y) => y + 1, "z", "tail")]);
        var events = new EventRecorder();

        RunResult first = await Both.RunAsync(runner, graph, new { x = 2 }, events);
        RunResult second = await Both.RunAsync(runner, graph, new { x = 2 }, events);
        RunResult other = await Both.RunAsync(runner, graph, new { x = 3 }, events);

        Assert.Equal((200, 201), (first["y"], first["z"]));
        Assert.Equal((200, 201), (second["y"], second["z"]));
        Assert.Equal((300, 301), (other["y"], other["z"]));
        Assert.Equal(2, _calls);
        Assert.Equal(
            [
                "NodeStart slow", "NodeEnd slow", "NodeStart tail", "NodeEnd tail", "NodeStart slow", "CacheHit slow",
                "NodeEnd slow cached", "NodeStart tail", "NodeEnd tail", "NodeStart slow", "NodeEnd slow", "NodeStart tail",
                "NodeEnd tail",
            ],
            Both.LinesOf(events));
        Assert.Matches("^hypergraph:[0-9a-f]{64}$", Assert.Single(events.Events.OfType<CacheHitEvent>()).Key!);
    }

    [Fact]
    public async Task Runners_Share_what_is_cached()
    {
        var graph = new Graph([Counting("slow")]);
        await Both.RunAsync("sync", graph, new { x = 2 });
        await Both.RunAsync("async", graph, new { x = 2 });
        Assert.Equal(1, _calls);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Failure_Is_not_cached_and_is_the_node_s_own(string runner)
    {
        var broken = new IOException("busy");
        FunctionNode node = Node.Create((int x) => ++_calls < 2 ? throw broken : x, "y", "flaky").Cached(_cache, new() { Key = "flaky" });
        var events = new EventRecorder();

        RunResult first = await Both.RunAsync(runner, new Graph([node]), new { x = 1 }, events);
        RunResult second = await Both.RunAsync(runner, new Graph([node]), new { x = 1 }, events);

        Assert.Same(broken, first.Error);
        Assert.Equal(1, second["y"]);
        Assert.Equal(
            [
                "NodeStart flaky", "NodeError flaky System.IO.IOException", "NodeStart flaky", "NodeEnd flaky",
            ],
            Both.LinesOf(events));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Gate_Is_not_asked_again(string runner)
    {
        var graph = new Graph("g",
        [
            Node.IfElse((int x) => ++_calls > 0 && x > 0, "up", "down", "sign").Cached(_cache, new() { Key = "sign" }),
            Node.Create((int x) => x, "r", "up"),
            Node.Create((int x) => -x, "r", "down"),
        ]);
        var events = new EventRecorder();

        await Both.RunAsync(runner, graph, new { x = 1 }, events);
        RunResult second = await Both.RunAsync(runner, graph, new { x = 1 }, events);

        Assert.Equal(1, second["r"]);
        Assert.Equal(1, _calls);
        Assert.Equal(
            [
                "NodeStart sign", "RouteDecision sign up", "NodeEnd sign", "NodeStart up", "NodeEnd up", "NodeStart sign",
                "CacheHit sign", "RouteDecision sign up", "NodeEnd sign cached", "NodeStart up", "NodeEnd up",
            ],
            Both.LinesOf(events));
    }

    [Fact]
    public async Task Ten_callers_at_once_Are_one_call_and_nine_hits()
    {
        var release = new TaskCompletionSource();
        FunctionNode node = Node.Create(
            async (int x) =>
            {
                Interlocked.Increment(ref _calls);
                await release.Task;
                return x * 100;
            },
            "y",
            "slow").Cached(_cache, new() { Key = "slow" });
        var events = new EventRecorder();
        var graph = new Graph([node]);
        Task<RunResult>[] runs = [.. Enumerable.Range(0, 10).Select(_ => Both.RunAsync("async", graph, new { x = 1 }, events))];
        Assert.All(runs, run => Assert.False(run.IsCompleted));
        release.SetResult();
        RunResult[] results = await Task.WhenAll(runs).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(results, r => Assert.Equal(100, r["y"]));
        Assert.Equal(1, _calls);
        Assert.Equal(9, Both.LinesOf(events).Count(l => l == "CacheHit slow"));
        Assert.Equal(9, Both.LinesOf(events).Count(l => l == "NodeEnd slow cached"));
        Assert.Equal(1, Both.LinesOf(events).Count(l => l == "NodeEnd slow"));
    }

    [Fact]
    public async Task Map_over_equal_items_Calls_once()
    {
        var graph = new Graph([new Graph("inner", [Counting("slow")]).AsNode().MapOver("x")]);
        for (int round = 1; round <= 300; round++)
        {
            RunResult result = await Both.RunAsync("async", graph, new { x = Enumerable.Repeat(round, 20).ToArray() });
            Assert.Equal(Enumerable.Repeat(round * 100, 20), result.Get<int[]>("y"));
            Assert.Equal(round, _calls);
        }
    }

    [Fact]
    public async Task Cancelled_run_Takes_its_call_with_it_and_those_who_waited_call_themselves()
    {
        using var source = new CancellationTokenSource();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        FunctionNode node = Node.Create(
            async (int x, CancellationToken token) =>
            {
                if (Interlocked.Increment(ref _calls) == 1)
                {
                    Task never = Task.Delay(Timeout.InfiniteTimeSpan, token);
                    first.SetResult();
                    await never;
                }

                return x * 100;
            },
            "y",
            "slow").Cached(_cache, new() { Key = "slow" });
        var graph = new Graph([node]);

        Task<RunResult> cancelled = Both.RunAsync("async", graph, new { x = 1 }, token: source.Token);
        await first.Task;
        Task<RunResult> waiting = Both.RunAsync("async", graph, new { x = 1 });
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(100, (await waiting.WaitAsync(TimeSpan.FromSeconds(60)))["y"]);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task Waiting_for_the_call_of_another_run_Ends_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        FunctionNode node = Node.Create(async (int x) => { await release.Task; return x; }, "y").Cached(_cache, new() { Key = "slow" });
        var graph = new Graph([node]);

        Task<RunResult> calling = Both.RunAsync("async", graph, new { x = 1 });
        Task<RunResult> waiting = Both.RunAsync("async", graph, new { x = 1 }, token: source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(60)));
        release.SetResult();
        Assert.Equal(1, (await calling)["y"]);
    }

    [Fact]
    public async Task Own_call_of_a_cancelled_run_Is_waited_for_until_it_ends()
    {
        using var source = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        FunctionNode node = Node.Create(async (int x) => { await release.Task; return x; }, "y", "stubborn").Cached(_cache, new() { Key = "slow" });
        var events = new EventRecorder();

        Task<RunResult> run = Both.RunAsync("async", new Graph([node]), new { x = 1 }, events, source.Token);
        await source.CancelAsync();
        Assert.False(run.IsCompleted);
        release.SetResult();

        Assert.Equal(1, (await run.WaitAsync(TimeSpan.FromSeconds(60)))["y"]);
        Assert.Equal(["NodeStart stubborn", "NodeEnd stubborn"], Both.LinesOf(events));
    }

    [Fact]
    public void SyncRunner_Calls_on_its_own_thread_with_the_run_s_token()
    {
        using var source = new CancellationTokenSource();
        (int Thread, CancellationToken Token) seen = default;
        FunctionNode node = Node.Create((int x, CancellationToken token) => { seen = (Environment.CurrentManagedThreadId, token); return x; }, "y")
            .Cached(_cache, new() { Key = "thread" });
        new SyncRunner().Run(new Graph([node]), new { x = 1 }, null, source.Token);
        Assert.Equal((Environment.CurrentManagedThreadId, source.Token), seen);
    }

    [Fact]
    public async Task Value_in_memory_Is_the_same_object()
    {
        FunctionNode node = Node.Create((int x) => new int[x], "y").Cached(_cache);
        RunResult first = await Both.RunAsync("sync", new Graph([node]), new { x = 2 });
        RunResult second = await Both.RunAsync("sync", new Graph([node]), new { x = 2 });
        Assert.Same(first["y"], second["y"]);
    }

    [Fact]
    public async Task Node_without_outputs_Is_left_out_when_cached()
    {
        FunctionNode node = Node.Create((int x) => { _calls++; }, name: "effect").Cached(_cache, new() { Key = "effect" });
        var events = new EventRecorder();
        await Both.RunAsync("sync", new Graph([node]), new { x = 2 }, events);
        await Both.RunAsync("sync", new Graph([node]), new { x = 2 }, events);
        Assert.Equal(1, _calls);
        Assert.Equal(
            [
                "NodeStart effect", "NodeEnd effect", "NodeStart effect", "CacheHit effect", "NodeEnd effect cached",
            ],
            Both.LinesOf(events));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Options_Reach_the_cache(string runner)
    {
        var cache = new RecordingCache(_cache);
        var entry = new HybridCacheEntryOptions { Expiration = TimeSpan.FromHours(2) };
        FunctionNode node = Node.Create((int x) => x, "y").Cached(cache, new() { Entry = entry, Tags = ["models", "v2"] });

        await Both.RunAsync(runner, new Graph([node]), new { x = 2 });

        (HybridCacheEntryOptions? options, IEnumerable<string>? tags) = cache.Asked[0];
        Assert.Same(entry, options);
        Assert.Equal(["models", "v2"], tags);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Removing_by_tag_Makes_the_node_run_again(string runner)
    {
        FunctionNode node = Node.Create((int x) => ++_calls * x, "y").Cached(_cache, new() { Key = "tagged", Tags = ["models"] });
        await Both.RunAsync(runner, new Graph([node]), new { x = 1 });
        await _cache.RemoveByTagAsync("models");
        Assert.Equal(2, (await Both.RunAsync(runner, new Graph([node]), new { x = 1 }))["y"]);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Cache_that_is_reported_not_to_call_Leaves_it_to_the_node(string runner)
    {
        CacheOptions options = new() { Key = "read only", Entry = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData } };
        FunctionNode node = Node.Create((int x) => ++_calls * x, "y").Cached(_cache, options);
        Assert.Equal(1, (await Both.RunAsync(runner, new Graph([node]), new { x = 1 }))["y"]);
        Assert.Equal(2, (await Both.RunAsync(runner, new Graph([node]), new { x = 1 }))["y"]);
    }

    private FunctionNode Counting(string name) => Node.Create((int x) => { Interlocked.Increment(ref _calls); return x * 100; }, "y", name).Cached(_cache, new() { Key = "times 100" });

    /// <summary>A cache that remembers how it was asked.</summary>
    private sealed class RecordingCache(HybridCache cache) : HybridCache
    {
        public List<(HybridCacheEntryOptions?, IEnumerable<string>?)> Asked { get; } = [];

        public override ValueTask<T> GetOrCreateAsync<TState, T>(
            string key,
            TState state,
            Func<TState, CancellationToken, ValueTask<T>> factory,
            HybridCacheEntryOptions? options = null,
            IEnumerable<string>? tags = null,
            CancellationToken cancellationToken = default)
        {
            Asked.Add((options, tags));
            return cache.GetOrCreateAsync(key, state, factory, options, tags, cancellationToken);
        }

        public override ValueTask SetAsync<T>(
            string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default) =>
            cache.SetAsync(key, value, options, tags, cancellationToken);

        public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) => cache.RemoveAsync(key, cancellationToken);

        public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) => cache.RemoveByTagAsync(tag, cancellationToken);
    }

    [Fact]
    public async Task Stream_that_a_stop_has_ended_Is_not_kept()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        Graph graph = new([Node.Create((int x) => CountAsync(++calls), "items", "count").Cached(NodeCaching.InMemory(), new() { Key = "count" })]);
        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 1 });
        await first.Task;

        Assert.True(run.Stop());
        stopped.SetResult();
        RunResult cut = await run.Completion;
        RunResult whole = await new AsyncRunner().RunAsync(graph, new { x = 1 });
        RunResult cached = await new AsyncRunner().RunAsync(graph, new { x = 1 });

        Assert.Equal(RunStatus.Stopped, cut.Status);
        Assert.Equal([1, 2, 3], whole.Get<List<int>>("items"));
        Assert.Equal([1, 2, 3], cached.Get<List<int>>("items"));
        Assert.Equal(2, calls);

        async IAsyncEnumerable<int> CountAsync(int call)
        {
            yield return 1;
            first.TrySetResult();
            await stopped.Task;
            for (int i = 2; call == 1 || i <= 3; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
    }
}
