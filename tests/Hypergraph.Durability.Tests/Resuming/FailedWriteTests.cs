namespace Hypergraph.Durability.Tests;

public sealed class FailedWriteTests
{
    [Fact]
    public async Task Failed_write_Fails_the_run_With_Sync()
    {
        var store = new CrashingStore(new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync }), writes: 1);

        RunResult result = await new AsyncRunner { Store = store }.RunAsync(DurableCases.Of("chain").Graph(new ExecutionLog()), [("x", 1)], Stored.Run("r", ErrorHandling.Continue));

        Assert.Equal((RunStatus.Failed, "b"), (result.Status, result.Failure!.NodePath));
        Assert.Equal("The process has ended.", result.Error!.Message);
    }

    [Theory]
    [InlineData(DurabilityMode.Batched)]
    [InlineData(DurabilityMode.Exit)]
    public async Task Failed_write_Is_in_the_result_and_an_event_With_other_modes(DurabilityMode mode)
    {
        var store = new CrashingStore(new InMemoryRunStore(new RunStoreOptions { Durability = mode }), writes: 0);
        var events = new EventRecorder();

        RunResult result = await new AsyncRunner(events) { Store = store }.RunAsync(DurableCases.Of("chain").Graph(new ExecutionLog()), [("x", 1)], Stored.Run("r"));

        Assert.Equal((RunStatus.Completed, 2, "The process has ended."), (result.Status, result.Get<int>("y"), result.StoreError!.Message));
        Assert.Equal("The process has ended.", events.Events.OfType<RunStoreErrorEvent>().Single().ErrorMessage);
        Assert.IsType<RunEndEvent>(events.Events[^1]);
    }

    [Fact]
    public async Task Item_that_could_not_be_stored_Runs_again_In_the_next_call_of_a_partial_map()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        int calls = 0;
        var graph = new Graph("g", [Node.Create((int x) => { Interlocked.Increment(ref calls); return x * 10; }, "y")]);
        MapResult first = await new AsyncRunner { Store = new ForgetfulStore(store, "[1]/y") }.MapAsync(
            graph, [("x", new[] { 1, 2, 3 })], "x", Stored.Map("m", ErrorHandling.Continue) with { MaxConcurrency = 1 });

        MapResult second = await new AsyncRunner { Store = store }.MapAsync(graph, default, "x", Stored.Map("m", ErrorHandling.Continue));

        Assert.Equal((RunStatus.Partial, RunStatus.Completed, 4), (first.Status, second.Status, calls));
        Assert.Equal([10, 20, 30], second.Get<int>("y"));
    }

    [Fact]
    public async Task Completed_run_that_needs_services_Is_restored_Without_them()
    {
        var store = new InMemoryRunStore();
        var graph = new Graph("g", [Node.Create((int x, [FromServices] TimeProvider clock) => x + clock.GetUtcNow().Offset.Hours, "y")]);
        var runner = new AsyncRunner { Store = store };
        _ = await runner.RunAsync(graph, [("x", 1)], Stored.Run("r") with { Services = new ClockServices() });

        RunResult restored = await runner.RunAsync(graph, default, Stored.Run("r"));

        Assert.Equal(1, restored.Get<int>("y"));
    }

    [Fact]
    public async Task Stream_with_an_unknown_outcome_That_needs_services_Is_refused_Without_them()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        var graph = new Graph("g", [Node.Create((int x, [FromServices] TimeProvider clock) => x + clock.GetUtcNow().Offset.Hours, "y").AtMostOnce()]);
        _ = await Record.ExceptionAsync(() => ReadAsync(new CrashingStore(store, writes: 1), new ClockServices()));
        await Stored.ReleaseAsync(store, "s");

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(store, services: null));

        Assert.Equal("Begun [0]/y", await Stored.RecordsAsync(store, "s"));
        Assert.Contains("services", refused.Message, StringComparison.Ordinal);

        async Task ReadAsync(IRunStore used, IServiceProvider? services)
        {
            var options = new MapStreamOptions { WorkflowId = "s", Services = services, MaxConcurrency = 1 };
            await foreach (RunResult result in new AsyncRunner { Store = used }.MapStreamAsync(graph, default, "x", new[] { 1 }.ToAsyncEnumerable(), options))
            {
                _ = result.Get<int>("y");
            }
        }
    }

    [Fact]
    public async Task Write_That_fails_for_a_moment_Is_repeated()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        RunResult result = await new AsyncRunner { Store = new BusyStore(store, failures: 3) }.RunAsync(DurableCases.Of("chain").Graph(new ExecutionLog()), [("x", 1)], Stored.Run("r"));

        Assert.Null(result.StoreError);
        Assert.Equal("Completed a, Completed b, Completed y", await Stored.RecordsAsync(store, "r"));
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class FromServicesAttribute : Attribute;

    private sealed class ClockServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(TimeProvider) ? TimeProvider.System : null;
    }
}
