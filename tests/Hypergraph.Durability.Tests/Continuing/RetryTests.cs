namespace Hypergraph.Durability.Tests;

public sealed class RetryTests
{
    private readonly InMemoryRunStore _store = new();
    private readonly HashSet<int> _failing = [2, 3];
    private readonly List<string> _calls = [];

    private Graph Picky => new(
        "picky",
        [
            Node.Create((int x) => Check(x), "checked"),
            Node.Create((int @checked) => Call($"twice {@checked}", @checked * 2), "twice"),
        ]);

    private Graph Nested => new(
        "nested",
        [
            Picky.AsNode("items").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue).RenameInput("x", "xs"),
            Node.Create((int?[] twice) => Call("sum", twice.Sum() ?? 0), "sum"),
            Node.Create((int[] xs) => Call("count", xs.Length), "count"),
        ]);

    [Fact]
    public async Task Failed_items_of_a_map_Are_not_run_again_By_a_call_And_are_By_a_retry()
    {
        var runner = new AsyncRunner { Store = _store };
        MapResult first = await runner.MapAsync(Picky, [("x", new[] { 1, 2, 3, 4 })], "x", Stored.Map("r", ErrorHandling.Continue));
        _failing.Remove(3);
        _calls.Clear();

        MapResult again = await runner.MapAsync(Picky, default, "x", Stored.Map("r", ErrorHandling.Continue));
        string callsOfAgain = Calls();
        MapResult retried = await runner.RetryMapAsync(Picky, "r", options: new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal((RunStatus.Partial, RunStatus.Partial, RunStatus.Partial), (first.Status, again.Status, retried.Status));
        Assert.Equal(["2 fails", "3 fails"], again.Failures.Select(f => f.Error.Message));
        Assert.Equal(("", "check 2, check 3, twice 3"), (callsOfAgain, Calls()));
        Assert.Equal(["2 fails"], retried.Failures.Select(f => f.Error.Message));
        Assert.Equal(6, retried[2].Get<int>("twice"));
    }

    [Fact]
    public async Task Retry_Of_failed_items_Runs_again_what_depends_on_them_And_nothing_else()
    {
        var runner = new AsyncRunner { Store = _store };
        RunResult first = await runner.RunAsync(Nested, [("xs", new[] { 1, 2, 3 })], Stored.Run("r"));
        _failing.Clear();
        _calls.Clear();

        RunResult retried = await runner.RetryAsync(Nested, "r");

        Assert.Equal((2, 12), (first.Get<int>("sum"), retried.Get<int>("sum")));
        Assert.Equal("check 2, check 3, sum, twice 2, twice 3", Calls());
    }

    [Fact]
    public async Task Retry_Of_executions_by_their_keys_Runs_them_And_what_depends_on_them()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Nested, [("xs", new[] { 1, 4, 5 })], Stored.Run("r"));
        _calls.Clear();

        int removed = await _store.RetryExecutionsAsync("r", ["items[1]", "items[2]/twice"], TestContext.Current.CancellationToken);
        await runner.RunAsync(Nested, default, Stored.Run("r"));
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => _store.RetryExecutionsAsync("r", ["items[7]"], TestContext.Current.CancellationToken));

        Assert.Equal(4, removed);
        Assert.Equal("check 4, sum, twice 4, twice 5", Calls());
        Assert.Equal("Run 'r' has no execution 'items[7]' to retry. Inspect it to see its executions.", error.Message);
    }

    [Fact]
    public async Task Retry_With_another_graph_Or_of_another_kind_Changes_nothing()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.MapAsync(Picky, [("x", new[] { 1, 2 })], "x", Stored.Map("r", ErrorHandling.Continue));
        string before = await Stored.RecordsAsync(_store, "r");
        var other = new Graph("picky", [Node.Create((int x) => x, "checked")]);

        await Assert.ThrowsAsync<GraphChangedException>(() => runner.RetryMapAsync(other, "r", [0, 1]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RetryAsync(Picky, "r"));

        Assert.Equal(before, await Stored.RecordsAsync(_store, "r"));
        Assert.Equal(RunStatus.Partial, (await _store.FindAsync("r", TestContext.Current.CancellationToken))!.Status);
    }

    [Fact]
    public async Task Retry_Uses_the_error_handling_of_the_call_that_stored_the_map()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.MapAsync(Picky, [("x", new[] { 1, 2, 3 })], "x", Stored.Map("r", ErrorHandling.Continue));

        MapResult retried = await runner.RetryMapAsync(Picky, "r");

        Assert.Equal((RunStatus.Partial, 2), (retried.Status, retried.Failures.Count));
    }

    [Fact]
    public async Task Retry_Of_an_item_with_an_unknown_outcome_Is_refused()
    {
        var graph = new Graph("pay", [Node.Create((int x) => x == 1 ? throw new InvalidOperationException("lost") : x, "paid").AtMostOnce()]);
        var runner = new AsyncRunner { Store = _store };
        await runner.MapAsync(graph, [("x", new[] { 0, 1 })], "x", Stored.Map("r", ErrorHandling.Continue) with { MaxConcurrency = 1 });
        await _store.TryAppendAsync("r", 1, new RunWrite { Records = [new RunRecord("[1]/paid", RunRecordKind.Begun, default)] }, TestContext.Current.CancellationToken);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RetryMapAsync(graph, "r", [1]));

        Assert.Equal("'[1]/paid' of run 'r' may run at most once, has begun, and may have had its effect. Decide with RunStoreExtensions.ResolveAsync, then retry.", error.Message);
    }

    [Fact]
    public async Task Retry_Keeps_the_status_with_which_a_call_ended_while_it_waited()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { WaitForLease = TimeSpan.FromMinutes(5) });
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var leaves = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var graph = new Graph("waits", [Node.Create(async (int x) => { entered.TrySetResult(); await leaves.Task; return x; }, "y")]);
        Task<RunResult> run = new AsyncRunner { Store = store }.RunAsync(graph, [("x", 1)], Stored.Run("r"));
        await entered.Task;

        Task<int> retried = store.RetryAsync("r", cancellationToken: TestContext.Current.CancellationToken);
        leaves.SetResult();
        await run;

        Assert.Equal(0, await retried);
        Assert.Equal(RunStatus.Completed, (await store.FindAsync("r", TestContext.Current.CancellationToken))!.Status);
    }

    [Fact]
    public async Task Retry_Of_chosen_items_Runs_them_as_a_whole()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Nested, [("xs", new[] { 1, 2, 3 })], Stored.Run("r"));
        _failing.Clear();
        _calls.Clear();

        RunResult retried = await runner.RetryAsync(Nested, "r", [0, 2]);

        Assert.Equal(8, retried.Get<int>("sum"));
        Assert.Equal("check 1, check 3, sum, twice 1, twice 3", Calls());
    }

    [Fact]
    public async Task Run_That_failed_Runs_its_failed_node_again_And_nothing_before_it()
    {
        var runner = new AsyncRunner { Store = _store };
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(Picky, [("x", 2)], Stored.Run("r")));
        string error = (await _store.FindAsync("r", TestContext.Current.CancellationToken))!.Error!;
        _failing.Clear();

        RunResult done = await runner.RunAsync(Picky, default, Stored.Run("r"));

        Assert.Equal(("2 fails", 4), (error, done.Get<int>("twice")));
        Assert.Equal("check 2, check 2, twice 2", Calls());
    }

    [Fact]
    public async Task Run_That_failed_Without_throwing_Runs_its_failed_node_again()
    {
        var runner = new AsyncRunner { Store = _store };
        RunResult failed = await runner.RunAsync(Picky, [("x", 2)], Stored.Run("r", ErrorHandling.Continue));
        _failing.Clear();

        RunResult done = await runner.RunAsync(Picky, default, Stored.Run("r", ErrorHandling.Continue));

        Assert.Equal((RunStatus.Failed, RunStatus.Completed), (failed.Status, done.Status));
        Assert.Equal("check 2, check 2, twice 2", Calls());
    }

    private int Check(int x)
    {
        int result = Call($"check {x}", x);
        return _failing.Contains(x) ? throw new InvalidOperationException($"{x} fails") : result;
    }

    private T Call<T>(string call, T result)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }

        return result;
    }

    private string Calls()
    {
        lock (_calls)
        {
            return string.Join(", ", _calls.Order(StringComparer.Ordinal));
        }
    }
}
