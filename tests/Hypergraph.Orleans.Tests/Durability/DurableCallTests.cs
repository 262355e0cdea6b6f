using Hypergraph.Durability;
using Hypergraph.Durability.Tests;
using Hypergraph.Tests.Events;

namespace Hypergraph.Orleans.Tests.Durability;

/// <summary>Calls on a cluster with a store.</summary>
public sealed class DurableCallTests(DurableCluster cluster) : IClassFixture<DurableCluster>
{
    private readonly OrleansRunner _runner = cluster.Durable;

    [Fact]
    public async Task Paused_run_Is_answered_by_another_call_And_completes()
    {
        cluster.Answer = null;
        cluster.Store.Current = new InMemoryRunStore();
        DurableCase durable = DurableCases.Of("interrupt");
        var asked = new ExecutionLog();

        RunResult paused = await _runner.RunAsync(durable.Graph(asked), durable.Inputs, Stored.Run("review"));
        PendingQuestion question = Assert.Single(await QuestionsAsync());
        await cluster.Store.Current.AnswerAsync("review", "approve", System.Text.Json.JsonSerializer.SerializeToElement(true), TestContext.Current.CancellationToken);
        var answered = new ExecutionLog();
        RunResult done = await _runner.RunAsync(durable.Graph(answered), default, Stored.Run("review"));

        Assert.Equal((RunStatus.Paused, "approve"), (paused.Status, paused.Pause!.ResponseParameter));
        Assert.Equal(("review", "approve"), (question.RunId, question.Answer));
        Assert.Equal((RunStatus.Completed, "About cats."), (done.Status, done.Get<string>("published")));
        Assert.Equal((2, 1), (asked.Keys.Count, answered.Keys.Count));
    }

