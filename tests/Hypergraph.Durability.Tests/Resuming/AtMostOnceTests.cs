namespace Hypergraph.Durability.Tests;

public sealed class AtMostOnceTests
{
    private readonly InMemoryRunStore _store = new(new RunStoreOptions { Durability = DurabilityMode.Sync });
    private int _charges;

    private Graph Payment => new(
        "payment",
        [
            Node.Create((int amount) => amount * 2, "price"),
            Node.Create((int price) => { _charges++; return $"paid {price}"; }, "receipt", "charge").AtMostOnce(),
            Node.Create((string receipt) => receipt.ToUpperInvariant(), "letter"),
        ]);

    [Fact]
    public async Task Execution_That_had_begun_Pauses_the_run_Before_anything_runs()
    {
        await CrashAfterChargeAsync();

        RunResult paused = await new AsyncRunner { Store = _store }.RunAsync(Payment, default, Stored.Run("r"));

        Assert.Equal((RunStatus.Paused, 1), (paused.Status, _charges));
        Assert.Equal(("charge", UnknownOutcome.Answer), (paused.Pause!.NodePath, paused.Pause.ResponseParameter));
        Assert.Empty(paused.Values);
    }

    [Fact]
    public async Task Effect_That_did_not_happen_Runs_again()
    {
        await CrashAfterChargeAsync();

        RunResult done = await new AsyncRunner { Store = _store }.AnswerAsync(Payment, "r", "charge", UnknownOutcome.RunAgain);

        Assert.Equal(("PAID 10", 2), (done.Get<string>("letter"), _charges));
    }

    [Fact]
    public async Task Effect_That_happened_Does_not_run_again()
    {
        await CrashAfterChargeAsync();

        RunResult done = await new AsyncRunner { Store = _store }.AnswerAsync(Payment, "r", "charge", UnknownOutcome.Completed(new Dictionary<string, object?> { ["receipt"] = "paid by hand" }));

        Assert.Equal(("PAID BY HAND", 1), (done.Get<string>("letter"), _charges));
    }

    [Fact]
    public async Task Fork_Keeps_the_unknown_outcome()
    {
        await CrashAfterChargeAsync();

        RunResult fork = await new AsyncRunner { Store = _store }.ForkAsync(Payment, "r", "f");

        Assert.Equal((RunStatus.Paused, "charge", 1), (fork.Status, fork.Pause!.NodePath, _charges));
    }

    [Fact]
    public async Task Item_of_a_stream_That_had_begun_Fails_And_does_not_run_again()
    {
        var crashing = new CrashingStore(_store, writes: 2);
        await Assert.ThrowsAsync<RunStoreException>(() => ReadAsync(crashing));
        await Stored.ReleaseAsync(_store, "s");

        RunStoreException error = await Assert.ThrowsAsync<RunStoreException>(() => ReadAsync(_store));

        Assert.Equal("'[0]/charge' of run 's' may run at most once, had begun, and may have had its effect. Decide with RunStoreExtensions.ResolveAsync.", error.Message);
        Assert.Equal(1, _charges);
        await _store.ResolveAsync("s", "[0]/charge", UnknownOutcome.RunAgain, TestContext.Current.CancellationToken);
        Assert.Equal(["PAID 10"], await ReadAsync(_store));
    }

    private async Task<string[]> ReadAsync(IRunStore store) => await new AsyncRunner { Store = store }
        .MapStreamAsync(Payment, GraphInputs.Empty, "amount", new[] { 5 }.ToAsyncEnumerable(), new MapStreamOptions { WorkflowId = "s" }, TestContext.Current.CancellationToken)
        .Select(result => result.Get<string>("letter"))
        .ToArrayAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Undisturbed_run_Charges_once_And_a_new_name_keeps_the_guarantee()
    {
        FunctionNode renamed = Node.Create((int x) => x, "y").AtMostOnce().WithName("other");

        RunResult done = await new AsyncRunner { Store = _store }.RunAsync(Payment, [("amount", 5)], Stored.Run("r"));

        Assert.Equal(("PAID 10", 1, true), (done.Get<string>("letter"), _charges, renamed.RunsAtMostOnce));
    }

    private async Task CrashAfterChargeAsync()
    {
        // The records are: price, the begin of charge, charge. The process ends before the third.
        var crashing = new CrashingStore(_store, writes: 2);
        await Assert.ThrowsAsync<RunStoreException>(() => new AsyncRunner { Store = crashing }.RunAsync(Payment, [("amount", 5)], Stored.Run("r")));
        await Stored.ReleaseAsync(_store, "r");
    }

    [Fact]
    public async Task Outcome_With_other_outputs_Is_refused_And_can_be_decided_again()
    {
        var store = new InMemoryRunStore();
        var graph = new Graph("pay", [Node.Create((int amount) => amount < 0 ? throw new InvalidOperationException("lost") : "4711", "receipt", "charge").AtMostOnce()]);
        var runner = new AsyncRunner { Store = store };
        await runner.RunAsync(graph, [("amount", -1)], Stored.Run("r", ErrorHandling.Continue));
        string large = new('x', 10_000);

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            runner.AnswerAsync(graph, "r", "charge", UnknownOutcome.Completed(new Dictionary<string, object?> { ["invoice"] = "4711" })));
        RunResult done = await runner.AnswerAsync(graph, "r", "charge", UnknownOutcome.Completed(new Dictionary<string, object?> { ["receipt"] = large }));

        Assert.Equal("Run 'r': the outputs of 'charge' are 'receipt', but 'invoice' was supplied. Supply each of them.", error.Message);
        Assert.Equal(large, done.Get<string>("receipt"));
    }
}
