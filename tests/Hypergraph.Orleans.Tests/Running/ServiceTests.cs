using System.Collections.Concurrent;
using Hypergraph.Orleans.Connections;
using Hypergraph.Tests.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Parameters of functions that a silo supplies from its container, in a scope for each item.</summary>
public sealed class ServiceTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    private static readonly MapOptions Continuing = new() { ErrorHandling = ErrorHandling.Continue };

    private readonly SessionLog _sessions = new();
    private readonly Graph _twoReads = new("reads",
    [
        Node.Create((int x, [FromServices] Session session) => session.Use(), output: "first", name: "first"),
        new Graph("inside", [Node.Create((int first, [FromServices] Session session) => session.Use(), output: "second", name: "second")]).AsNode(),
    ]);

    [Fact]
    public async Task Run_Has_a_scope_of_its_own_which_is_disposed_before_it_completes()
    {
        await using LocalLink link = Silo(silo => silo.Services.AddScoped<Session>(), _twoReads);
        OrleansRunner runner = await CallerOf(link);

        RunResult one = await runner.RunAsync(_twoReads, new { x = 1 });
        Assert.Equal(["1 uses 2 disposed 1"], _sessions.Texts);
        RunResult other = await runner.Start(_twoReads, new { x = 1 }).Completion;

        Assert.Equal([(1, 1), (2, 2)], [(one["first"], one["second"]), (other["first"], other["second"])]);
        Assert.Equal(["1 uses 2 disposed 1", "2 uses 2 disposed 1"], _sessions.Texts);
    }

    [Fact]
    public async Task Map_Has_a_scope_for_each_item()
    {
        await using LocalLink link = Silo(silo => silo.Services.AddScoped<Session>(), _twoReads);

        MapResult result = await (await CallerOf(link)).MapAsync(_twoReads, new { x = Enumerable.Range(0, 40) }, over: "x");

        Assert.Equal(result.Get<int>("first"), result.Get<int>("second"));
        Assert.Equal(Enumerable.Range(1, 40), result.Get<int>("first").Order());
        Assert.Equal(Enumerable.Range(1, 40).Select(i => $"{i} uses 2 disposed 1"), _sessions.Texts);
    }

    [Fact]
    public async Task Map_over_a_stream_Has_a_scope_for_each_item()
    {
        await using LocalLink link = Silo(silo => silo.Services.AddScoped<Session>(), _twoReads);

        RunResult[] results = await (await CallerOf(link)).MapStreamAsync(_twoReads, GraphInputs.Empty, "x", AsyncEnumerable.Range(0, 5)).ToArrayAsync();

        Assert.Equal(Enumerable.Range(1, 5), results.Select(r => r.Get<int>("second")).Order());
        Assert.Equal(Enumerable.Range(1, 5).Select(i => $"{i} uses 2 disposed 1"), _sessions.Texts);
    }

    [Fact]
    public async Task Service_With_a_key_Is_found_by_its_key()
    {
        var graph = new Graph("keyed", [Node.Create((int x, [FromKeyedServices("net")] Price price) => x * price.Unit, output: "y", name: "multiply")]);
        await using LocalLink link = Silo(silo => silo.Services.AddKeyedSingleton("net", new Price(7)).AddSingleton(new Price(100)), graph);

        Assert.Equal(21, (await (await CallerOf(link)).RunAsync(graph, new { x = 3 }))["y"]);
    }

    [Fact]
    public async Task Missing_service_Fails_the_run_with_the_message_of_a_local_run()
    {
        await using LocalLink link = Silo(_ => { }, _twoReads);
        await using ServiceProvider none = new ServiceCollection().BuildServiceProvider();
        string message = (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().RunAsync(_twoReads, new { x = 1 }, new RunOptions { Services = none }))).Message;
        OrleansRunner runner = await CallerOf(link);
        var recorder = new RecordingProcessor();

        RemoteNodeException thrown = await Assert.ThrowsAsync<RemoteNodeException>(() => runner.RunAsync(_twoReads, new { x = 1 }, new RunOptions { EventProcessors = [recorder] }));
        MapResult mapped = await runner.MapAsync(_twoReads, new { x = new[] { 1, 2 } }, over: "x", Continuing with { EventProcessors = [recorder] });

        Assert.Equal(
            "The services of the call lack what the graph needs: Session for parameter 'session' of node 'first'; Session for parameter 'session' of node 'inside/second'. Register them, or make the parameters optional.",
            thrown.Message);
        Assert.Equal(message, thrown.Message);
        Assert.True(thrown.Is<InvalidOperationException>());
        Assert.Equal((RunStatus.Failed, message, message), (mapped.Status, mapped[0].Error!.Message, mapped[1].Error!.Message));
        Assert.Equal(2, recorder.Events.OfType<RunEndEvent>().Count(e => e.ItemIndex is null));
        Assert.All(recorder.Events.GroupBy(e => e.RunId), run => Assert.All(run.OfType<RunEndEvent>(), e => Assert.Equal(RunStatus.Failed, e.Status)));
    }

    [Fact]
    public async Task Items_That_fail_Dispose_their_scopes()
    {
        var graph = new Graph("fails", [Node.Create((int x, [FromServices] Session session) => x == 1 ? throw new FormatException("bad") : session.Use(), output: "y", name: "check")]);
        await using LocalLink link = Silo(silo => silo.Services.AddScoped<Session>(), graph);
        OrleansRunner runner = await CallerOf(link);

        MapResult result = await runner.MapAsync(graph, new { x = new[] { 0, 1 } }, over: "x", Continuing);
        await Assert.ThrowsAsync<RemoteNodeException>(() => runner.RunAsync(graph, new { x = 1 }));

        Assert.Equal([RunStatus.Completed, RunStatus.Failed], result.Select(r => r.Status));
        Assert.Equal(["0 disposed 1", "0 disposed 1", "1 disposed 1"], _sessions.Texts.Select(t => t.Split("uses ")[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_That_is_cancelled_Disposes_its_scope()
    {
        using var source = new CancellationTokenSource();
        var graph = new Graph("waits",
        [
            Node.Create(
                async ([FromServices] Session session, CancellationToken cancellationToken) =>
                {
                    int id = session.Use();
                    await source.CancelAsync();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    return id;
                },
                output: "y",
                name: "wait"),
        ]);
        await using LocalLink link = Silo(silo => silo.Services.AddScoped<Session>(), graph);
        OrleansRunner runner = await CallerOf(link);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(graph, GraphInputs.Empty, cancellationToken: source.Token));

        await _sessions.Disposed.WaitAsync(HangGuard);
        Assert.Equal(["1 uses 1 disposed 1"], _sessions.Texts);
    }

    [Fact]
    public async Task Service_That_throws_when_disposed_Is_logged_and_leaves_the_results()
    {
        using var log = new ErrorLog();
        var graph = new Graph("fragile", [Node.Create((int x, [FromServices] Fragile fragile) => x > 0 ? fragile.Value : throw new FormatException("bad"), output: "y", name: "read")]);
        await using LocalLink link = Silo(silo => silo.Services.AddScoped<Fragile>().AddSingleton<ILoggerProvider>(log).Configure<LoggerFilterOptions>(o => o.MinLevel = LogLevel.Error), graph);
        OrleansRunner runner = await CallerOf(link);

        RunResult result = await runner.RunAsync(graph, new { x = 1 });
        MapResult mapped = await runner.MapAsync(graph, new { x = new[] { 0, 1 } }, over: "x", Continuing);

        Assert.Equal(5, result["y"]);
        Assert.Equal([("bad", null), (null, 5)], mapped.Select(r => (r.Error?.Message, r.Error is null ? r["y"] : null)));
        Assert.Equal(
            Enumerable.Repeat("Hypergraph.Orleans.SiloWorker 40: A service of a run threw when its scope was disposed. The result of the run is not changed <- broken", 3),
            log.Texts);
    }

    [Fact]
    public async Task Silo_in_this_process_Has_the_services_that_are_set()
    {
        await using ServiceProvider services = new ServiceCollection().AddSingleton(_sessions).AddScoped<Session>().BuildServiceProvider();
        await using var runner = OrleansRunner.Local(graphs => graphs.Services = services);

        Assert.Equal(1, (await runner.RunAsync(_twoReads, new { x = 1 }))["second"]);
        Assert.Equal(["1 uses 2 disposed 1"], _sessions.Texts);
    }

    [Fact]
    public async Task Graph_without_services_Has_no_scope()
    {
        await using var runner = OrleansRunner.Local(graphs => graphs.Services = new NoServices());

        Assert.Equal("6!", (await runner.RunAsync(TestGraphs.Chain(), new { x = 5 }))["text"]);
        await Assert.ThrowsAsync<RemoteNodeException>(() => runner.RunAsync(_twoReads, new { x = 1 }));
    }

    [Fact]
    public async Task Services_Are_in_no_event_and_in_no_version()
    {
        Graph With(Delegate function) => new("priced", [Node.Create(function, output: "y", name: "price")]);
        Graph graph = With((int x, [FromServices] Price price) => x * price.Unit);
        await using LocalLink link = Silo(silo => silo.Services.AddSingleton(new Price(7)), graph);
        var recorder = new RecordingProcessor();

        await (await CallerOf(link)).RunAsync(graph, new { x = 3 }, new RunOptions { EventProcessors = [recorder] });

        Assert.Equal([("x", (object?)3)], Assert.Single(recorder.Events.OfType<NodeStartEvent>()).Inputs!.Select(i => (i.Key, i.Value)));
        recorder.Events.AssertWellFormed();
        Assert.Equal(GraphVersion.Of(With((int x) => x)), GraphVersion.Of(graph));
    }

    /// <summary>A silo with services, whose caller finds its graphs by name.</summary>
    private LocalLink Silo(Action<ISiloBuilder> configure, Graph graph) => LocalLinks.Create(new SiloGraphs().Add(graph), silo =>
    {
        silo.Services.AddSingleton(_sessions);
        configure(silo);
    });

    private static async Task<OrleansRunner> CallerOf(LocalLink link) => new(await link.ConnectAsync(HangGuard, TestContext.Current.CancellationToken));

    /// <summary>An attribute of the name that the library recognizes.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class FromServicesAttribute : Attribute;

    private sealed record Price(int Unit);

    /// <summary>The sessions that were created.</summary>
    private sealed class SessionLog
    {
        private readonly ConcurrentQueue<Session> _sessions = new();
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public IEnumerable<string> Texts => _sessions.OrderBy(s => s.Id).Select(s => s.ToString());

        /// <summary>Completes when a session is disposed.</summary>
        public Task Disposed => _disposed.Task;

        public int Add(Session session)
        {
            _sessions.Enqueue(session);
            return Interlocked.Increment(ref _count);
        }

        public void OnDisposed() => _disposed.TrySetResult();
    }

    private sealed class Session : IAsyncDisposable
    {
        private readonly SessionLog _log;
        private int _uses;
        private int _disposals;

        public Session(SessionLog log)
        {
            _log = log;
            Id = log.Add(this);
        }

        public int Id { get; }

        public int Use()
        {
            Interlocked.Increment(ref _uses);
            return Id;
        }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            Interlocked.Increment(ref _disposals);
            _log.OnDisposed();
        }

        public override string ToString() => $"{Id} uses {_uses} disposed {_disposals}";
    }

    private sealed class Fragile : IDisposable
    {
        public int Value => 5;

        public void Dispose() => throw new InvalidOperationException("broken");
    }

    private sealed class NoServices : IServiceProvider
    {
        public object GetService(Type serviceType) => throw new NotSupportedException($"{serviceType} was requested.");
    }

    /// <summary>The errors that a silo logs under the names of Hypergraph.</summary>
    private sealed class ErrorLog : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _texts = new();

        public IEnumerable<string> Texts => _texts;

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _texts);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<string> texts) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (category.StartsWith("Hypergraph", StringComparison.Ordinal) && logLevel >= LogLevel.Error)
                {
                    texts.Enqueue($"{category} {eventId.Id}: {formatter(state, exception)} <- {exception?.Message}");
                }
            }
        }
    }
}
