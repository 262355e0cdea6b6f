namespace Hypergraph.Durability.Tests;

/// <summary>Typed runs that a store keeps.</summary>
public sealed class TypedRunTests
{
    private readonly InMemoryRunStore _store = new(new RunStoreOptions { Durability = DurabilityMode.Sync });
    private bool _fails = true;
    private int _doubled;
    private int _charges;

    private TypedGraph<Order, Receipt> Typed => new Graph(
        "order",
        [
            Node.Create((int amount) => { _doubled++; return amount * 2; }, "price"),
            Node.Create((int price, string customer) => { _charges++; return _fails ? throw new FormatException("offline") : $"{customer} paid {price}"; }, "text", "charge"),
        ]).Typed<Order, Receipt>();

    public sealed record Order(int Amount, string Customer);

    public sealed record Receipt(int Price, string Text);

    [Fact]
    public async Task Typed_run_Is_stored_And_resumes()
    {
        var runner = new AsyncRunner { Store = _store };
        var order = new Order(5, "Ada");

        await Assert.ThrowsAsync<FormatException>(async () => await runner.RunAsync(Typed, order, Stored.Run("r")));
        _fails = false;
        Receipt first = await runner.RunAsync(Typed, order, Stored.Run("s"));
        Receipt again = await runner.RunAsync(Typed, order, Stored.Run("s"));

        Assert.Equal([new Receipt(10, "Ada paid 10"), first], (Receipt[])[first, again]);
        Assert.Equal((2, 2), (_doubled, _charges));
    }

    [Fact]
    public void Typed_run_on_the_synchronous_runner_Is_stored()
    {
        var runner = new SyncRunner { Store = _store };
        _fails = false;

        Receipt first = runner.Run(Typed, new Order(5, "Ada"), Stored.Run("r"));
        Receipt again = runner.Run(Typed, new Order(5, "Ada"), Stored.Run("r"));

        Assert.Equal(first, again);
        Assert.Equal((1, 1), (_doubled, _charges));
    }

    [Fact]
    public async Task Run_that_pauses_at_an_unknown_outcome_Is_reported()
    {
        TypedGraph<int, string> payment = new Graph("payment", [Node.Create((int amount) => { _charges++; return $"paid {amount}"; }, "receipt", "charge").AtMostOnce()]).Typed<int, string>();

        // The process ends after the record of the begin.
        var crashing = new CrashingStore(_store, writes: 1);
        await Assert.ThrowsAsync<RunStoreException>(async () => await new AsyncRunner { Store = crashing }.RunAsync(payment, 5, Stored.Run("r")));
        await Stored.ReleaseAsync(_store, "r");

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await new AsyncRunner { Store = _store }.RunAsync(payment, 5, Stored.Run("r")));

        Assert.Equal("The run is paused at node 'charge', so that it has no outputs yet. Run the graph itself to resume it.", thrown.Message);
    }
}
