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
    public async Task Write_That_fails_for_a_moment_Is_repeated()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        RunResult result = await new AsyncRunner { Store = new BusyStore(store, failures: 3) }.RunAsync(DurableCases.Of("chain").Graph(new ExecutionLog()), [("x", 1)], Stored.Run("r"));

        Assert.Null(result.StoreError);
        Assert.Equal("Completed a, Completed b, Completed y", await Stored.RecordsAsync(store, "r"));
    }
}
