namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>The server ends while a runner runs a graph.</summary>
public sealed class RunnerRestartTests
{
    /// <summary>The execution at which the server ends.</summary>
    private const int Interrupted = 3;

    private const int Nodes = 6;

    /// <summary>No test waits so long, unless the run does not end.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _continues = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DurabilityMode.Sync)]
    [InlineData(DurabilityMode.Batched)]
    [InlineData(DurabilityMode.Exit)]
    public async Task Run_During_a_restart_of_the_server_Completes(DurabilityMode mode)
    {
        Assert.SkipWhen(PostgreSqlServer.Programs is null, PostgreSqlServer.SkipReason);
        await using PostgreSqlServer server = await PostgreSqlServer.CreateAsync();
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(server.ConnectionString, new PostgreSqlRunStoreOptions { Durability = mode, LeaseDuration = Bound }, Token);
        List<string> calls = [];
        Task<RunResult> run = new AsyncRunner { Store = store }.RunAsync(Chain(calls), [("v0", 0)], new() { WorkflowId = "run" }, Token);
        await _reached.Task.WaitAsync(Bound, Token);

        await server.CrashAsync();
        _continues.SetResult();
        await server.StartAsync();
        RunResult result = await run.WaitAsync(Bound, Token);
        List<string> again = [];
        RunResult restored = await new AsyncRunner { Store = store }.RunAsync(Chain(again), default, new() { WorkflowId = "run" }, Token);

        Assert.Equal((RunStatus.Completed, null, Nodes), (result.Status, result.StoreError, result.Get<int>($"v{Nodes}")));
        Assert.Equal(Keys(1, Nodes), calls);
        Assert.Equal((Nodes, 0), (restored.Get<int>($"v{Nodes}"), again.Count));
        Assert.Equal(Keys(1, Nodes), await Samples.KeysAsync(store, "run", Token));
    }

    [Theory]
    [InlineData(DurabilityMode.Sync)]
    [InlineData(DurabilityMode.Batched)]
    [InlineData(DurabilityMode.Exit)]
    public async Task Run_Without_its_server_Ends_with_the_failure_And_resumes_with_the_server(DurabilityMode mode)
    {
        Assert.SkipWhen(PostgreSqlServer.Programs is null, PostgreSqlServer.SkipReason);
        await using PostgreSqlServer server = await PostgreSqlServer.CreateAsync();

        // The lease is also for how long a write is tried again.
        var options = new PostgreSqlRunStoreOptions { Durability = mode, LeaseDuration = TimeSpan.FromSeconds(1), WaitForLease = Bound };
        await using PostgreSqlRunStore store = await PostgreSqlRunStore.OpenAsync(server.ConnectionString, options, Token);
        List<string> calls = [];
        Task<RunResult> run = new AsyncRunner { Store = store }.RunAsync(Chain(calls), [("v0", 0)], new() { WorkflowId = "run" }, Token);
        await _reached.Task.WaitAsync(Bound, Token);

        await server.CrashAsync();
        _continues.SetResult();
        Exception? stated = mode == DurabilityMode.Sync ? await Record.ExceptionAsync(() => run.WaitAsync(Bound, Token)) : (await run.WaitAsync(Bound, Token)).StoreError;
        Assert.StartsWith("PostgreSQL at 127.0.0.1:", Assert.IsType<RunStoreException>(stated).Message, StringComparison.Ordinal);
        Assert.Equal(mode == DurabilityMode.Sync ? Keys(1, Interrupted) : Keys(1, Nodes), calls);

        await server.StartAsync();
        string[] committed = await Samples.KeysAsync(store, "run", Token);
        List<string> resumed = [];
        RunResult done = await new AsyncRunner { Store = store }.RunAsync(Chain(resumed), default, new() { WorkflowId = "run" }, Token).WaitAsync(Bound, Token);

        Assert.Equal((RunStatus.Completed, null, Nodes), (done.Status, done.StoreError, done.Get<int>($"v{Nodes}")));
        Assert.Equal(Keys(1, committed.Length), committed);
        Assert.InRange(committed.Length, mode == DurabilityMode.Sync ? Interrupted - 1 : 0, Interrupted - 1);
        Assert.Equal(Keys(committed.Length + 1, Nodes - committed.Length), resumed);
        Assert.Equal(Keys(1, Nodes), await Samples.KeysAsync(store, "run", Token));
    }

    private static IEnumerable<string> Keys(int first, int count) => Enumerable.Range(first, count).Select(i => $"v{i}");

    /// <summary>A chain in which each node adds 1. One of them waits until the server has ended.</summary>
    private Graph Chain(List<string> calls)
    {
        return new Graph(
            "chain",
            [
                Node.Create((int v0) => AddAsync(v0), "v1"),
                Node.Create((int v1) => AddAsync(v1), "v2"),
                Node.Create((int v2) => AddAsync(v2), "v3"),
                Node.Create((int v3) => AddAsync(v3), "v4"),
                Node.Create((int v4) => AddAsync(v4), "v5"),
                Node.Create((int v5) => AddAsync(v5), "v6"),
            ]);

        async Task<int> AddAsync(int value)
        {
            calls.Add($"v{value + 1}");
            if (value + 1 == Interrupted)
            {
                _reached.TrySetResult();
                await _continues.Task;
            }

            return value + 1;
        }
    }
}
