using System.Globalization;
using Hypergraph.Progress;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the README's tour, word for word, and what it must produce.</summary>
public sealed class Tour
{
    [Fact]
    public void First_graph_Runs()
    {
        // snippet: first-graph
        var words = Node.Create((string text) => text.Split(' '), output: "words");
        var count = Node.Create((string[] words) => words.Length, output: "count");
        var longest = Node.Create((string[] words, int top = 2) => words.OrderByDescending(w => w.Length).Take(top).ToArray(), output: "longest");

        var stats = new Graph("stats", [words, count, longest]);    // edges follow from the names

        RunResult result = new SyncRunner().Run(stats, new { text = "graphs out of plain functions" });

        int n = result.Get<int>("count");                           // 5
        string[] two = result.Get<string[]>("longest");             // functions, graphs
        // end

        Assert.Equal(5, n);
        Assert.Equal(["functions", "graphs"], two);
    }

    [Fact]
    public async Task Map_and_nesting_Run()
    {
        Graph stats = Stats();

        // snippet: map-and-nesting
        var runner = new AsyncRunner { EventProcessors = [new RichProgressProcessor()] };

        string[] texts = ["one", "two words", "three words here"];
        MapResult many = await runner.MapAsync(stats, new { text = texts }, over: "text", new() { MaxConcurrency = 8 });
        IReadOnlyList<int> counts = many.Get<int>("count");         // 1, 2, 3

        var load = Node.Create(async (string path, CancellationToken ct) => await File.ReadAllLinesAsync(path, ct), output: "lines");
        var total = Node.Create((int[] count) => count.Sum(), output: "total");

        var report = new Graph("report",
        [
            load,
            stats.AsNode().RenameInput("text", "lines").MapOver("lines"),   // a graph is a node; here, once for each line
            total,
        ]);
        // end

        Guide.Shows("README.md", "report", report.ToMermaid());
        Assert.Equal([1, 2, 3], counts);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, texts);
            RunResult result = await runner.RunAsync(report, ("path", file));
            Assert.Equal(6, result.Get<int>("total"));
            Assert.Equal([1, 2, 3], result.Get<int[]>("count"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Gates_and_loops_Run()
    {
        // snippet: gates-and-loops
        var isShort = Node.IfElse((string text) => text.Length < 10, then: "keep", otherwise: "cut", name: "is_short");
        var keep = Node.Create((string text) => text, output: "title", name: "keep");
        var cut = Node.Create((string text) => text[..9] + "…", output: "title", name: "cut");
        var title = new Graph("title", [isShort, keep, cut]);       // one of the two runs

        var halve = Node.Create((double value) => value / 2, output: "value", name: "halve");
        var again = Node.Route((double value) => value < 1 ? Node.End : "halve", ["halve", Node.End], new() { Name = "again" });
        var shrink = new Graph("shrink", [halve, again], new() { Entrypoints = ["halve"] });    // a loop says where it starts
        // end

        var runner = new SyncRunner();
        Assert.Equal("graphs ou…", runner.Run(title, ("text", "graphs out of functions")).Get<string>("title"));
        Assert.Equal("graphs", runner.Run(title, ("text", "graphs")).Get<string>("title"));
        Assert.Equal(0.625, runner.Run(shrink, ("value", 10.0)).Get<double>("value"));
    }

    [Fact]
    public async Task Failures_Are_values()
    {
        AsyncRunner runner = new();

        // snippet: failures
        var parse = new Graph("parse", [Node.Create((string text) => int.Parse(text, CultureInfo.InvariantCulture), output: "number")]);

        MapResult parsed = await runner.MapAsync(
            parse, new { text = new[] { "1", "two", "3" } }, over: "text", new() { ErrorHandling = ErrorHandling.Continue });

        RunStatus status = parsed.Status;                           // Partial
        IReadOnlyList<int?> numbers = parsed.Get<int?>("number");   // 1, null, 3
        MapFailure failure = parsed.Failures[0];                    // Index 1, Error: the FormatException itself
        // end

        Assert.Equal(RunStatus.Partial, status);
        Assert.Equal([1, null, 3], numbers);
        Assert.Equal(1, failure.Index);
        Assert.IsType<FormatException>(failure.Error);
    }

    [Fact]
    public async Task Pausing_and_stopping_Run()
    {
        AsyncRunner runner = new();
        Graph stats = Stats();
        string[] texts = ["a", "b"];

        // snippet: pause-and-stop
        var draft = Node.Create((string topic) => $"On {topic}", output: "text");
        var approve = Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve");
        var publish = Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final");
        var review = new Graph("review", [draft, approve, publish]);

        RunResult paused = await runner.RunAsync(review, new { topic = "cats" });       // Paused: Publish 'On cats'?
        RunResult done = await runner.ResumeAsync(paused, true);                        // what had finished does not run again

        RunHandle<MapResult> live = runner.StartMap(stats, new { text = texts }, over: "text");
        live.Stop("enough");                                        // running nodes finish, no other starts
        MapResult soFar = await live.Completion;
        // end

        Assert.Equal("Publish 'On cats'?", paused.Pause!.Question);
        Assert.Equal("On cats", done["final"]);
        Assert.Equal(2, soFar.CompletedCount + soFar.Count(r => r.Status == RunStatus.Stopped));
    }

    [Fact]
    public void Own_processor_Sees_slow_nodes()
    {
        var slow = new SlowNodes(TimeSpan.Zero);
        new SyncRunner(slow).Run(Stats(), ("text", "a b"));
        Assert.Equal(["words", "count", "longest"], slow.Seen);
    }

    private static Graph Stats() => new("stats",
    [
        Node.Create((string text) => text.Split(' '), output: "words"),
        Node.Create((string[] words) => words.Length, output: "count"),
        Node.Create((string[] words, int top = 2) => words.OrderByDescending(w => w.Length).Take(top).ToArray(), output: "longest"),
    ]);

    // snippet: own-processor
    public sealed class SlowNodes(TimeSpan limit) : TypedEventProcessor
    {
        public List<string> Seen { get; } = [];

        protected override void OnNodeEnd(NodeEndEvent e)
        {
            if (e.Duration >= limit)
            {
                Seen.Add(e.NodeName);
            }
        }
    }
    // end
}
