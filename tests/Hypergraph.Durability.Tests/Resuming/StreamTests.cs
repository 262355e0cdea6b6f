namespace Hypergraph.Durability.Tests;

public sealed class StreamTests
{
    [Fact]
    public async Task Map_over_a_stream_That_its_caller_leaves_Restores_its_items_And_reports_it()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Sync });
        var first = new ExecutionLog();
        await foreach (RunResult result in Map(store, first))
        {
            Assert.Equal(2, result.Get<int>("y"));
            break;
        }

        var second = new ExecutionLog();
        var events = new EventRecorder();
        List<int> results = [];
        await foreach (RunResult result in Map(store, second, events))
        {
            results.Add(result.Get<int>("y"));
        }

        int restored = first.Keys.Count;
        Assert.Equal([2, 2, 2, 2], results);
        Assert.Empty(first.Keys.Intersect(second.Keys));
        Assert.Equal(12, restored + second.Keys.Count);
        Assert.Equal(restored, Assert.IsType<RunResumedEvent>(events.Events[1]).RestoredNodes);
        Assert.Equal(restored, events.Events.OfType<NodeEndEvent>().Count(e => e.IsRestored));
        Assert.Equal(RunStatus.Completed, (await store.FindAsync("s", TestContext.Current.CancellationToken))!.Status);
    }

    private static IAsyncEnumerable<RunResult> Map(InMemoryRunStore store, ExecutionLog log, params EventProcessor[] processors) => new AsyncRunner(processors) { Store = store }.MapStreamAsync(
        DurableCases.Of("chain").Graph(log), GraphInputs.Empty, "x", new[] { 1, 2, 3, 4 }.ToAsyncEnumerable(), new MapStreamOptions { WorkflowId = "s" }, TestContext.Current.CancellationToken);
}
