using Microsoft.Extensions.Caching.Hybrid;

namespace Hypergraph.Caching.Tests;

/// <summary>A call that a stop has ended is not kept, also for callers that wait for it.</summary>
public sealed class StoppedCallTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _streams;

    [Fact]
    public async Task SyncRunner_that_waits_for_the_call_of_a_run_that_is_stopped_Calls_itself()
    {
        var cache = new JoinedCache(NodeCaching.InMemory());
        var streaming = new Graph([Node.Create((int x) => CountAsync(x), "items", "count").Cached(cache, new() { Key = "items" })]);
        int calls = 0;
        var listing = new Graph([Node.Create((int x) => { calls++; return new List<int> { x, -1 }; }, "items", "count").Cached(cache, new() { Key = "items" })]);
        RunHandle<RunResult> run = new AsyncRunner().Start(streaming, new { x = 7 });
        await _first.Task.WaitAsync(Generous);
        int asked = cache.Asked;

        RunHandle<RunResult> waiting = new SyncRunner().Start(listing, new { x = 7 });
        await cache.UntilAskedAsync(asked + 1).WaitAsync(Generous);
        Assert.Equal(0, calls);
        Assert.True(run.Stop());
        _continue.SetResult();

        RunResult stopped = await run.Completion.WaitAsync(Generous);
        RunResult own = await waiting.Completion.WaitAsync(Generous);
        Assert.Equal(RunStatus.Stopped, stopped.Status);
        Assert.Equal(RunStatus.Completed, own.Status);
        Assert.Equal([7, -1], own.Get<List<int>>("items"));
        Assert.Equal([7, -1], new SyncRunner().Run(listing, new { x = 7 }).Get<List<int>>("items"));
        Assert.Equal((1, 1), (_streams, calls));
    }

    [Fact]
    public async Task AsyncRunner_that_waits_for_the_call_of_a_run_that_is_stopped_Calls_itself()
    {
        var cache = new JoinedCache(NodeCaching.InMemory());
        var streaming = new Graph([Node.Create((int x) => CountAsync(x), "items", "count").Cached(cache, new() { Key = "items" })]);
        var listing = new Graph([Node.Create((int x) => new List<int> { x, -1 }, "items", "count").Cached(cache, new() { Key = "items" })]);
        RunHandle<RunResult> run = new AsyncRunner().Start(streaming, new { x = 7 });
        await _first.Task.WaitAsync(Generous);
        int asked = cache.Asked;

        Task<RunResult> waiting = Task.Run(() => new AsyncRunner().RunAsync(listing, new { x = 7 }));
        await cache.UntilAskedAsync(asked + 1).WaitAsync(Generous);
        Assert.True(run.Stop());
        _continue.SetResult();

        Assert.Equal([7, -1], (await waiting.WaitAsync(Generous)).Get<List<int>>("items"));
        Assert.Equal(RunStatus.Stopped, (await run.Completion.WaitAsync(Generous)).Status);
    }

    [Fact]
    public async Task Call_of_a_run_that_is_cancelled_and_stopped_Is_waited_for_and_not_kept()
    {
        using var source = new CancellationTokenSource();
        HybridCache cache = NodeCaching.InMemory();
        var graph = new Graph([Node.Create((int x) => CountAsync(x), "items", "count").Cached(cache, new() { Key = "items" })]);
        var events = new EventRecorder();
        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 1 }, new RunOptions { EventProcessors = [events] }, source.Token);
        await _first.Task.WaitAsync(Generous);

        Assert.True(run.Stop());
        await source.CancelAsync();
        Assert.False(run.Completion.IsCompleted);
        _continue.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Completion.WaitAsync(Generous));
        Assert.Equal(RunStatus.Stopped, run.Status);
        Assert.Equal(["NodeStart count", "NodeEnd count stopped"], EventText.Of(events.Events.Where(e => e is NodeStartEvent or NodeEndEvent)));
        RunResult whole = await new AsyncRunner().RunAsync(graph, new { x = 1 });
        Assert.Equal([1, 2, 3], whole.Get<List<int>>("items"));
        Assert.Equal(2, _streams);
    }

    /// <summary>Three items; the first time the first, and the others without end when they may.</summary>
    private async IAsyncEnumerable<int> CountAsync(int first)
    {
        bool isEndless = Interlocked.Increment(ref _streams) == 1;
        yield return first;
        _first.TrySetResult();
        await _continue.Task;
        for (int i = first + 1; isEndless || i <= first + 2; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    /// <summary>A cache that counts the questions that have come to it, each when the cache has begun to answer it.</summary>
    private sealed class JoinedCache(HybridCache cache) : HybridCache
    {
        private readonly Lock _gate = new();
        private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
        private int _asked;

        public int Asked
        {
            get
            {
                lock (_gate)
                {
                    return _asked;
                }
            }
        }

        public Task UntilAskedAsync(int count)
        {
            lock (_gate)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_asked >= count)
                {
                    reached.SetResult();
                }

                _waiting.Add((count, reached));
                return reached.Task;
            }
        }

        public override ValueTask<T> GetOrCreateAsync<TState, T>(
            string key,
            TState state,
            Func<TState, CancellationToken, ValueTask<T>> factory,
            HybridCacheEntryOptions? options = null,
            IEnumerable<string>? tags = null,
            CancellationToken cancellationToken = default)
        {
            ValueTask<T> pending = cache.GetOrCreateAsync(key, state, factory, options, tags, cancellationToken);
            lock (_gate)
            {
                _asked++;
                foreach ((_, TaskCompletionSource reached) in _waiting.Where(w => w.Count <= _asked))
                {
                    reached.TrySetResult();
                }
            }

            return pending;
        }

        public override ValueTask SetAsync<T>(
            string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default) =>
            cache.SetAsync(key, value, options, tags, cancellationToken);

        public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) => cache.RemoveAsync(key, cancellationToken);

        public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) => cache.RemoveByTagAsync(tag, cancellationToken);
    }
}
