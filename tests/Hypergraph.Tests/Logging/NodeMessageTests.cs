using System.Diagnostics;
using Hypergraph.Tests.Execution;
using Hypergraph.Tests.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Logging;

/// <summary>The messages about single nodes and items.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class NodeMessageTests : IDisposable
{
    private readonly LogRecorder _log = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_failure_in_nested_graphs_Is_logged_once_at_its_place(string runner)
    {
        var row = new Graph("row", [Node.Create((int x) => x < 2 ? x : throw new FormatException("two"), "y", "parse")]);
        var file = new Graph("file", [row.AsNode("rows").MapOver("x")]);
        var graph = new Graph("all", [file.AsNode("one")]);

        await Assert.ThrowsAsync<FormatException>(() => RunAsync(runner, graph, new { x = new[] { 1, 2 } }, new RunOptions { WorkflowId = "w" }));

        LogEntry failure = Assert.Single(_log.OfRunner, e => e.Id.Id == 14);
        Assert.Equal("Error 14 NodeFailed: Node parse of graph row failed: one/rows[1]/parse (run ID) <- two", failure.Text);
        Assert.Equal(
            ["Node", "Graph", "Path", "RunId", "ItemIndex", "WorkflowId", "{OriginalFormat}"],
            failure.Fields.Select(f => f.Key));
        Assert.Equal(["parse", "row", "one/rows[1]/parse", 1, "w"], new[] { failure["Node"], failure["Graph"], failure["Path"], failure["ItemIndex"], failure["WorkflowId"] });
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_failure_that_a_mapped_node_continues_past_Is_a_warning(string runner)
    {
        var row = new Graph("row", [Node.Create((int x) => x == 2 ? x : throw new FormatException("odd"), "y", "parse")]);
        var graph = new Graph("g", [row.AsNode("rows").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]);

        await RunAsync(runner, graph, new { x = new[] { 1, 2 } });

        Assert.Equal(
            [
                "Debug 10 RunStarted: Run ID of graph g started",
                "Warning 14 NodeFailed: Node parse of graph row failed: rows[0]/parse (run ID) <- odd",
                "Warning 12 RunEndedWithFailures: Run ID of graph g ended as Completed in 0 ms; failures: 1",
            ],
            _log.Texts);
    }

    [Fact]
    public async Task Siblings_that_fail_Are_logged_each()
    {
        var graph = new Graph("g", Enumerable.Range(0, 3).Select(i => Node.Create((int x) => FailAsync($"no {i}"), $"y{i}", $"n{i}")));

        await Assert.ThrowsAsync<FormatException>(() => RunAsync("async", graph, new { x = 1 }));

        Assert.Equal(
            Enumerable.Range(0, 3).Select(i => $"Error 14 NodeFailed: Node n{i} of graph g failed: n{i} (run ID) <- no {i}"),
            _log.Texts.Where(t => t.StartsWith("Error 14", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task An_item_whose_values_cannot_be_read_Fails_outside_its_nodes(string runner)
    {
        var graph = new Graph("g", [Node.Create((int x) => x, "y", "a")]);
        var options = new MapOptions { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 };
        object values = new { x = new BrokenList() };

        _ = runner == "async"
            ? await new AsyncRunner { Logger = _log.Runner, TimeProvider = _time }.MapAsync(graph, values, "x", options)
            : new SyncRunner { Logger = _log.Runner, TimeProvider = _time }.Map(graph, values, "x", options);

        Assert.Equal("Warning 19 ItemFailed: Graph g failed outside its nodes: [1] (run ID) <- broken", _log.OfRunner[1].Text);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Many_contained_failures_Are_counted_after_the_first_hundred_and_hide_no_other(string runner)
    {
        var row = new Graph("row", [Node.Create((int x) => x >= 0 ? throw new FormatException("no") : x, "y", "parse")]);
        var graph = new Graph("g", [
            row.AsNode("rows").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue),
            Node.Create((IReadOnlyList<int?> y) => y.Count > 0 ? throw new IOException("disk") : 0, "z", "write"),
        ]);

        await Assert.ThrowsAsync<IOException>(() => RunAsync(runner, graph, new { x = Enumerable.Range(0, 300).ToArray() }));

        Assert.Equal(100, _log.Texts.Count(t => t.StartsWith("Warning 14 NodeFailed", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "Error 14 NodeFailed: Node write of graph g failed: write (run ID) <- disk",
                "Warning 15 MoreFailures: 200 more failures in graph g are not logged one by one (run ID)",
                "Error 13 RunFailed: Run ID of graph g failed in 0 ms; failures: 301 <- disk",
            ],
            _log.Texts.TakeLast(3));
    }

    [Fact]
    public async Task A_failure_Is_logged_in_the_activity_of_its_node()
    {
        using var trace = new Hypergraph.Tests.Telemetry.Trace();
        var graph = new Graph("g", [Node.Create(async (int x) => { await Task.Yield(); return await FailAsync("no"); }, "y", "a"), Node.Create((int x) => x, "z", "b")]);

        await Assert.ThrowsAsync<FormatException>(() => RunAsync("async", graph, new { x = 1 }));

        Assert.Equal(trace["a"].SpanId, Assert.Single(_log.OfRunner, e => e.Id.Id == 14).Span);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [InlineData("sync", LogLevel.Trace)]
    [InlineData("async", LogLevel.Trace)]
    [InlineData("sync", LogLevel.Warning)]
    [InlineData("async", LogLevel.Warning)]
    public async Task A_retry_Is_logged_when_it_starts_with_the_delay(string runner, LogLevel level)
    {
        using var log = new LogRecorder(level);
        int calls = 0;
        FunctionNode node = Node.Create((int x) => ++calls < 3 ? throw new InvalidOperationException($"no {calls}") : x, "y", "flaky").WithInterceptors(Retrying(3));
        var row = new Graph("row", [node]);
        var graph = new Graph("g", [row.AsNode("rows").MapOver("x")]);

        await RunAsync(runner, graph, new { x = new[] { 7 } }, log: log);

        Assert.Equal(
            [
                "Warning 30 NodeRetried: Attempt 1 of node flaky of graph row failed; attempt 2 starts after 1500 ms: rows[0]/flaky (run ID) <- no 1",
                "Warning 30 NodeRetried: Attempt 2 of node flaky of graph row failed; attempt 3 starts after 1500 ms: rows[0]/flaky (run ID) <- no 2",
            ],
            log.Texts.Where(t => t.StartsWith("Warning", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_last_attempt_Is_the_failure_of_the_node()
    {
        FunctionNode node = Node.Create((int x) => x > 0 ? throw new InvalidOperationException("no") : x, "y", "flaky").WithInterceptors(Retrying(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync("async", new Graph("g", [node]), new { x = 7 }));

        Assert.Equal([10, 30, 14, 13], _log.OfRunner.Select(e => e.Id.Id));
    }

    [Fact]
    public async Task Many_retries_Are_counted_after_the_first_hundred()
    {
        FunctionNode node = Node.Create((int x) => x > 0 ? throw new InvalidOperationException("no") : x, "y", "flaky").WithInterceptors(Retrying(111));

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync("async", new Graph("g", [node]), new { x = 7 }));

        Assert.Equal(100, _log.OfRunner.Count(e => e.Id.Id == 30));
        Assert.Equal("Warning 32 MoreRetries: 10 more retries in graph g are not logged one by one (run ID)", _log.OfRunner[^2].Text);
    }

    [Theory]
    [InlineData("sync", LogLevel.Trace)]
    [InlineData("async", LogLevel.Trace)]
    [InlineData("sync", LogLevel.Warning)]
    [InlineData("async", LogLevel.Warning)]
    public async Task Slow_functions_Are_logged_at_their_end_and_the_nodes_around_them_are_not(string runner, LogLevel level)
    {
        using var log = new LogRecorder(level);
        var row = new Graph("row", [Node.Create((int x) => { _time.Advance(TimeSpan.FromSeconds(x)); return x; }, "y", "work")]);
        var graph = new Graph("g", [row.AsNode("rows").MapOver("x")]);

        await RunAsync(runner, graph, new { x = new[] { 1, 2, 3 } }, new RunOptions { MaxConcurrency = 1 }, log, slow: TimeSpan.FromSeconds(2));

        Assert.Equal(
            [
                "Warning 31 NodeSlow: Node work of graph row ran for 2000 ms, longer than 2000 ms: rows[1]/work (run ID)",
                "Warning 31 NodeSlow: Node work of graph row ran for 3000 ms, longer than 2000 ms: rows[2]/work (run ID)",
            ],
            log.Texts.Where(t => t.StartsWith("Warning", StringComparison.Ordinal)));
        Assert.Equal(2, log.OfRunner.Last(e => e.Id.Id == 31)["ItemIndex"]);
    }

    [Fact]
    public async Task A_slow_function_that_throws_Is_logged_and_a_wait_for_an_answer_is_not()
    {
        var graph = new Graph("g", [
            Node.Interrupt<int>((int x) => x, "answer", "ask"),
            Node.Create((int answer) => { _time.Advance(TimeSpan.FromSeconds(9)); return answer == 0 ? throw new FormatException("no") : answer; }, "y", "work"),
        ]);
        var runner = new AsyncRunner
        {
            Logger = _log.Runner,
            TimeProvider = _time,
            SlowNodeThreshold = TimeSpan.FromSeconds(5),
            InterruptHandler = (_, _) =>
            {
                _time.Advance(TimeSpan.FromHours(1));
                return ValueTask.FromResult(InterruptAnswer.Of(0));
            },
        };

        await Assert.ThrowsAsync<FormatException>(() => runner.RunAsync(graph, new { x = 1 }));

        Assert.Equal(
            "Warning 31 NodeSlow: Node work of graph g ran for 9000 ms, longer than 5000 ms: work (run ID)",
            Assert.Single(_log.OfRunner, e => e.Id.Id == 31).Text);
    }

    [Fact]
    public void Many_slow_functions_Are_counted_after_the_first_hundred()
    {
        var graph = new Graph("g", [Node.Create((int x) => x, "y", "work")]);
        var runner = new SyncRunner { Logger = _log.Runner, TimeProvider = _time, SlowNodeThreshold = TimeSpan.Zero };

        runner.Map(graph, new { x = Enumerable.Range(0, 130).ToArray() }, "x");

        Assert.Equal(100, _log.OfRunner.Count(e => e.Id.Id == 31));
        Assert.Equal("Warning 33 MoreSlowNodes: 30 more slow nodes in graph g are not logged one by one (run ID)", _log.OfRunner[^2].Text);
    }

    [Fact]
    public void A_negative_threshold_Is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyncRunner { SlowNodeThreshold = TimeSpan.FromTicks(-1) });

    [Fact]
    public async Task Values_Never_reach_the_log()
    {
        const string Secret = "confidential";
        var row = new Graph("row", [
            Node.Create((string x) => x.EndsWith('0') ? throw new FormatException("no") : x, "y", "parse").WithInterceptors(Retrying(2)),
            Node.Interrupt<string>((string y) => y, "z", "ask"),
        ]);
        var runner = new AsyncRunner { Logger = _log.Runner, SlowNodeThreshold = TimeSpan.Zero };
        MapResult paused = await runner.MapAsync(
            row,
            new { x = Enumerable.Range(0, 3).Select(i => Secret + i).ToArray() },
            "x",
            new MapOptions { ItemLabel = "x", ErrorHandling = ErrorHandling.Continue });
        await runner.ResumeMapAsync(paused, paused.Pauses.ToDictionary(p => p, _ => (object?)Secret), new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Contains(_log.OfRunner, e => e.Id.Id == 16);
        Assert.Contains(_log.OfRunner, e => e.Id.Id == 31);
        Assert.DoesNotContain(_log.Entries, e => e.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Entries, e => e.Fields.Any(f => $"{f.Value}".Contains(Secret, StringComparison.Ordinal)));
    }

    /// <summary>An interceptor that waits for 1.5 seconds between attempts.</summary>
    private Around Retrying(int times) => Around.Trying(times, () => _time.Advance(TimeSpan.FromSeconds(1.5)));

    private static Task<int> FailAsync(string message) => Task.FromException<int>(new FormatException(message));

    private Task<RunResult> RunAsync(string runner, Graph graph, object values, RunOptions? options = null, LogRecorder? log = null, TimeSpan? slow = null)
    {
        ILogger logger = (log ?? _log).Runner;
        return runner == "async"
            ? new AsyncRunner { Logger = logger, TimeProvider = _time, SlowNodeThreshold = slow }.RunAsync(graph, values, options)
            : Task.Run(() => new SyncRunner { Logger = logger, TimeProvider = _time, SlowNodeThreshold = slow }.Run(graph, values, options));
    }

    private sealed class BrokenList : IReadOnlyList<int>
    {
        public int Count => 3;

        public int this[int index] => index == 1 ? throw new FormatException("broken") : index;

        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
