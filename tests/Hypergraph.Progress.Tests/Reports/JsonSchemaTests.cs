using System.Text.Json;

namespace Hypergraph.Progress.Tests;

/// <summary>Lines of runs that really ran, against the schema that is published.</summary>
public sealed class JsonSchemaTests : IDisposable
{
    private static readonly LineSchema Schema = new();
    private static readonly RunOptions Named = new() { WorkflowId = "w1" };

    private readonly LiveTest _test = new(mode: ProgressMode.Json);
    private readonly AsyncRunner _runner;

    public JsonSchemaTests() => _runner = new AsyncRunner(_test.Processor) { TimeProvider = _test.Clock };

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task Lines_Of_runs_that_end_in_every_way_Are_of_the_schema_And_have_all_of_it()
    {
        await RunMapsThatFail();
        await RunOneOfEverything();
        await PauseInside();
        await StopInAMap();
        await Fail();
        await Stream();
        Restore();

        string[] lines = _test.Terminal.NewOutput().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, Schema.AssertValid);
        HashSet<string> seen = [.. lines.SelectMany(line => Names(JsonDocument.Parse(line).RootElement))];
        Assert.Empty(seen.Except(Schema.Names()));
        Assert.Empty(Schema.Names().Except(seen));
    }

    [Fact]
    public void Schema_Is_not_content_with_just_anything()
    {
        const string Line = """{"v":1,"type":"node-ended","time":"2026-01-01T00:00:00Z","run":"00000000000000000000000000000001","row":{"path":"a","label":"a","kind":"node","state":"done","done":1}}""";
        Schema.AssertValid(Line);

        (string Part, string Wrong)[] changes =
        [
            ("\"v\":1", "\"v\":2"), ("node-ended", "node-begun"), ("node-ended", "map-started"), ("00:00Z", "00:00+01:00"),
            ("\"done\":1", "\"done\":-1"), ("\"done\":1", "\"failed\":1"), ("\"done\":1", "\"done\":1,\"failed\":0"), ("\"done\":1", "\"done\":1,\"more\":1"),
            ("\"row\"", "\"rows\""), ("\"v\"", "\"w\""),
        ];
        Assert.All(changes, change => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Schema.AssertValid(Line.Replace(change.Part, change.Wrong, StringComparison.Ordinal))));
    }

    /// <summary>A called map of which one item fails, with a map inside, slow enough for a heartbeat that knows what is left.</summary>
    private async Task RunMapsThatFail()
    {
        var inner = new Graph("inner",
        [
            Node.Create((int part) => After(1, part == 7 ? throw new InvalidOperationException("seven") : part), output: "size", name: "measure"),
        ]);
        var graph = new Graph("batch",
        [
            Node.Create((int item) => After(1, Parts(item)), output: "part", name: "split"),
            inner.AsNode().MapOver("part"),
            Node.Create((int[] size) => After(40, size.Sum()), output: "sum", name: "add"),
        ]);
        MapResult result = await _runner.MapAsync(
            graph,
            new { item = new[] { 1, 2, 3, 4 } },
            "item",
            new MapOptions
            {
                WorkflowId = "w1",
                ErrorHandling = ErrorHandling.Continue,
                MaxConcurrency = 1,
                ItemLabel = ItemLabel.Of<int>("item", item => $"batch {item}"),
            });
        Assert.Equal(RunStatus.Partial, result.Status);
    }

    /// <summary>Not as many in each item, so that totals are estimates.</summary>
    private static int[] Parts(int item) => item == 3 ? [3, 8, 9] : [item, item == 2 ? 7 : 8];

    /// <summary>Nodes that are cached, are retried, report progress, loop, and are not chosen, some inside a graph that is a node.</summary>
    private async Task RunOneOfEverything()
    {
        var attempts = new Graph("attempts",
        [
            Node.Create((int x) => x, output: "kept", name: "keep").WithInterceptors(new Kept()),
            Node.Create((int kept) => kept, output: "tried", name: "try").WithInterceptors(new Tried(_test.NextFrame)),
        ]);
        var graph = new Graph(
            "all",
            [
                attempts.AsNode(),
                Node.Create((int tried, NodeContext context) => Tell(tried, context), output: "told", name: "tell"),
                Node.Create((int n) => After(1, n + 1), output: "n", name: "count"),
                Node.IfElse((int n) => n < 3, then: "count", otherwise: "which", name: "again"),
                Node.IfElse((int told) => told < 0, then: "never", otherwise: "last", name: "which"),
                Node.Create((int told) => told, output: "no", name: "never"),
                Node.Create((int told) => told, output: "yes", name: "last"),
            ],
            new GraphOptions { Entrypoints = ["attempts", "count"] });

        // One node at a time: two threads that advance the clock at once cause one frame, which may come before a node has reported.
        RunResult result = await _runner.RunAsync(graph, new { n = 0, x = 1 }, Named with { MaxConcurrency = 1 });
        Assert.Equal(RunStatus.Completed, result.Status);
    }

    private async Task PauseInside()
    {
        var inner = new Graph("inner",
        [
            Node.Create((int x) => x, output: "draft", name: "write"),
            Node.Interrupt<string>((int draft) => $"{draft}?", output: "answer", name: "ask"),
        ]);
        RunResult paused = await _runner.RunAsync(new Graph("outer", [inner.AsNode()]), new { x = 1 }, Named);
        Assert.Equal(RunStatus.Paused, paused.Status);
    }

    private async Task StopInAMap()
    {
        RunHandle<MapResult>? run = null;
        var started = new TaskCompletionSource();
        var inner = new Graph("inner", [Node.Create((int x) => Stop(x), output: "one", name: "first"), Node.Create((int one) => one, output: "two", name: "second")]);
        var graph = new Graph("outer", [inner.AsNode(), Node.Create((int two) => two, output: "three", name: "third")]);
        run = new SyncRunner(_test.Processor) { TimeProvider = _test.Clock }.StartMap(
            graph, new Dictionary<string, object?> { ["x"] = new[] { 1, 2, 3 } }, "x", new MapOptions { WorkflowId = "w1" });
        started.SetResult();
        Assert.Equal(RunStatus.Stopped, (await run.Completion).Status);

        int Stop(int x)
        {
            started.Task.Wait();
            run!.Stop("enough");
            return x;
        }
    }

    private async Task Fail()
    {
        var graph = new Graph("g", [Node.Create((int x) => x == 1 ? throw new InvalidOperationException("no") : x, output: "y", name: "break")]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _runner.RunAsync(graph, new { x = 1 }, Named));
    }

    private void Restore()
    {
        RunScript run = _test.Script.Run(Outlines.Graph("g", Outlines.Node("a")));
        run.Resume(1);
        run.Node("a").End(restored: true);
        run.End();
        _test.Processor.Shutdown();
    }

    private async Task Stream()
    {
        await foreach (RunResult item in _runner.MapStreamAsync(new Graph("g", [Node.Create((int x) => x, output: "y", name: "work")]), "x", Numbers()))
        {
            Assert.Equal(RunStatus.Completed, item.Status);
        }
    }

    private static async IAsyncEnumerable<int> Numbers()
    {
        for (int i = 0; i < 5; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    /// <summary>The result of a slow node: frames are drawn, and heartbeats are written, while it runs.</summary>
    private T After<T>(int seconds, T value)
    {
        _test.NextFrame();
        _test.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return value;
    }

    private int Tell(int given, NodeContext context)
    {
        context.ReportProgress(3, 10);
        return After(31, given);
    }

    private static IEnumerable<string> Names(JsonElement line)
    {
        string type = line.GetProperty("type").GetString()!;
        foreach (JsonProperty member in line.EnumerateObject())
        {
            yield return $"{type} {member.Name}";
            IEnumerable<string> inside = member.Name switch
            {
                "row" => Names("row", member.Value),
                "rows" => member.Value.EnumerateArray().SelectMany(row => Names("row", row)),
                "failures" => member.Value.EnumerateArray().SelectMany(failure => Names("failure", failure)),
                "status" => [$"{type} status={member.Value.GetString()}"],
                _ => [],
            };
            foreach (string name in inside)
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> Names(string owner, JsonElement element) => element.EnumerateObject().SelectMany<JsonProperty, string>(member =>
        member.Name is "kind" or "state" ? [$"{owner} {member.Name}", $"{owner} {member.Name}={member.Value.GetString()}"] : [$"{owner} {member.Name}"]);

    /// <summary>Answers from a cache.</summary>
    private sealed class Kept : NodeInterceptor
    {
        public override ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken) =>
            ValueTask.FromResult(NodeOutputs.FromCache(new Dictionary<string, object?> { ["kept"] = 1 }));
    }

    /// <summary>Tries it again, after a while in which it can be seen.</summary>
    private sealed class Tried(Action wait) : NodeInterceptor
    {
        public override async ValueTask<NodeOutputs> InvokeAsync(NodeCall call, CancellationToken cancellationToken)
        {
            call.StartAttempt().End(new InvalidOperationException("not yet"));
            NodeAttempt second = call.StartAttempt();
            wait();
            NodeOutputs outputs = await call.InvokeAsync(cancellationToken);
            second.End();
            return outputs;
        }
    }
}
