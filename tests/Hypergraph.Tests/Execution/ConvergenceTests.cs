using System.Diagnostics;
using Hypergraph.Tests.Events;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Execution;

/// <summary>A loop that ends although a gate chose to continue is reported.</summary>
public class ConvergenceTests
{
    private static Graph Mutating(string name = "g") => new(
        name,
        [
            Node.Create(
                (List<int> log) =>
                {
                    log.Add(log.Count);
                    return log;
                },
                "log",
                "add"),
            Node.IfElse((List<int> log) => log.Count < 3, "add", Node.End, "more"),
        ],
        new GraphOptions { Entrypoints = ["add"] });

    private static async Task<string[]> WarningsOfAsync(Graph graph, object values)
    {
        var sync = new RecordingLogger();
        var async = new RecordingLogger();
        Assert.True(new SyncRunner { Logger = sync }.Run(graph, values).IsCompleted);
        Assert.True((await new AsyncRunner { Logger = async }.RunAsync(graph, values)).IsCompleted);
        string[] warnings = [.. sync.Entries.Where(e => e.Level == LogLevel.Warning).Select(e => e.Message)];
        Assert.Equal(warnings, async.Entries.Where(e => e.Level == LogLevel.Warning).Select(e => e.Message));
        return warnings;
    }

    private static string Warning(string gate, string target, string values, string graph = "Graph 'g'") =>
        $"{graph}: the loop ended although gate '{gate}' chose '{target}', because {values} has no new value: what was produced equals the old value. Return a new value instead of the changed old one";

    [Fact]
    public void Value_That_a_node_changes_and_returns_Is_named()
    {
        var logger = new RecordingLogger();

        RunResult result = new SyncRunner { Logger = logger }.Run(Mutating(), new { log = new List<int>() });

        Assert.Equal([0], result.Get<List<int>>("log"));
        Assert.Equal([Warning("more", "add", "'log'")], logger.Entries.Select(e => e.Message));
    }

    [Fact]
    public async Task Values_That_stop_changing_after_the_decision_Are_named() => Assert.Equal(
        [Warning("again", "cap", "'n'")],
        await WarningsOfAsync(
            new Graph(
                "g",
                [Node.Create((int n) => Math.Min(n + 1, 3), "n", "cap"), Node.Route((int n) => "cap", ["cap", Node.End], new() { Name = "again" })],
                new GraphOptions { Entrypoints = ["cap"] }),
            new { n = 0 }));

    [Fact]
    public async Task Loop_That_a_gate_ends_Is_not_reported() => Assert.Empty(
        await WarningsOfAsync(
            new Graph(
                "g",
                [
                    Node.Create((int n) => n + 1, "n", "step"),
                    Node.Route((int n) => n % 2 == 0 ? "even" : "odd", ["even", "odd"], new() { Name = "side" }),
                    Node.Create((int n) => n, "e", "even"),
                    Node.Create((int n) => n, "o", "odd"),
                    Node.IfElse((int n) => n < 3, "step", Node.End, "again"),
                ],
                new GraphOptions { Entrypoints = ["step"] }),
            new { n = 0 }));

    [Fact]
    public async Task Loop_That_a_gate_leaves_through_another_target_Is_not_reported() => Assert.Empty(
        await WarningsOfAsync(
            new Graph(
                "g",
                [Node.Create((int n) => n + 1, "n", "step"), Node.IfElse((int n) => n < 3, "step", "last", "again"), Node.Create((int n) => n, "m", "last")],
                new GraphOptions { Entrypoints = ["step"] }),
            new { n = 0 }));

    [Fact]
    public async Task Loop_Without_a_gate_That_converges_Is_not_reported() => Assert.Empty(
        await WarningsOfAsync(
            new Graph(
                "g",
                [Node.Create((int n) => n / 2, "half", "halve"), Node.Create((int half) => half, "n", "keep")],
                new GraphOptions { Entrypoints = ["halve"] }),
            new { n = 5 }));

    [Fact]
    public async Task Loop_Of_many_items_Is_reported_once_in_a_call()
    {
        var logger = new RecordingLogger();
        var graph = new Graph("outer", [Mutating("inner").AsNode("inner").RenameInput("log", "logs").RenameOutput("log", "all").MapOver("logs")]);
        List<int>[] logs = [[], [], []];

        await new AsyncRunner { Logger = logger }.RunAsync(graph, new { logs });

        Assert.Equal([Warning("more", "add", "'log'", "Graph 'inner'")], logger.Entries.Select(e => e.Message));
    }

    [Fact]
    public void Loop_Of_a_runner_without_a_logger_Is_traced_once()
    {
        using var writer = new StringWriter();
        using var listener = new TextWriterTraceListener(TextWriter.Synchronized(writer));
        Trace.Listeners.Add(listener);
        try
        {
            Graph graph = Mutating("traced");
            new SyncRunner().Run(graph, new { log = new List<int>() });
            new SyncRunner().Run(graph, new { log = new List<int>() });
        }
        finally
        {
            Trace.Listeners.Remove(listener);
        }

        listener.Flush();
        Assert.Equal(2, writer.ToString().Split("Graph 'traced': the loop ended although gate 'more' chose 'add', because 'log' has no new value").Length);
    }
}
