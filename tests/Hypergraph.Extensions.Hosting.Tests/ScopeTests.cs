using Microsoft.Extensions.Logging;

namespace Hypergraph.Extensions.Hosting.Tests;

/// <summary>The service scope of a call.</summary>
public class ScopeTests
{
    private static readonly Graph TwoReads = new("reads", [
        Node.Create((int x, [FromServices] Session session) => session.Use(), output: "first", name: "first"),
        Node.Create((Session first, [FromServices] Session session) => session.Use(), output: "second", name: "second"),
    ]);

    [Fact]
    public async Task Run_Has_a_scope_of_its_own_which_is_disposed_before_it_completes()
    {
        using IHost host = await TestHost.StartAsync(services => services.AddScoped<Session>().AddHypergraph());

        RunResult one = await host.Runner().RunAsync(TwoReads, new { x = 1 }, cancellationToken: TestHost.Token);
        RunResult other = await host.Runner().Start(TwoReads, new { x = 1 }, cancellationToken: TestHost.Token).Completion;

        Session session = one.Get<Session>("first");
        Assert.Same(session, one["second"]);
        Assert.NotSame(session, other["first"]);
        Assert.Equal((2, 1), (session.UseCount, session.DisposeCount));
        Assert.Equal(1, other.Get<Session>("first").DisposeCount);
    }

    [Fact]
    public async Task Map_Has_one_scope_for_all_its_items()
    {
        using IHost host = await TestHost.StartAsync(services => services.AddScoped<Session>().AddHypergraph());

        MapResult mapped = await host.Runner().MapAsync(TwoReads, new { x = new[] { 1, 2, 3 } }, "x", cancellationToken: TestHost.Token);

        Session session = Assert.Single(mapped.Get<Session>("first").Distinct());
        Assert.Equal((6, 1), (session.UseCount, session.DisposeCount));
    }

    [Fact]
    public async Task Stream_Has_a_scope_for_each_enumeration()
    {
        using IHost host = await TestHost.StartAsync(services => services.AddScoped<Session>().AddHypergraph());
        IAsyncEnumerable<RunResult> results = host.Runner().MapStreamAsync(TwoReads, GraphInputs.Empty, "x", AsyncEnumerable.Range(0, 3), cancellationToken: TestHost.Token);

        List<Session> sessions = [];
        for (int i = 0; i < 2; i++)
        {
            await foreach (RunResult result in results)
            {
                sessions.Add(result.Get<Session>("second"));
                Assert.Equal(0, sessions[^1].DisposeCount);
            }
        }

        Assert.Equal(6, sessions.Count);
        Assert.Equal([(6, 1), (6, 1)], sessions.Distinct().Select(s => (s.UseCount, s.DisposeCount)));
    }

    [Fact]
    public async Task Call_With_services_of_its_own_Uses_them_and_leaves_them_alone()
    {
        using IHost host = await TestHost.StartAsync(services => services.AddScoped<Session>().AddHypergraph());
        await using AsyncServiceScope scope = host.Services.CreateAsyncScope();

        RunResult result = await host.Runner().RunAsync(TwoReads, new { x = 1 }, new RunOptions { Services = scope.ServiceProvider }, TestHost.Token);

        Assert.Same(scope.ServiceProvider.GetRequiredService<Session>(), result["first"]);
        Assert.Equal(0, result.Get<Session>("first").DisposeCount);
    }

    [Fact]
    public async Task Failed_run_Disposes_its_scope()
    {
        Session? used = null;
        Graph failing = new([Node.Create(
            int ([FromServices] Session session) =>
            {
                used = session;
                throw new FormatException("bad");
            },
            output: "y",
            name: "fail")]);
        using IHost host = await TestHost.StartAsync(services => services.AddScoped<Session>().AddHypergraph());

        await Assert.ThrowsAsync<FormatException>(() => host.Runner().RunAsync(failing, TestHost.Token));

        Assert.Equal(1, used!.DisposeCount);
    }

    [Fact]
    public async Task Resumed_run_Has_a_new_scope()
    {
        Graph graph = new([
            Node.Create(([FromServices] Session session) => session.Use(), output: "before", name: "before"),
            Node.Interrupt<int>((Session before) => "How many?", output: "x", name: "ask"),
            Node.Create((int x, [FromServices] Session session) => session.Use(), output: "after", name: "after"),
        ]);
        using IHost host = await TestHost.StartAsync(services => services.AddScoped<Session>().AddHypergraph());

        RunResult paused = await host.Runner().RunAsync(graph, TestHost.Token);
        RunResult resumed = await host.Runner().ResumeAsync(paused, 3, cancellationToken: TestHost.Token);

        Assert.NotSame(resumed["before"], resumed["after"]);
        Assert.Equal([1, 1], [resumed.Get<Session>("before").DisposeCount, resumed.Get<Session>("after").DisposeCount]);
        Assert.Equal([RunStatus.Completed, RunStatus.Paused], host.Registry().RecentRuns.Select(r => r.Status));
    }

    [Fact]
    public async Task Service_That_throws_when_disposed_Is_logged_and_leaves_the_result()
    {
        using var log = new LogRecorder();
        using IHost host = await TestHost.StartAsync(services => services
            .AddScoped<Fragile>()
            .AddLogging(l => l.AddProvider(log))
            .AddHypergraph());
        Graph graph = new([Node.Create(([FromServices] Fragile fragile) => fragile.Value, output: "y", name: "read")]);

        Assert.Equal(5, (await host.Runner().RunAsync(graph, TestHost.Token))["y"]);
        Assert.Contains("Error 40 ScopeFailed: A service of a run threw when its scope was disposed. The result of the run is not changed <- broken", log.Texts);
    }

    private sealed class Session : IAsyncDisposable
    {
        private int _useCount;

        public int UseCount => _useCount;

        public int DisposeCount { get; private set; }

        public Session Use()
        {
            Interlocked.Increment(ref _useCount);
            return this;
        }

        public ValueTask DisposeAsync()
        {
            DisposeCount++;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Fragile : IDisposable
    {
        public int Value => 5;

        public void Dispose() => throw new InvalidOperationException("broken");
    }
}
