using System.Diagnostics.CodeAnalysis;
using Hypergraph.Tests.Events;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Execution;

/// <summary>What calls write to the runner's log.</summary>
public class FailureLogTests
{
    private static readonly Graph Rows = new("file", [
        new Graph("row", [Node.Create((int cell) => cell % 2 == 0 ? cell : throw new FormatException($"odd {cell}"), output: "value", name: "parse")])
            .AsNode("rows").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue),
    ]);

    private static readonly Graph Check = new("check", [Node.Create((int x) => x % 2 == 0 ? x : throw new FormatException($"odd {x}"), output: "y", name: "even")]);

    private static string[] Lines(RecordingLogger log) => [.. log.OfCalls.Select(e => $"{e.Level}: {e.Message}{(e.Error is null ? string.Empty : $" <- {e.Error.Message}")}")];

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_run_that_completes_Is_logged(string runner)
    {
        var log = new RecordingLogger();
        await RunAsync(runner, log, Check, new { x = 2 }, new RunOptions { WorkflowId = "w" });

        Assert.Equal(["Debug: Run of graph check started (workflow w)", "Information: Run of graph check ended: Completed (workflow w)"], Lines(log));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_run_that_throws_Is_logged_with_its_failure(string runner)
    {
        var log = new RecordingLogger();
        await Assert.ThrowsAsync<FormatException>(() => RunAsync(runner, log, Check, new { x = 3 }));

        Assert.Equal(
            [
                "Debug: Run of graph check started (workflow -)",
                "Error: even failed in graph check (workflow -) <- odd 3",
                "Error: Run of graph check failed (failures: 1, workflow -)",
            ],
            Lines(log));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Failures_that_a_run_continued_past_Are_logged_with_their_places(string runner)
    {
        var log = new RecordingLogger();
        await RunAsync(runner, log, Rows, new { cell = new[] { 1, 2, 3 } });

        Assert.Equal(
            [
                "Debug: Run of graph file started (workflow -)",
                "Error: rows/parse [item 0] failed in graph file (workflow -) <- odd 1",
                "Error: rows/parse [item 2] failed in graph file (workflow -) <- odd 3",
                "Warning: Run of graph file ended: Completed (failures: 2, workflow -)",
            ],
            Lines(log));
    }

    [Fact]
    public async Task Many_failures_Are_counted_after_the_first_hundred()
    {
        var log = new RecordingLogger();
        await new AsyncRunner { Logger = log }.MapAsync(
            Check, new { x = Enumerable.Range(0, 300).Select(i => (2 * i) + 1) }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        string[] lines = Lines(log);
        Assert.Equal(100, lines.Count(l => l.StartsWith("Warning: even [item ", StringComparison.Ordinal)));
        Assert.Equal(
            ["Warning: Failures in graph check that are not logged one by one: 200 (workflow -)", "Error: Run of graph check failed (failures: 300, workflow -)"],
            lines[^2..]);
    }

    [Fact]
    public async Task A_stream_map_Logs_its_failures_as_they_come()
    {
        var log = new RecordingLogger();
        _ = await Streamed.AllAsync(new AsyncRunner { Logger = log }.MapStreamAsync(Check, "x", new Source<int>([2, 3, 4]), options: new MapStreamOptions { ErrorHandling = ErrorHandling.Continue }));

        Assert.Equal(
            [
                "Debug: Run of graph check started (workflow -)",
                "Warning: even [item 1] failed in graph check (workflow -) <- odd 3",
                "Warning: Run of graph check ended: Partial (failures: 1, workflow -)",
            ],
            Lines(log));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_log_that_throws_Changes_nothing(string runner) =>
        Assert.Equal(2, (await RunAsync(runner, new ThrowingLogger(), Check, new { x = 2 }))["y"]);

    private static Task<RunResult> RunAsync(string runner, ILogger log, Graph graph, object values, RunOptions? options = null) =>
        runner == "async"
            ? new AsyncRunner { Logger = log }.RunAsync(graph, values, options)
            : Task.Run(() => new SyncRunner { Logger = log }.Run(graph, values, options));

    [SuppressMessage("Design", "CA1065", Justification = "It is the test.")]
    private sealed class ThrowingLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException();

        public bool IsEnabled(LogLevel logLevel) => throw new InvalidOperationException();

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException();
    }
}
