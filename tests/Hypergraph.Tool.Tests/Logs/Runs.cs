using Hypergraph.Tests.Logs;

namespace Hypergraph.Tool.Tests;

/// <summary>Runs of every feature. Their time is that of a fake clock, so that the same run always has the same log, except for ids.</summary>
internal static class Runs
{
    /// <summary>The names of the runs.</summary>
    public static TheoryData<string> Names => ["chain", "failure", "fork up", "fork down", "loop", "nested maps", "retry", "chunks", "cache hit", "pause", "stop", "stream", "empty map", "fatal", "resumed"];

    /// <summary>Runs a graph.</summary>
    /// <param name="name">Its name in <see cref="Names"/>.</param>
    /// <param name="clock">The clock of its events.</param>
    /// <param name="processors">The processors.</param>
    public static async Task RunAsync(string name, FakeClock clock, params EventProcessor[] processors)
    {
        var runner = new AsyncRunner(processors) { TimeProvider = clock };
        Graph picky = Picky(clock);
        switch (name)
        {
            case "chain":
                await runner.RunAsync(Chain(clock), ("x", 1));
                break;
            case "slow chain":
                await runner.RunAsync(Chain(clock, slow: 10), ("x", 1));
                break;
            case "failure":
                await runner.MapAsync(picky, new { x = new[] { 2, 3, 4 } }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 });
                break;
            case "no failure":
                await runner.MapAsync(picky, new { x = new[] { 2, 4 } }, "x", new MapOptions { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = 1 });
                break;
            case "fatal":
                await runner.RunAsync(new Graph("fatal", [Work(clock, 3, (int x) => x / (x - 1), "y", "divide"), Work(clock, 1, (int y) => y, "z", "use")]), [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue });
                break;
            case "chosen node blocked":
                await runner.RunAsync(Blocked, [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue });
                break;
            case "fork up":
                await runner.RunAsync(Fork(clock), ("x", 1));
                break;
            case "fork down":
                await runner.RunAsync(Fork(clock), ("x", -1));
                break;
            case "loop":
                await runner.RunAsync(Loop(clock), ("n", 0));
                break;
            case "nested maps":
                await runner.MapAsync(Nested(clock), new { x = new[] { [2, 3], new[] { 4 } } }, "x", new MapOptions { MaxConcurrency = 1 });
                break;
            case "empty map":
                await runner.RunAsync(new Graph("outer", [picky.AsNode("rows").MapOver("x")]), ("x", Array.Empty<int>()));
                break;
            case "retry":
                await runner.RunAsync(new Graph("retried", [Node.Create((int x) => x, "y", "try").WithInterceptors(TryTwice(clock))]), ("x", 1));
                break;
            case "chunks":
                await runner.RunAsync(new Graph("streamed", [Node.Create((int x, NodeContext context) => Report(x, context), "y", "work")]), ("x", 1));
                break;
            case "cache hit":
                await runner.RunAsync(new Graph("cached", [Node.Create((int x) => x, "y", "read").WithInterceptors(FromCache)]), ("x", 1));
                break;
            case "cache miss":
                await runner.RunAsync(new Graph("cached", [Node.Create((int x) => x, "y", "read").WithInterceptors(TryTwice(clock))]), ("x", 1));
                break;
            case "pause":
                await runner.RunAsync(new Graph("outer", [Ask.AsNode("review")]), ("draft", "text"));
                break;
            case "escaped":
                await runner.RunAsync(Escaped(clock), ("x", 1));
                break;
            case "escaped but one":
                await runner.RunAsync(new Graph("escaped", Escaped(clock).Nodes.Skip(1)), ("y", 1));
                break;
            case "control characters":
                await runner.RunAsync(ControlCharacters(clock), [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue });
                break;
            case "resumed":
                foreach (Event e in ResumedEvents.Create())
                {
                    Array.ForEach(processors, processor => processor.OnEvent(e));
                }

                foreach (EventProcessor processor in processors.Where(processor => processor is not AsyncEventProcessor))
                {
                    processor.Shutdown();
                }

                break;
            case "stop":
                await StopAsync(runner);
                break;
            case "stream":
                await foreach (RunResult item in runner.MapStreamAsync(Chain(clock), "x", new[] { 1, 2, 3 }.ToAsyncEnumerable(), new MapStreamOptions { MaxConcurrency = 1 }))
                {
                    Assert.Equal(RunStatus.Completed, item.Status);
                }

                break;
            default:
                throw new ArgumentException(name, nameof(name));
        }
    }

    /// <summary>Two nodes of 5 ms and 15 ms, the first of them with a label beyond ASCII.</summary>
    private static Graph Chain(FakeClock clock, int slow = 1) => new("chain", [Work(clock, 5 * slow, (int x) => x + 1, "y", "größe"), Work(clock, 15 * slow, (int y) => y * 2, "z", "second")]);

    /// <summary>A node that fails on odd numbers.</summary>
    private static Graph Picky(FakeClock clock) => new("picky", [Work(clock, 1, (int x) => x % 2 == 0 ? x : throw new InvalidOperationException($"{x} is odd"), "even", "check")]);

    /// <summary>A gate that chooses one of two nodes.</summary>
    private static Graph Fork(FakeClock clock) => new("fork", [Node.IfElse((int x) => x > 0, "up", "down", "sign"), Work(clock, 1, (int x) => x, "r", "up"), Work(clock, 1, (int x) => -x, "r", "down")]);

    /// <summary>A gate that chooses a node which also needs the output of one that fails.</summary>
    private static Graph Blocked { get; } = new(
        "blocked",
        [Node.IfElse((int x) => x > 0, "up", Node.End, "sign"), Node.Create((int x) => x / (x - 1), "w", "divide"), Node.Create((int x, int w) => x + w, "r", "up")]);

    /// <summary>Counts to three.</summary>
    private static Graph Loop(FakeClock clock) => new(
        "counter",
        [Work(clock, 4, (int n) => n + 1, "n", "step"), Node.IfElse((int n) => n < 3, "step", Node.End, name: "again")],
        new GraphOptions { Entrypoints = ["step"] });

    /// <summary>A map of tables, each a map of its rows, of which one fails.</summary>
    private static Graph Nested(FakeClock clock) => new(
        "tables",
        [new Graph("table", [Picky(clock).AsNode("rows").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]).AsNode("read")]);

    /// <summary>A node whose name looks like the path of the next, and one whose name looks like an item.</summary>
    private static Graph Escaped(FakeClock clock) => new(
        "escaped",
        [Work(clock, 1, (int x) => x, "y", "a/b"), new Graph("inner", [Work(clock, 3, (int y) => y, "z", "b")]).AsNode("a"), Work(clock, 4, (int z) => z, "r", "c[0]")]);

    /// <summary>A name, a message and a reason to erase the screen.</summary>
    private static Graph ControlCharacters(FakeClock clock) => new(
        "gr\u001baph",
        [Work(clock, 1, (int x) => x > 1 ? x : throw new InvalidOperationException("first\u001b[2J line\r\n\u0007second\u202e\u009bline"), "y", "no\u001b[2J\tde")]);

    /// <summary>A node that asks a person.</summary>
    private static Graph Ask { get; } = new("ask", [Node.Interrupt<string>((string draft) => $"send {draft}?", "answer", "approve"), Node.Create((string answer) => answer.Length, "length", "use")]);

    private static Around FromCache { get; } = new((_, _) => ValueTask.FromResult(NodeOutputs.FromCache(new Dictionary<string, object?> { ["y"] = 4 }, "read:1")));

    private static Around TryTwice(FakeClock clock) => new(async (call, token) =>
    {
        NodeAttempt first = call.StartAttempt();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        first.End(new InvalidOperationException("no"));
        NodeAttempt second = call.StartAttempt();
        clock.Advance(TimeSpan.FromMilliseconds(2));
        NodeOutputs outputs = await call.InvokeAsync(token);
        second.End();
        return outputs;
    });

    /// <summary>A node whose call takes some time of the clock.</summary>
    private static FunctionNode Work(FakeClock clock, int milliseconds, Delegate function, string output, string name) =>
        Node.Create(function, output, name).WithInterceptors(new Around((call, token) =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            return call.InvokeAsync(token);
        }));

    private static int Report(int x, NodeContext context)
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
