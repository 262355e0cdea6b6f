using System.Collections.Concurrent;
using System.Threading.Channels;
using Hypergraph.Durability;
using Hypergraph.Durability.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>Stored runs in hosts: a run of a host that stops is resumed by the next one.</summary>
public sealed class ResumeRunsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hypergraph-hosting-").FullName;

    public static TheoryData<string> Stores => ["memory", "sqlite"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Run_Of_a_host_that_stops_Is_completed_by_the_next_host_And_nothing_runs_twice(string kind)
    {
        await using IRunStore store = await OpenAsync(kind);
        var work = new GatedWork();
        using (IHost first = await TestHost.StartAsync(h => h.AddGraph("order", work.Graph).UseStore(store)))
        {
            Task<RunResult> run = first.Runner().RunAsync(work.Graph, new { x = 1 }, new RunOptions { WorkflowId = "order-1" }, CancellationToken.None);
            Task<MapResult> map = first.Runner().MapAsync(work.Graph, new { x = new[] { 10, 20 } }, "x", new MapOptions { WorkflowId = "orders-2", MaxConcurrency = 1 }, CancellationToken.None);
            await work.WhenWaiting(2);
            Task stopping = first.StopAsync(TestHost.Token);
            work.Open();
            await stopping;
            Assert.Equal([RunStatus.Stopped, RunStatus.Stopped], [(await run).Status, (await map).Status]);
        }

        foreach (string id in new[] { "order-1", "orders-2" })
        {
            StoredRun stopped = (await store.FindAsync(id, TestHost.Token))!;
            Assert.Equal((RunStatus.Stopped, null), (stopped.Status, stopped.Lease.Owner));
        }

        using IHost second = await TestHost.StartAsync(h => h.AddGraph("order", work.Graph).UseStore(store).ResumeRuns());
        await Resumed(second);

        Assert.Equal(RunStatus.Completed, (await store.FindAsync("order-1", TestHost.Token))!.Status);
        Assert.Equal(RunStatus.Completed, (await store.FindAsync("orders-2", TestHost.Token))!.Status);
        Assert.Equal(
            ["first 1", "first 10", "first 20", "last 1", "last 10", "last 20", "wait 1", "wait 10", "wait 20"],
            work.Executions.Order(StringComparer.Ordinal));
        await second.StopAsync(TestHost.Token);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Run_Whose_process_has_ended_Is_run_on(string kind)
    {
        await using IRunStore store = await OpenAsync(kind);
        await AddAsync(store, "order-1", status: null, owner: await EndedOwnerAsync(store));

        Assert.Equal(["order-1"], await ResumedByHostAsync(store));
        Assert.Equal(RunStatus.Completed, (await store.FindAsync("order-1", TestHost.Token))!.Status);
    }

    [Fact]
    public async Task Run_Whose_lease_is_not_renewed_Is_run_on_And_one_that_is_renewed_is_not()
    {
        var clock = new FakeClock();
        await using var store = new InMemoryRunStore(new RunStoreOptions { TimeProvider = clock });
        await AddAsync(store, "lost-1", status: null, owner: "process 1 on another machine (elsewhere, started 1, call 1)");
        await AddAsync(store, "alive-1", status: null, owner: "process 2 on another machine (elsewhere, started 1, call 1)");

        Task<string[]> resumed = ResumedByHostAsync(store);
        while (!resumed.IsCompleted)
        {
            await store.TryRenewAsync("alive-1", epoch: 1, TestHost.Token);
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, TestHost.Token);
        }

        Assert.Equal(["lost-1"], await resumed);
    }

    [Theory]
    [InlineData(false, "stopped-1 waiting-1")]
    [InlineData(true, "failed-1 stopped-1 waiting-1")]
    public async Task Runs_That_are_paused_or_ended_Are_not_run_on(bool includesFailed, string expected)
    {
        await using var store = new InMemoryRunStore();
        await AddAsync(store, "waiting-1", status: null);
        await AddAsync(store, "stopped-1", RunStatus.Stopped);
        await AddAsync(store, "paused-1", RunStatus.Paused);
        await AddAsync(store, "failed-1", RunStatus.Failed);
        await AddAsync(store, "completed-1", RunStatus.Completed);

        Assert.Equal(expected.Split(' '), await ResumedByHostAsync(store, o => o.IncludesFailed = includesFailed));
    }

    [Fact]
    public async Task Runs_Are_bounded_in_number_And_at_the_same_time()
    {
        await using var store = new InMemoryRunStore();
        for (int i = 0; i < 8; i++)
        {
            await AddAsync(store, $"order-{i}", RunStatus.Stopped);
        }

        int running = 0;
        int most = 0;
        var ids = new ConcurrentQueue<int>();
        Graph graph = new("order", [Node.Create(
            async (int x) =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Delay(5);
                Interlocked.Decrement(ref running);
                ids.Enqueue(x);
                return x;
            },
            output: "y",
            name: "work")]);
        using IHost host = await TestHost.StartAsync(h => h.AddGraph("order", graph).UseStore(store).ResumeRuns(o => (o.MaxRuns, o.MaxConcurrent) = (6, 2)));
        await Resumed(host);

        Assert.Equal(6, ids.Count);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Run_That_cannot_be_run_on_Is_logged_And_the_others_are_run_on()
    {
        await using var store = new InMemoryRunStore();
        await AddAsync(store, "order-1", RunStatus.Stopped);
        StoredRun run = (await store.FindAsync("order-1", TestHost.Token))!;
        await store.TryAddAsync(run with { Id = "order-0", GraphHash = "another" }, RunWrite.Empty, TestHost.Token);
        using var log = new LogRecorder();

        Assert.Equal(["order-1"], await ResumedByHostAsync(store, log: log));
        Assert.Contains(log.Texts, text => text.StartsWith("Error 44 RunNotResumed: Stored run order-0 could not be resumed, or has failed", StringComparison.Ordinal));
        Assert.Contains("Information 43 ResumingRuns: Resuming stored runs: 2", log.Texts);
    }

    [Fact]
    public async Task Graph_That_is_not_registered_Is_left_to_others()
    {
        await using var store = new InMemoryRunStore();
        await AddAsync(store, "order-1", RunStatus.Stopped);
        using IHost host = await TestHost.StartAsync(h => h.AddGraph("doubling", TestHost.Doubling).UseStore(store).ResumeRuns());
        await Resumed(host);

        Assert.Equal(RunStatus.Stopped, (await store.FindAsync("order-1", TestHost.Token))!.Status);
    }

    [Fact]
    public async Task Host_That_resumes_without_a_store_Does_not_start()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync(h => h.ResumeRuns()));

        Assert.Equal("ResumeRuns needs a store. Set it with UseStore.", error.Message);
    }

    [Fact]
    public async Task Host_That_stops_before_the_delay_is_over_Resumes_nothing()
    {
        await using var store = new InMemoryRunStore();
        await AddAsync(store, "order-1", RunStatus.Stopped);
        var clock = new DelayClock();
        Graph graph = new("order", [Node.Create((int x) => x, output: "y", name: "work")]);
        using IHost host = await TestHost.StartAsync((IServiceCollection services) => services
            .AddSingleton<TimeProvider>(clock)
            .AddHypergraph(h => h.AddGraph("order", graph).UseStore(store).ResumeRuns(o => o.StartDelay = DelayClock.Delay)));
        await clock.HasBegun;

        await host.StopAsync(TestHost.Token);

        await Resumed(host);
        Assert.Equal(RunStatus.Stopped, (await store.FindAsync("order-1", TestHost.Token))!.Status);
    }

    [Fact]
    public async Task Store_That_cannot_be_read_Is_logged()
    {
        string file = Path.Combine(_folder, "deleted.db");
        await using SqliteRunStore store = await SqliteRunStore.OpenAsync(file);
        File.Delete(file);
        using var log = new LogRecorder();

        Assert.Empty(await ResumedByHostAsync(store, log: log));
        Assert.Contains(log.Texts, text => text.StartsWith("Error 45 RunsNotListed: The store of runs cannot be read, so no stored run is resumed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Store_That_the_container_creates_Is_used_and_disposed()
    {
        string file = Path.Combine(_folder, "created.db");
        SqliteRunStore? created = null;
        using (IHost host = await TestHost.StartAsync(h => h.UseStore(_ => created = SqliteRunStore.OpenAsync(file).AsTask().GetAwaiter().GetResult())))
        {
            await host.Runner().RunAsync(TestHost.Doubling, new { x = 1 }, new RunOptions { WorkflowId = "double-1" }, TestHost.Token);
            Assert.Same(created, host.Services.GetRequiredService<IRunStore>());
            Assert.Equal(RunStatus.Completed, (await created!.FindAsync("double-1", TestHost.Token))!.Status);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => created.FindAsync("double-1", TestHost.Token).AsTask());
    }

    private async Task<IRunStore> OpenAsync(string kind) => kind == "memory" ? new InMemoryRunStore() : await SqliteRunStore.OpenAsync(Path.Combine(_folder, "runs.db"));

    /// <summary>Waits until the host has resumed what it resumes.</summary>
    private static Task Resumed(IHost host) => host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single().ExecuteTask!;

    /// <summary>Stores a run of the graph 'order' with input 1, none of whose nodes has run.</summary>
    private static async Task AddAsync(IRunStore store, string id, RunStatus? status, string? owner = null)
    {
        if (await store.FindAsync("template", TestHost.Token) is not { } template)
        {
            Graph graph = new("order", [Node.Create((int x) => x, output: "y", name: "work")]);
            await new AsyncRunner { Store = store }.RunAsync(graph, new { x = 1 }, new RunOptions { WorkflowId = "template" }, TestHost.Token);
            template = (await store.FindAsync("template", TestHost.Token))!;
        }

        await store.TryAddAsync(template with { Id = id, Status = status, Lease = new RunLease(1, 0, owner) }, RunWrite.Empty, TestHost.Token);
    }

    /// <summary>Starts a host, and returns the runs that it has resumed.</summary>
    private static async Task<string[]> ResumedByHostAsync(IRunStore store, Action<ResumeRunsOptions>? configure = null, LogRecorder? log = null)
    {
        Graph graph = new("order", [Node.Create((int x) => x, output: "y", name: "work")]);
        var ids = new ConcurrentQueue<string>();
        using IHost host = await TestHost.StartAsync(services =>
        {
            if (log is not null)
            {
                services.AddLogging(l => l.AddProvider(log));
            }

            services.AddHypergraph(h => h.AddGraph("order", graph).UseStore(store).AddProcessor(new Ids(ids)).ResumeRuns(configure));
        });
        await Resumed(host);
        await host.StopAsync(TestHost.Token);
        return [.. ids.Order(StringComparer.Ordinal)];
    }

    /// <summary>The name of a holder that was a process of this machine: an earlier one with the id of this one.</summary>
    private static async Task<string> EndedOwnerAsync(IRunStore store)
    {
        var work = new GatedWork();
        Task<RunResult> run = new AsyncRunner { Store = store }.RunAsync(work.Graph, new { x = 1 }, new RunOptions { WorkflowId = "owner" }, TestHost.Token);
        await work.WhenWaiting(1);
        string owner = (await store.FindAsync("owner", TestHost.Token))!.Lease.Owner!;
        work.Open();
        await run;
        return System.Text.RegularExpressions.Regex.Replace(owner, "started [^,]*", "started 1");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref most);
        }
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen);
    }

    /// <summary>A clock that shows when the delay of the start has begun. It never ends.</summary>
    private sealed class DelayClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _hasBegun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static TimeSpan Delay { get; } = TimeSpan.FromHours(1);

        public Task HasBegun => _hasBegun.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Delay)
            {
                _hasBegun.TrySetResult();
            }

            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    /// <summary>Three nodes, the second of which waits until the gate is open.</summary>
    private sealed class GatedWork
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<int> _waiting = Channel.CreateUnbounded<int>();

        public GatedWork() => Graph = new("order", [
            Node.Create((int x) => Record("first", x), output: "a", name: "first"),
            Node.Create(
                async (int a) =>
                {
                    Record("wait", a);
                    _waiting.Writer.TryWrite(a);
                    await _gate.Task;
                    return a;
                },
                output: "b",
                name: "wait"),
            Node.Create((int b) => Record("last", b), output: "c", name: "last"),
        ]);

        public Graph Graph { get; }

        public ConcurrentQueue<string> Executions { get; } = new();

        public async Task WhenWaiting(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _ = await _waiting.Reader.ReadAsync(TestHost.Token);
            }
        }

        public void Open() => _gate.SetResult();

        private int Record(string node, int x)
        {
            Executions.Enqueue($"{node} {x}");
            return x;
        }
    }

    /// <summary>The ids of stored runs that are run.</summary>
    private sealed class Ids(ConcurrentQueue<string> ids) : TypedEventProcessor
    {
        protected override void OnRunStart(RunStartEvent e)
        {
            if (e.WorkflowId is { } id)
            {
                ids.Enqueue(id);
            }
        }
    }
}
