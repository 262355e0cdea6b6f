using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/events.md, word for word, and what it must produce.</summary>
public sealed partial class EventGuides
{
    [Fact]
    public void Events_Come_in_the_order_that_the_page_shows()
    {
        var output = new StringWriter();
        var Console = (Out: output, Error: output);

        // snippet: events-run
        var parse = new Graph("parse",
        [
            Node.IfElse((string text) => text.Length > 0, then: "convert", otherwise: Node.End, name: "has_text"),
            Node.Create((string text) => int.Parse(text), output: "number", name: "convert"),
        ]);

        var sum = new Graph("sum",
        [
            parse.AsNode("rows").RenameInput("text", "lines").MapOver(["lines"], MapMode.Zip, ErrorHandling.Continue),
            Node.Create((int?[] number) => number.Sum() ?? 0, output: "total", name: "add"),
        ]);

        var runner = new SyncRunner { EventProcessors = [new Printer(Console.Out)] };
        runner.Run(sum, new { lines = new[] { "1", "two" } });
        // end

        string shown = Sample().Match(Repository.Read("docs/events.md")).Groups["text"].Value;
        Assert.Equal(shown, output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Queued_processors_Do_not_delay_a_run()
    {
        var graph = new Graph("one", [Node.Create((int x) => x, output: "y")]);
        var output = new StringWriter();
        var audit = new Audit(output);

        // snippet: events-queues
        EventProcessor slow = new Printer(Console.Out).Queued(new EventQueueOptions { Capacity = 10_000 });

        var runner = new AsyncRunner { EventProcessors = [slow, new Audit(Console.Out)], ShutdownTimeout = TimeSpan.FromSeconds(30) };
        // end

        await new AsyncRunner { EventProcessors = [audit], ShutdownTimeout = TimeSpan.FromSeconds(30) }.RunAsync(graph, ("x", 1));
        Assert.Equal(["RunStartEvent", "NodeStartEvent", "NodeEndEvent", "RunEndEvent", "flushed"], output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'));
        Assert.Equal(2, runner.EventProcessors.Count);
    }

    [Fact]
    public async Task Handles_Enumerate_events()
    {
        // snippet: events-handle
        var graph = new Graph("double", [Node.Create((int x) => 2 * x, output: "y", name: "twice")]);

        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 5 });

        List<string> seen = [];
        await foreach (Event e in run.Events)
        {
            seen.Add(e.GetType().Name);                             // RunStartEvent, NodeStartEvent, NodeEndEvent, RunEndEvent
        }
        // end

        Assert.Equal(["RunStartEvent", "NodeStartEvent", "NodeEndEvent", "RunEndEvent"], seen);
    }

    [Fact]
    public async Task Activities_Are_current_in_functions()
    {
        using var source = new ActivitySource("Hypergraph.Documentation.Tests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);

        var graph = new Graph("traced", [Node.Create(() => Activity.Current?.DisplayName, output: "name", name: "read")]);
        Assert.Equal("read", (await new AsyncRunner(new NodeActivities(source)).RunAsync(graph))["name"]);
    }

    [Fact]
    public void Events_Are_JSON()
    {
        var output = new StringWriter();
        var graph = new Graph("numbers", [Node.Create((string text) => int.Parse(text), output: "number", name: "parse")]);
        new SyncRunner(new JsonLines(output)).Run(graph, [("text", "two")], new RunOptions { ErrorHandling = ErrorHandling.Continue });
        string line = output.ToString().ReplaceLineEndings("\n").Split('\n')[2];

        // snippet: events-json
        Event read = JsonSerializer.Deserialize<Event>(line)!;
        string? path = read.NodePath;                               // parse
        string? error = (read as NodeErrorEvent)?.ErrorType;        // System.FormatException
        // end

        Assert.Equal(("parse", "System.FormatException"), (path, error));
        Assert.StartsWith("{\"v\":1,\"type\":\"NodeError\",\"time\":\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_Have_every_event_and_property()
    {
        string[] rows = [.. Repository.Read("docs/events.md").Split('\n').Where(line => line.StartsWith('|'))];
        Type[] events = [.. typeof(Event).Assembly.GetExportedTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Event)))];
        Assert.Equal(15, events.Length);
        string[] missing =
        [
            .. typeof(Event).GetProperties().Where(p => !rows.Any(row => row.StartsWith($"| `{p.Name}` |", StringComparison.Ordinal))).Select(p => p.Name),
            .. events.SelectMany(type => type
                .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(p => !rows.Any(row => row.StartsWith($"| `{type.Name}` |", StringComparison.Ordinal) && row.Contains($"`{p.Name}`", StringComparison.Ordinal)))
                .Select(p => $"{type.Name}.{p.Name}")),
        ];
        Assert.Empty(missing);
    }

    [GeneratedRegex("<!-- sample: events -->\n```text\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    // snippet: events-printer
    public sealed class Printer(TextWriter output) : EventProcessor
    {
        public override bool WantsValues => false;              // inputs and outputs of nodes are not needed

        public override void OnEvent(Event e)
        {
            string item = e.ItemPath.Count == 0 ? "" : $" [{e.ItemPath}]";
            output.WriteLine(e switch
            {
                RunStartEvent start => $"RunStart {start.GraphName}{item}{(start.IsMap ? $" ({start.MapSize} items)" : "")}",
                RunEndEvent end => $"RunEnd {end.GraphName}{item} {end.Status}",
                NodeErrorEvent error => $"NodeError {error.NodePath}{item} {error.ErrorType}",
                RouteDecisionEvent route => $"RouteDecision {route.NodePath}{item} {string.Join(", ", route.Decision)}",
                _ => $"{e.GetType().Name[..^"Event".Length]} {e.NodePath}{item}",
            });
        }
    }
    // end

    // snippet: events-async
    public sealed class Audit(TextWriter output) : AsyncEventProcessor
    {
        public override async ValueTask OnEventAsync(Event e, CancellationToken cancellationToken) =>
            await output.WriteLineAsync(e.GetType().Name.AsMemory(), cancellationToken);

        public override async ValueTask ShutdownAsync(CancellationToken cancellationToken) =>
            await output.WriteLineAsync("flushed".AsMemory(), cancellationToken);
    }
    // end

    // snippet: events-tracing
    public sealed class NodeActivities(ActivitySource source) : TypedEventProcessor
    {
        private readonly ConcurrentDictionary<SpanId, Activity> _open = [];

        protected override void OnNodeStart(NodeStartEvent e)
        {
            if (source.StartActivity(e.NodePath!) is { } activity)
            {
                _open[e.SpanId] = activity;                     // Activity.Current of the node's function
            }
        }

        protected override void OnNodeEnd(NodeEndEvent e) => End(e);

        protected override void OnNodeError(NodeErrorEvent e) => End(e, e.ErrorMessage);

        protected override void OnInterrupt(InterruptEvent e) => End(e);

        private void End(NodeEvent e, string? error = null)
        {
            if (_open.TryRemove(e.SpanId, out Activity? activity))
            {
                activity.SetStatus(error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, error);
                activity.Dispose();
            }
        }
    }
    // end

    // snippet: events-json-lines
    public sealed class JsonLines(TextWriter output) : EventProcessor
    {
        public override void OnEvent(Event e) => output.WriteLine(JsonSerializer.Serialize(e));
    }
    // end
}
