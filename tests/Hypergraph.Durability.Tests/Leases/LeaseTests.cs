using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Durability.Tests;

public sealed class LeaseTests
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _leaves = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Graph Waiting => new(
        "waiting",
        [
            Node.Create((int x) => x + 1, "a"),
            Node.Create(async (int a) => { _entered.TrySetResult(); await _leaves.Task; return a + 1; }, "b"),
            Node.Create((int b) => b + 1, "c"),
        ]);

    [Fact]
    public async Task Second_call_of_a_run_Is_refused_With_its_holder()
    {
        var runner = new AsyncRunner { Store = new InMemoryRunStore() };
        Task<RunResult> first = runner.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        await _entered.Task;

        RunHeldException error = await Assert.ThrowsAsync<RunHeldException>(() => runner.RunAsync(Waiting, default, Stored.Run("r")));
        _leaves.SetResult();

        Assert.StartsWith($"Run 'r' is held by process {Environment.ProcessId} on {Environment.MachineName} (", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, (await first).Get<int>("c"));
    }

    [Fact]
    public async Task Second_call_That_may_wait_Returns_the_result_of_the_first()
    {
        var runner = new AsyncRunner { Store = new InMemoryRunStore(new RunStoreOptions { WaitForLease = TimeSpan.FromMinutes(5) }) };
        Task<RunResult> first = runner.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        await _entered.Task;
        Task<RunResult> second = runner.RunAsync(Waiting, default, Stored.Run("r"));
        _leaves.SetResult();

        Assert.Equal((4, 4), ((await first).Get<int>("c"), (await second).Get<int>("c")));
    }

    [Theory]
    [InlineData(DurabilityMode.Sync)]
    [InlineData(DurabilityMode.Batched)]
    public async Task Call_That_has_lost_its_run_Writes_nothing_more_And_fails(DurabilityMode mode)
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = mode });
        Task<RunResult> suspended = new AsyncRunner { Store = store }.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        await _entered.Task;

        // Another process takes over, as if the lease had expired.
        StoredRun run = (await store.FindAsync("r", TestContext.Current.CancellationToken))!;
        long? epoch = await store.TryAcquireAsync("r", run.Lease, "another process", TestContext.Current.CancellationToken);
        string records = await Stored.RecordsAsync(store, "r");
        _leaves.SetResult();
        LeaseLostException error = await Assert.ThrowsAsync<LeaseLostException>(() => suspended);

        Assert.Equal(2, epoch);
        Assert.Equal("The call no longer holds run 'r': another process has acquired it, or it was deleted. Nothing that the call did since is stored.", error.Message);
        Assert.Equal(records, await Stored.RecordsAsync(store, "r"));
        Assert.Equal(("another process", 2L), ((await store.FindAsync("r", TestContext.Current.CancellationToken))!.Lease.Owner, (await store.FindAsync("r", TestContext.Current.CancellationToken))!.Lease.Epoch));
    }

    [Fact]
    public async Task Call_That_was_suspended_beyond_its_lease_Runs_nothing_more()
    {
        var clock = new FakeTimeProvider();
        var store = new InMemoryRunStore(new RunStoreOptions { TimeProvider = clock });
        bool hasRun = false;
        var graph = new Graph("suspended", [.. Waiting.Nodes, Node.Create((int b) => hasRun = true, "after")]);
        Task<RunResult> suspended = new AsyncRunner { Store = store }.RunAsync(graph, [("x", 1)], Stored.Run("r"));
        await _entered.Task;

        StoredRun run = (await store.FindAsync("r", TestContext.Current.CancellationToken))!;
        await store.TryAcquireAsync("r", run.Lease, "another process", TestContext.Current.CancellationToken);
        clock.Advance(store.Options.LeaseDuration);
        _leaves.SetResult();

        await Assert.ThrowsAsync<LeaseLostException>(() => suspended);
        Assert.False(hasRun);
    }

    [Theory]
    [InlineData(DurabilityMode.Sync)]
    [InlineData(DurabilityMode.Batched)]
    public async Task Run_Whose_end_could_not_be_written_Continues_in_the_same_process(DurabilityMode mode)
    {
        var store = new UnreachableStore(new InMemoryRunStore(new RunStoreOptions { Durability = mode, LeaseDuration = TimeSpan.FromMilliseconds(200) }));
        var runner = new AsyncRunner { Store = store };
        Task<RunResult> first = runner.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        await _entered.Task;
        store.IsUnreachable = true;
        _leaves.SetResult();
        Exception? failure = await Record.ExceptionAsync(() => first) ?? (await first).StoreError;
        store.IsUnreachable = false;

        RunResult again = await runner.RunAsync(Waiting, default, Stored.Run("r"));

        Assert.IsType<RunStoreException>(failure);
        Assert.Equal((RunStatus.Completed, 4), (again.Status, again.Get<int>("c")));
    }

    [Fact]
    public async Task Release_That_cannot_be_written_Is_reported()
    {
        var store = new UnreachableStore(new InMemoryRunStore(new RunStoreOptions { LeaseDuration = TimeSpan.FromMilliseconds(200) }));
        _leaves.SetResult();
        await new AsyncRunner { Store = store }.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        StoredRun run = (await store.FindAsync("r", TestContext.Current.CancellationToken))!;
        await store.TryAcquireAsync("r", run.Lease, "a process of another machine", TestContext.Current.CancellationToken);
        store.IsUnreachable = true;

        await Assert.ThrowsAsync<RunStoreException>(() => store.TryReleaseAsync("r", TestContext.Current.CancellationToken));
        store.IsUnreachable = false;

        Assert.True(await store.TryReleaseAsync("r", TestContext.Current.CancellationToken));
        Assert.Null((await store.FindAsync("r", TestContext.Current.CancellationToken))!.Lease.Owner);
    }

    [Fact]
    public async Task Answer_That_cannot_be_stored_Releases_the_run()
    {
        var store = new InMemoryRunStore();
        var graph = new Graph("pay", [Node.Create((int amount) => amount < 0 ? throw new InvalidOperationException("lost") : new object(), "receipt", "charge").AtMostOnce()]);
        var runner = new AsyncRunner { Store = store };
        await runner.RunAsync(graph, [("amount", -1)], Stored.Run("r", ErrorHandling.Continue));

        await Assert.ThrowsAsync<RunStoreException>(() => store.ResolveAsync(
            "r", "charge", UnknownOutcome.Completed(new Dictionary<string, object?> { ["receipt"] = (Action)(() => { }) }), TestContext.Current.CancellationToken));

        Assert.Null((await store.FindAsync("r", TestContext.Current.CancellationToken))!.Lease.Owner);
    }

    [Fact]
    public async Task Map_That_has_lost_its_run_at_its_end_Fails_Although_it_continues_past_failures()
    {
        var store = new InMemoryRunStore(new RunStoreOptions { Durability = DurabilityMode.Exit });
        var graph = new Graph("picky", [Node.Create(async (int x) => { await LoseAsync(store, x); return x == 1 ? throw new InvalidOperationException("1 fails") : x; }, "y")]);

        MapResult result = await new AsyncRunner { Store = store }.MapAsync(graph, [("x", new[] { 1, 2, 3 })], "x", new MapOptions { WorkflowId = "r", ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.IsType<LeaseLostException>(result.StoreError);
        Assert.Equal("", await Stored.RecordsAsync(store, "r"));
    }

    /// <summary>Another process takes over the run while an item runs.</summary>
    private static async Task LoseAsync(InMemoryRunStore store, int item)
    {
        if (item == 3)
        {
            StoredRun run = (await store.FindAsync("r", TestContext.Current.CancellationToken))!;
            await store.TryAcquireAsync("r", run.Lease, "another process", TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Lease_of_an_unknown_holder_Expires_By_the_clock_of_the_one_that_waits()
    {
        var clock = new FakeTimeProvider();
        var store = new InMemoryRunStore(new RunStoreOptions { TimeProvider = clock, LeaseDuration = TimeSpan.FromSeconds(15), WaitForLease = TimeSpan.FromMinutes(1) });
        _leaves.SetResult();
        await new AsyncRunner { Store = store }.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        StoredRun run = (await store.FindAsync("r", TestContext.Current.CancellationToken))!;
        long epoch = (await store.TryAcquireAsync("r", run.Lease, "process 1 on another machine", TestContext.Current.CancellationToken))!.Value;
        await store.TryAppendAsync("r", epoch, new RunWrite { StatusChange = new RunStatusChange(null, null, IsReleased: false) }, TestContext.Current.CancellationToken);

        // The clock of the wall goes back, which changes nothing.
        Task<RunResult> waiting = new AsyncRunner { Store = store }.RunAsync(Waiting, default, Stored.Run("r"));
        while (!waiting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(4, (await waiting).Get<int>("c"));
    }

    [Fact]
    public async Task Lease_Is_renewed_While_the_run_lasts_And_released_at_its_end()
    {
        var clock = new FakeTimeProvider();
        var store = new InMemoryRunStore(new RunStoreOptions { TimeProvider = clock, LeaseDuration = TimeSpan.FromSeconds(15) });
        Task<RunResult> run = new AsyncRunner { Store = store }.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        await _entered.Task;
        while ((await store.FindAsync("r", TestContext.Current.CancellationToken))!.Lease.Renewals < 3)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        _leaves.SetResult();
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Null((await store.FindAsync("r", TestContext.Current.CancellationToken))!.Lease.Owner);
    }

    [Fact]
    public async Task Run_That_is_held_Is_not_deleted_nor_answered()
    {
        var store = new InMemoryRunStore();
        Task<RunResult> run = new AsyncRunner { Store = store }.RunAsync(Waiting, [("x", 1)], Stored.Run("r"));
        await _entered.Task;

        await Assert.ThrowsAsync<RunHeldException>(() => store.DeleteAsync("r", TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<RunHeldException>(() => store.AnswerAsync("r", "b", default, TestContext.Current.CancellationToken));
        _leaves.SetResult();
        await run;
        await store.DeleteAsync("r", TestContext.Current.CancellationToken);

        Assert.Null(await store.FindAsync("r", TestContext.Current.CancellationToken));
    }

    /// <summary>A store that nothing can be written to for a while.</summary>
    private sealed class UnreachableStore(IRunStore store) : StoreDecorator(store)
    {
        public bool IsUnreachable { get; set; }

        public override ValueTask<bool> TryAppendAsync(string id, long epoch, RunWrite write, CancellationToken cancellationToken) =>
            IsUnreachable ? throw new RunStoreException("The store cannot be reached.") : base.TryAppendAsync(id, epoch, write, cancellationToken);
    }
}
