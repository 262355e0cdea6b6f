namespace Hypergraph.Durability.Tests;

public sealed class IdempotencyKeyTests
{
    [Fact]
    public async Task Key_Is_the_same_after_a_restart_And_another_for_each_item_iteration_and_run()
    {
        var first = new ExecutionLog();
        var second = new ExecutionLog();
        var third = new ExecutionLog();
        DurableCase loops = DurableCases.Of("loop in map");
        await new AsyncRunner { Store = new InMemoryRunStore() }.MapAsync(loops.Graph(first), loops.Inputs, "n", Stored.Map("r"));
        await new AsyncRunner { Store = new InMemoryRunStore() }.MapAsync(loops.Graph(second), loops.Inputs, "n", Stored.Map("r"));
        await new AsyncRunner { Store = new InMemoryRunStore() }.MapAsync(loops.Graph(third), loops.Inputs, "n", Stored.Map("s"));

        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.Equal(first.Keys.Count + third.Keys.Count, first.Keys.Concat(third.Keys).Distinct().Count());
        Assert.All(first.Keys, key => Assert.Matches("^[0-9a-f]{32}$", key));
    }

    [Fact]
    public async Task Key_Without_a_store_Is_new_for_each_execution()
    {
        var log = new ExecutionLog();
        Graph graph = DurableCases.Of("chain").Graph(log);
        await new AsyncRunner().RunAsync(graph, [("x", 1)]);
        await new AsyncRunner().RunAsync(graph, [("x", 1)]);

        Assert.Equal(6, log.Keys.Distinct().Count());
    }
}
