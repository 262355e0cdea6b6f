using Hypergraph.Tests.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Logging;

/// <summary>The messages about whole calls.</summary>
public sealed class CallMessageTests : IDisposable
{
    private static readonly Graph Even = new("check", [Node.Create((int x) => x % 2 == 0 ? x : throw new FormatException($"odd {x}"), output: "y", name: "even")]);

    private static readonly MapOptions Continue = new() { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 };

    private readonly LogRecorder _log = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _log.Dispose();

    private AsyncRunner Async => new() { Logger = _log.Runner, TimeProvider = _time };

    private SyncRunner Sync => new() { Logger = _log.Runner, TimeProvider = _time };

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_run_that_completes_Has_two_messages_with_the_id_of_the_result(string runner)
    {
        var graph = new Graph("wait", [Node.Create((int x) => { _time.Advance(TimeSpan.FromMilliseconds(1234.56)); return x; }, "y", "a")]);

        RunResult result = await RunAsync(runner, graph, new { x = 2 }, new RunOptions { WorkflowId = "w" });

        Assert.Equal(["Debug 10 RunStarted: Run ID of graph wait started", "Information 11 RunCompleted: Run ID of graph wait completed in 1234.6 ms"], _log.Texts);
        LogEntry end = _log.OfRunner[1];
        Assert.Equal(
            [
                ("Kind", "Run"),
                ("RunId", result.RunId),
                ("Graph", "wait"),
                ("DurationMs", 1234.6),
                ("WorkflowId", "w"),
                ("{OriginalFormat}", "{Kind} {RunId} of graph {Graph} completed in {DurationMs} ms"),
            ],
            end.Fields.Select(f => (f.Key, f.Value!)));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_run_that_throws_Has_its_failure_once_and_its_end(string runner)
    {
        FormatException error = await Assert.ThrowsAsync<FormatException>(() => RunAsync(runner, Even, new { x = 3 }));

        Assert.Equal(
            [
                "Debug 10 RunStarted: Run ID of graph check started",
                "Error 14 NodeFailed: Node even of graph check failed: even (run ID) <- odd 3",
                "Error 13 RunFailed: Run ID of graph check failed in 0 ms; failures: 1 <- odd 3",
            ],
            _log.Texts);
        Assert.Same(error, _log.OfRunner[2].Error);
        Assert.Single(_log.OfRunner.Select(e => e["RunId"]).Distinct());
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_map_that_continues_past_failures_Ends_with_a_warning(string runner)
    {
        object values = new { x = new[] { 1, 2 } };
        MapResult result = runner == "async" ? await Async.MapAsync(Even, values, "x", Continue) : Sync.Map(Even, values, "x", Continue);

        Assert.Equal(
            [
                "Debug 10 RunStarted: Map ID of graph check started",
                "Warning 14 NodeFailed: Node even of graph check failed: [0]/even (run ID) <- odd 1",
                "Warning 12 RunEndedWithFailures: Map ID of graph check ended as Partial in 0 ms; failures: 1",
            ],
            _log.Texts);
        Assert.Equal(0, _log.OfRunner[1]["ItemIndex"]);
        Assert.All(_log.OfRunner, e => Assert.Equal(result.RunId, e["RunId"]));
    }

    [Fact]
    public async Task A_map_over_nothing_Has_the_id_of_its_result()
    {
        MapResult result = await Async.MapAsync(Even, new { x = Array.Empty<int>() }, "x");
        MapResult sync = Sync.Map(Even, new { x = Array.Empty<int>() }, "x");

        Assert.Equal([result.RunId, result.RunId, sync.RunId, sync.RunId], _log.OfRunner.Select(e => e["RunId"]));
    }

    [Fact]
    public async Task A_stream_Has_the_messages_of_a_map()
    {
        _ = await Streamed.AllAsync(Async.MapStreamAsync(Even, "x", new Source<int>([2, 3, 4]), options: new MapStreamOptions { ErrorHandling = ErrorHandling.Continue }));

        Assert.Equal(
            [
                "Debug 10 RunStarted: Map ID of graph check started",
                "Warning 14 NodeFailed: Node even of graph check failed: [1]/even (run ID) <- odd 3",
                "Warning 12 RunEndedWithFailures: Map ID of graph check ended as Partial in 0 ms; failures: 1",
            ],
            _log.Texts);
    }

    [Fact]
    public async Task A_stream_whose_source_throws_Fails_with_that_error()
    {
        var source = new Source<int>([2, 4], (index, _) => index == 1 ? throw new IOException("gone") : ValueTask.CompletedTask);

        await Assert.ThrowsAsync<IOException>(() => Streamed.AllAsync(Async.MapStreamAsync(Even, "x", source)));

        Assert.Equal(["Debug 10 RunStarted: Map ID of graph check started", "Error 13 RunFailed: Map ID of graph check failed in 0 ms; failures: 0 <- gone"], _log.Texts);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_cancelled_run_Is_logged_as_cancelled_and_not_as_a_failure(string runner)
    {
        using var source = new CancellationTokenSource();
        var graph = new Graph("g", [Node.Create((int x) => { source.Cancel(); source.Token.ThrowIfCancellationRequested(); return x; }, "y", "a")]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(runner, graph, new { x = 1 }, token: source.Token));

        Assert.Equal(["Debug 10 RunStarted: Run ID of graph g started", "Information 18 RunCancelled: Run ID of graph g was cancelled after 0 ms"], _log.Texts);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_stopped_run_Is_logged_as_stopped_with_the_id_of_its_handle(string runner)
    {
        RunHandle<RunResult>? run = null;
        using var started = new ManualResetEventSlim();
        var graph = new Graph("g", [Node.Create((int x) => { started.Wait(); run!.Stop("secret"); return x; }, "y", "a"), Node.Create((int y) => y, "z", "b")]);
        run = runner == "async" ? Async.Start(graph, new { x = 1 }) : Sync.Start(graph, new { x = 1 });
        started.Set();
        await run.Completion;

        Assert.Equal(["Debug 10 RunStarted: Run ID of graph g started", "Information 17 RunStopped: Run ID of graph g was stopped after 0 ms"], _log.Texts);
        Assert.All(_log.OfRunner, e => Assert.Equal(run.RunId, e["RunId"]));
    }

    [Fact]
    public async Task A_paused_run_Names_the_places_and_its_resumption_is_a_run_of_its_own()
    {
        var row = new Graph("row", [Node.Interrupt<int>((int x) => $"secret {x}?", "y", "ask")]);
        var graph = new Graph("g", [row.AsNode("rows").MapOver("x"), Node.Interrupt<int>((string s) => s, "z", "confirm")]);

        RunResult paused = await Async.RunAsync(graph, new { x = new[] { 1, 2 }, s = "secret" });
        RunResult resumed = await Async.ResumeAsync(paused, paused.Pauses.ToDictionary(p => p, _ => (object?)7));

        Assert.Equal(
            [
                "Debug 10 RunStarted: Run ID of graph g started",
                "Information 16 RunPaused: Run ID of graph g waits for 3 answers: rows[0]/ask, rows[1]/ask, confirm",
                "Debug 10 RunStarted: Run ID of graph g started",
                "Information 11 RunCompleted: Run ID of graph g completed in 0 ms",
            ],
            _log.Texts);
        Assert.Equal([paused.RunId, paused.RunId, resumed.RunId, resumed.RunId], _log.OfRunner.Select(e => e["RunId"]));
        Assert.NotEqual(paused.RunId, resumed.RunId);
    }

    [Fact]
    public async Task Many_pauses_Are_counted_after_the_first_ten()
    {
        var row = new Graph("row", [Node.Interrupt<int>((int x) => $"{x}?", "y", "ask")]);

        await Async.MapAsync(row, new { x = Enumerable.Range(0, 12).ToArray() }, "x", new MapOptions { MaxConcurrency = 1 });

        Assert.Equal(
            $"Information 16 RunPaused: Map ID of graph row waits for 12 answers: {string.Join(", ", Enumerable.Range(0, 10).Select(i => $"[{i}]/ask"))} and 2 more",
            _log.OfRunner[^1].Text);
    }

    [Fact]
    public async Task A_map_that_has_failures_and_pauses_Has_both_messages()
    {
        var row = new Graph("row", [Node.Interrupt<int>((int x) => x == 1 ? throw new FormatException("no") : $"{x}?", "y", "ask")]);

        await Async.MapAsync(row, new { x = new[] { 1, 2 } }, "x", Continue);

        Assert.Equal(
            [
                "Warning 12 RunEndedWithFailures: Map ID of graph row ended as Partial in 0 ms; failures: 1",
                "Information 16 RunPaused: Map ID of graph row waits for 1 answers: [1]/ask",
            ],
            _log.Texts.TakeLast(2));
    }

    [Fact]
    public void Messages_below_the_level_of_the_log_Are_not_written()
    {
        using var log = new LogRecorder(LogLevel.Warning);

        new SyncRunner { Logger = log.Runner }.Run(Even, new { x = 2 });
        Assert.Throws<FormatException>(() => new SyncRunner { Logger = log.Runner }.Run(Even, new { x = 3 }));

        Assert.Equal([14, 13], log.OfRunner.Select(e => e.Id.Id));
    }

    [Fact]
    public void A_call_with_invalid_inputs_Has_no_message()
    {
        Assert.Throws<MissingInputException>(() => Sync.Run(Even, new { }));

        Assert.Empty(_log.Entries);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Events_and_messages_Have_the_same_id(string runner)
    {
        var events = new Hypergraph.Tests.Events.RecordingProcessor();

        await RunAsync(runner, Even, new { x = 2 }, new RunOptions { EventProcessors = [events] });

        Assert.Equal(events.Events[0].RunId, _log.OfRunner[0]["RunId"]);
    }

    private Task<RunResult> RunAsync(string runner, Graph graph, object values, RunOptions? options = null, CancellationToken token = default) =>
        runner == "async" ? Async.RunAsync(graph, values, options, token) : Task.Run(() => Sync.Run(graph, values, options, token), CancellationToken.None);
}