    [Fact]
    public async Task Retried_map_Runs_the_failed_items_again()
    {
        cluster.Store.Current = new InMemoryRunStore();
        int calls = 0;
        var graph = new Graph("picky", [Node.Create((int x) => x == 2 && Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("not yet") : x * 10, "y")]);
        MapResult first = await _runner.MapAsync(graph, new { x = new[] { 1, 2, 3 } }, "x", Stored.Map("map", ErrorHandling.Continue));
        MapResult again = await _runner.MapAsync(graph, default, "x", Stored.Map("map", ErrorHandling.Continue));

        _ = await cluster.Store.Current.RetryAsync("map", items: null, TestContext.Current.CancellationToken);
        MapResult retried = await _runner.MapAsync(graph, default, "x", Stored.Map("map", ErrorHandling.Continue));

        Assert.Equal((RunStatus.Partial, RunStatus.Partial, RunStatus.Completed), (first.Status, again.Status, retried.Status));
        Assert.Equal([10, 20, 30], retried.Get<int>("y"));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Keys_of_effects_Are_those_of_a_local_call()
    {
        cluster.Store.Current = new InMemoryRunStore();
        DurableCase durable = DurableCases.Of("loop in map");
        var here = new ExecutionLog();
        var there = new ExecutionLog();

        _ = await DurableCall.RunAsync(durable, new AsyncRunner { Store = new InMemoryRunStore() }, here);
        _ = await DurableCall.RunAsync(durable, _runner, there);

        Assert.NotEmpty(here.Keys);
        Assert.Equal(here.Keys.Order(StringComparer.Ordinal), there.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Events_of_a_resumed_call_Are_those_of_a_local_call()
    {
        DurableCase durable = DurableCases.Of("map");
        RecordingProcessor here = await ResumeAsync(durable, store => new AsyncRunner { Store = store });
        RecordingProcessor there = await ResumeAsync(durable, store =>
        {
            cluster.Store.Current = store;
            return _runner;
        });

        there.Events.AssertWellFormed();
        Assert.Equal(TypesOf(here), TypesOf(there));
        Assert.Single(there.Events.OfType<RunResumedEvent>());
        Assert.Equal(here.Events.OfType<NodeEndEvent>().Count(e => e.IsRestored), there.Events.OfType<NodeEndEvent>().Count(e => e.IsRestored));
    }

    [Fact]
    public async Task Started_call_Is_stored_And_a_second_one_is_refused_until_it_ends()
    {
        cluster.Store.Current = new InMemoryRunStore();
        var gate = new TaskCompletionSource();
        var graph = new Graph("slow", [Node.Create(async (int x) => { await gate.Task; return x + 1; }, "y")]);

        RunHandle<RunResult> handle = await _runner.SubmitAsync(graph, new { x = 1 }, Stored.Run("slow"));
        RunHeldException held = await Assert.ThrowsAsync<RunHeldException>(() => _runner.RunAsync(graph, default, Stored.Run("slow")));
        gate.SetResult();

        Assert.Equal(2, (await handle.Completion).Get<int>("y"));
        Assert.Contains("'slow'", held.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await _runner.Start(graph, default, Stored.Run("slow")).Completion).Get<int>("y"));
    }

    [Fact]
    public async Task Stream_That_stopped_Resumes_with_the_same_stream()
    {
        cluster.Store.Current = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        int calls = 0;
        var graph = new Graph("stream", [Node.Create((int x) => { Interlocked.Increment(ref calls); return x + 1; }, "y")]);
        var options = new MapStreamOptions { WorkflowId = "stream", MaxBuffered = 1 };

        await foreach (RunResult result in _runner.MapStreamAsync(graph, default, "x", Numbers(), options))
        {
            if (result.ItemIndex == 1)
            {
                break;
            }
        }

        int before = calls;
        List<int> all = [];
        await foreach (RunResult result in _runner.MapStreamAsync(graph, default, "x", Numbers(), options))
        {
            all.Add(result.Get<int>("y"));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], all);
        Assert.True(before >= 2);
        Assert.Equal(6, calls);

        static async IAsyncEnumerable<int> Numbers()
        {
            for (int n = 0; n < 6; n++)
            {
                await Task.Yield();
                yield return n;
            }
        }
    }

    [Fact]
    public async Task Silo_without_a_store_Refuses_a_durable_call_Before_anything_runs()
    {
        SiloGraphs? silo = null;
        await using OrleansRunner runner = OrleansRunner.Local(graphs => (silo, graphs.Store) = (graphs, new InMemoryRunStore()));
        silo!.Store = null;
        var graph = new Graph("g", [Node.Create((int x) => x, "y")]);

        GraphNotAvailableException thrown = await Assert.ThrowsAsync<GraphNotAvailableException>(() => runner.RunAsync(graph, new { x = 1 }, Stored.Run("id")));

        Assert.Contains("has no store for durable runs. Set SiloGraphs.Store", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_of_the_silo_s_own_runner_Is_refused()
    {
        await using OrleansRunner runner = OrleansRunner.Local(graphs => graphs.Runner = _ => new AsyncRunner { Store = new InMemoryRunStore() });
        var graph = new Graph("g", [Node.Create((int x) => x, "y")]);

        RemoteNodeException thrown = await Assert.ThrowsAsync<RemoteNodeException>(() => runner.RunAsync(graph, new { x = 1 }, Stored.Run("id")));

        Assert.Contains("Set SiloGraphs.Store instead", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_that_may_run_at_most_once_And_had_begun_Pauses_the_call()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        int calls = 0;
        var graph = new Graph("pay", [Node.Create((int x) => { calls++; return x; }, "y", "charge").AtMostOnce()]);
        cluster.Store.Current = new CrashingStore(store, 1);
        _ = await Record.ExceptionAsync(() => _runner.RunAsync(graph, new { x = 1 }, Stored.Run("pay")));
        await Stored.ReleaseAsync(store, "pay");
        cluster.Store.Current = store;

        RunResult resumed = await _runner.RunAsync(graph, default, Stored.Run("pay"));

        Assert.Equal((RunStatus.Paused, "charge", 1), (resumed.Status, resumed.Pause!.NodePath, calls));
    }

    private async Task<RecordingProcessor> ResumeAsync(DurableCase durable, Func<IRunStore, IGraphRunner> runnerOf)
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        _ = await Record.ExceptionAsync(() => DurableCall.RunAsync(durable, new CrashingStore(store, 4), new ExecutionLog(), isSynchronous: true));
        await Stored.ReleaseAsync(store, DurableCall.Id);
        var recorder = new RecordingProcessor();
        _ = await runnerOf(store).MapAsync(durable.Graph(new ExecutionLog()), default, durable.Over!, Stored.Map(DurableCall.Id) with { EventProcessors = [recorder], MaxConcurrency = 1 });
        return recorder;
    }

    private static IEnumerable<string> TypesOf(RecordingProcessor recorder) => recorder.Events.Select(e => $"{e.GetType().Name} {e.Path}").Order(StringComparer.Ordinal);

    private async Task<List<PendingQuestion>> QuestionsAsync() => await cluster.Store.Current.PendingAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
