using Hypergraph.Tests.Events;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Logs;

/// <summary>Runs of every feature whose events a log has.</summary>
internal static class LoggedRuns
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue, WorkflowId = "nightly" };

    /// <summary>The names of the runs.</summary>
    public static TheoryData<string> Names => ["chain", "failure", "fork", "loop", "nested maps", "attempts", "chunks", "cache hit", "pause", "stop", "stream", "resumed"];

    /// <summary>A map of tables, each a map of its rows, of which one fails.</summary>
    public static Graph Nested { get; } = new(
        "tables",
        [new Graph("table", [new Graph("row", [Samples.Picky.AsNode("check")]).AsNode("rows").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]).AsNode("read")]);

    /// <summary>Counts to three.</summary>
    public static Graph Loop { get; } = new(
        "counter",
        [Node.Create((int n) => n + 1, "n", "step"), Node.IfElse((int n) => n < 3, "step", Node.End, name: "again")],
        new GraphOptions { Entrypoints = ["step"] });

    private static Around TryTwice { get; } = new(async (call, token, next) =>
    {
        call.StartAttempt().End(new InvalidOperationException("no"));
        NodeAttempt second = call.StartAttempt();
        NodeOutputs outputs = await next(token);
        second.End();
        return outputs;
    });

    /// <summary>Runs a graph.</summary>
    /// <param name="name">Its name in <see cref="Names"/>.</param>
    /// <param name="processors">The processors.</param>
    public static async Task RunAsync(string name, params EventProcessor[] processors)
    {
        var runner = new AsyncRunner(processors);
        switch (name)
        {
            case "chain":
                await runner.RunAsync(Samples.Chain, [("x", 1)], Continue);
                break;
            case "failure":
                await runner.MapAsync(Samples.Picky, new { x = new[] { 2, 3, 4 } }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue });
                break;
            case "fork":
                await runner.RunAsync(Samples.Fork, ("x", -1));
                break;
            case "loop":
                await runner.RunAsync(Loop, ("n", 0));
                break;
            case "nested maps":
                await runner.MapAsync(Nested, new { x = new[] { [2, 3], new[] { 4 } } }, "x");
                break;
            case "attempts":
                await runner.RunAsync(new Graph("retried", [Node.Create((int x) => x, "y", "try").WithInterceptors(TryTwice)]), ("x", 1));
                break;
            case "chunks":
                await runner.RunAsync(new Graph("streamed", [Node.Create((int x, NodeContext context) => Work(x, context), "y", "work")]), ("x", 1));
                break;
            case "cache hit":
                await runner.RunAsync(
                    new Graph("cached", [Node.Create((int x) => x, "y", "read").WithInterceptors(new Around((_, _, _) => ValueTask.FromResult(NodeOutputs.FromCache(new Dictionary<string, object?> { ["y"] = 4 }, "key"))))]),
                    ("x", 1));
                break;
            case "pause":
                await runner.RunAsync(new Graph("outer", [Samples.Ask.AsNode("review")]), ("draft", "text"));
                break;
            case "resumed":
                foreach (Event e in ResumedEvents.Create())
                {
                    Array.ForEach(processors, processor => processor.OnEvent(e));
                }

                break;
            case "stop":
                await StopAsync(runner);
                break;
            case "stream":
                await foreach (RunResult item in runner.MapStreamAsync(Samples.Chain, "x", new[] { 1, 2, 3 }.ToAsyncEnumerable()))
                {
                    Assert.Equal(RunStatus.Completed, item.Status);
                }

                break;
            default:
                throw new ArgumentException(name, nameof(name));
        }
    }

    private static int Work(int x, NodeContext context)
    {
        context.ReportProgress(1, 2);
        context.StreamChunk("part");
        return x;
    }

    private static async Task StopAsync(AsyncRunner runner)
    {
        var started = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var graph = new Graph("stopped", [Node.Create(async (int x) => { started.SetResult(); await end.Task; return x; }, "y", "wait"), Node.Create((int y) => y, "z", "never")]);
        RunHandle<RunResult> run = runner.Start(graph, new { x = 1 });
        await started.Task;
        run.Stop("enough");
        end.SetResult();
        await run.Completion;
    }
}
