using System.Diagnostics;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Telemetry;

/// <summary>Which activities there are, where they lie in the trace, and what they carry.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class ActivityTests
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    [Fact]
    public async Task Paths_of_activities_Are_those_of_their_events()
    {
        using var trace = new Trace();
        var recorder = new RecordingProcessor();
        var graph = new Graph("g", [new Graph("inner", [Node.Create((int x) => x, "y", "no/de[1]")]).AsNode("a/b").MapOver("x")]);

        await new AsyncRunner(recorder).RunAsync(graph, ("x", new[] { 1 }));

        string[] ofEvents = [.. recorder.Events.Where(e => e.Path is not null).Select(e => $"{e.SpanId} {e.Path}").Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(4, ofEvents.Length);
        Assert.Equal(ofEvents, trace.Activities.Where(a => a.GetTagItem("hypergraph.path") is not null).Select(a => $"{a.SpanId} {a.GetTagItem("hypergraph.path")}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_run_Has_an_activity_for_itself_and_for_each_node(string runner)
    {
        using var trace = new Trace();
        var graph = new Graph("g", [Node.Create((int x) => x + 1, "y", "a"), Node.Create((int y) => y + 1, "z", "b")]);

        RunResult result = await Both.OnAsync(runner, graph, new { x = 1 }, new RunOptions { WorkflowId = "w" });

        Assert.Equal(["run g", "run g > a", "run g > b"], trace.Paths);
        Assert.Equal(
            [("hypergraph.graph", "g"), ("hypergraph.run.kind", "run"), ("hypergraph.run.id", result.RunId.ToString()), ("hypergraph.workflow.id", "w"), ("hypergraph.status", "completed")],
            TagsOf(trace["run g"]));
        Assert.Equal(
            [("hypergraph.graph", "g"), ("hypergraph.node", "b"), ("hypergraph.path", "b"), ("hypergraph.run.id", result.RunId.ToString()), ("hypergraph.status", "completed")],
            TagsOf(trace["b"]));
        Assert.All(trace.Activities, a => Assert.Equal((ActivityStatusCode.Unset, ActivityKind.Internal), (a.Status, a.Kind)));
        Assert.Null(Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_nested_graph_and_a_map_Lie_under_their_node(string runner)
    {
        using var trace = new Trace();
        var inner = new Graph("inner", [Node.Create((int x) => x + 1, "y", "add")]);
        var graph = new Graph("outer", [inner.AsNode("once").RenameOutput("y", "one"), inner.AsNode("each").RenameInput("x", "xs").RenameOutput("y", "ys").MapOver("xs")]);

        await Both.OnAsync(runner, graph, new { x = 1, xs = (int[])[1, 2] });

        Assert.Equal(
            [
                "run outer",
                "run outer > each",
                "run outer > each > map inner",
                "run outer > each > map inner > item",
                "run outer > each > map inner > item",
                "run outer > each > map inner > item > add",
                "run outer > each > map inner > item > add",
                "run outer > once",
                "run outer > once > run inner",
                "run outer > once > run inner > add",
            ],
            trace.Paths);
        Assert.Equal(
            ["each", "each", "each[0]", "each[0]/add", "each[1]", "each[1]/add", "once", "once", "once/add"],
            trace.Activities.Select(a => (string?)a.GetTagItem("hypergraph.path")).Where(p => p is not null).Order(StringComparer.Ordinal));
        Assert.Equal((2, 2L), (trace["map inner"].GetTagItem("hypergraph.items.total"), trace["map inner"].GetTagItem("hypergraph.items.completed")));
        Assert.Equal([0, 1], trace.Activities.Where(a => a.OperationName == "item").Select(a => a.GetTagItem("hypergraph.item.index")).Order());
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_failure_Is_the_status_of_all_around_it_and_an_exception_of_the_innermost(string runner)
    {
        using var trace = new Trace();
        var inner = new Graph("inner", [Node.Create((int x) => x == 0 ? throw new InvalidOperationException("no") : x, "y", "fail")]);
        var graph = new Graph("outer", [inner.AsNode("once")]);

        await Both.OnAsync(runner, graph, new { x = 0 }, Continue);

        Assert.Equal(["fail", "run inner", "once", "run outer"], trace.Activities.Select(a => a.OperationName));
        Assert.All(trace.Activities, a => Assert.Equal(
            (ActivityStatusCode.Error, "no", "System.InvalidOperationException", "failed"),
            (a.Status, a.StatusDescription, a.GetTagItem("error.type"), a.GetTagItem("hypergraph.status"))));
        ActivityEvent exception = Assert.Single(trace.Activities.SelectMany(a => a.Events));
        Assert.Equal(exception.Name, Assert.Single(trace["fail"].Events).Name);
        Assert.Equal("exception", exception.Name);
        Assert.Equal(["exception.message", "exception.stacktrace", "exception.type"], exception.Tags.Select(t => t.Key).Order(StringComparer.Ordinal));
        Assert.Equal(1, trace["run outer"].GetTagItem("hypergraph.failures"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_cancelled_run_Is_stopped_and_no_error(string runner)
    {
        using var trace = new Trace();
        using var cancellation = new CancellationTokenSource();
        Node node = Node.Create(
            (int x, CancellationToken token) =>
            {
                cancellation.Cancel();
                token.ThrowIfCancellationRequested();
                return x;
            },
            "y",
            "a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Both.OnAsync(runner, new Graph("g", [node]), new { x = 1 }, token: cancellation.Token));

        Assert.Equal(["run g", "run g > a"], trace.Paths);
        Assert.All(trace.Activities, a => Assert.Equal((ActivityStatusCode.Unset, "stopped"), (a.Status, a.GetTagItem("hypergraph.status"))));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Attempts_and_cache_hits_Are_events_of_the_node(string runner)
    {
        using var trace = new Trace();
        int calls = 0;
        Node flaky = Node.Create((int x) => ++calls < 2 ? throw new TimeoutException("late") : x, "y", "flaky").WithInterceptors(new Around(async (call, token, next) =>
        {
            while (true)
            {
                NodeAttempt attempt = call.StartAttempt();
                try
                {
                    NodeOutputs outputs = await next(token);
                    attempt.End();
                    return outputs;
                }
                catch (TimeoutException exception)
                {
                    attempt.End(exception);
                }
            }
        }));
        Node cached = Node.Create((int y) => y, "z", "cached").WithInterceptors(
            Around.Giving(NodeOutputs.FromCache(new Dictionary<string, object?> { ["z"] = 1 }, "secret key")));

        await Both.OnAsync(runner, new Graph("g", [flaky, cached]), new { x = 1 });

        Assert.Equal(
            ["hypergraph.attempt hypergraph.attempt.number=1 error.type=System.TimeoutException", "hypergraph.attempt hypergraph.attempt.number=2"],
            EventsOf(trace["flaky"]));
        Assert.Equal(["hypergraph.cache_hit"], EventsOf(trace["cached"]));
        Assert.Equal(("completed", "cached"), (trace["flaky"].GetTagItem("hypergraph.status"), trace["cached"].GetTagItem("hypergraph.status")));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task The_decision_of_a_gate_Is_an_event_of_its_node(string runner)
    {
        using var trace = new Trace();
        var graph = new Graph(
            "g",
            [
                Node.Create((int x) => x, "y", "start"),
                Node.IfElse((int y) => y > 0, "yes", "no", "gate"),
                Node.Create((int y) => 1, "z", "yes"),
                Node.Create((int y) => 0, "w", "no"),
            ]);

        await Both.OnAsync(runner, graph, new { x = 1 });

        Assert.Equal(["run g", "run g > gate", "run g > start", "run g > yes"], trace.Paths);
        Assert.Equal(["hypergraph.route hypergraph.targets=yes"], EventsOf(trace["gate"]));
    }

    [Fact]
    public async Task A_resumed_run_Links_to_the_first_one()
    {
        using var trace = new Trace();
        var runner = new AsyncRunner();
        var graph = new Graph("g", [Node.Interrupt<int>((int x) => "one?", "one", "ask1"), Node.Interrupt<int>((int one) => "two?", "two", "ask2")]);
        RunResult first = await runner.RunAsync(graph, new { x = 1 });
        RunResult second = await runner.ResumeAsync(first, 1);
        RunResult third = await runner.ResumeAsync(second, 2);

        Activity[] runs = [.. trace.Activities.Where(a => a.OperationName == "run g")];
        Assert.Equal(["paused", "paused", "completed"], runs.Select(a => a.GetTagItem("hypergraph.status")));
        Assert.Empty(runs[0].Links);
        Assert.Equal(runs[0].Context, Assert.Single(runs[1].Links).Context);
        Assert.Equal(runs[0].Context, Assert.Single(runs[2].Links).Context);
        Assert.Equal(["hypergraph.pause hypergraph.pause.path=ask1"], EventsOf(trace.Activities.First(a => a.OperationName == "ask1")));
        Assert.Equal(RunStatus.Completed, third.Status);
    }

    [Fact]
    public async Task A_resumed_map_Links_to_the_first_one()
    {
        using var trace = new Trace();
        var runner = new AsyncRunner();
        var graph = new Graph("g", [Node.Interrupt<int>((int x) => "one?", "one", "ask")]);
        MapResult first = await runner.MapAsync(graph, new { x = (int[])[1, 2] }, over: "x");
        await runner.ResumeMapAsync(first, new Dictionary<RunPause, object?> { [first.Pauses[0]] = 1, [first.Pauses[1]] = 2 });

        Activity[] maps = [.. trace.Activities.Where(a => a.OperationName == "map g")];
        Assert.Equal(["paused", "completed"], maps.Select(a => a.GetTagItem("hypergraph.status")));
        Assert.Equal(2L, maps[0].GetTagItem("hypergraph.items.paused"));
        Assert.Equal(maps[0].Context, Assert.Single(maps[1].Links).Context);
    }

    [Fact]
    public async Task A_request_to_stop_Is_an_event_of_the_run_without_its_reason()
    {
        using var trace = new Trace();
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var graph = new Graph(
            "g",
            [
                Node.Create(
                    async (int x) =>
                    {
                        started.SetResult();
                        await finish.Task;
                        return x;
                    },
                    "y",
                    "wait"),
                Node.Create((int y) => y, "z", "never"),
            ]);

        RunHandle<RunResult> handle = new AsyncRunner().Start(graph, new { x = 1 });
        await started.Task;
        handle.Stop("secret");
        finish.SetResult();
        await handle.Completion;

        Assert.Equal(["run g", "run g > wait"], trace.Paths);
        Assert.Equal(["hypergraph.stop_requested"], EventsOf(trace["run g"]));
        Assert.Equal("stopped", trace["run g"].GetTagItem("hypergraph.status"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Spans_of_events_Are_those_of_the_activities(string runner)
    {
        using var trace = new Trace();
        var recorder = new RecordingProcessor();
        var inner = new Graph("inner", [Node.Create((int x) => x + 1, "y", "add")]);
        var graph = new Graph("outer", [inner.AsNode("each").MapOver("x")]);

        await Both.OnAsync(runner, graph, new { x = (int[])[1, 2] }, new RunOptions { EventProcessors = [recorder] });

        Event[] starts = [.. recorder.Events.Where(e => e is RunStartEvent or NodeStartEvent)];
        Assert.Equal(7, starts.Length);
        Assert.Equal(
            trace.Activities.Select(a => $"{a.SpanId} {(a.ParentSpanId == default ? string.Empty : a.ParentSpanId)} {a.GetTagItem("hypergraph.run.id")}").Order(StringComparer.Ordinal),
            starts.Select(e => $"{e.SpanId} {e.ParentSpanId} {e.RunId}").Order(StringComparer.Ordinal));
        recorder.Events.AssertWellFormed();
    }

    [Fact]
    public void Nothing_listening_Creates_no_span_and_keeps_the_fast_path()
    {
        Activity? inside = null;
        Activity.Current = null;
        RunResult result = new SyncRunner().Run(new Graph("g", [Node.Create((int x) => (inside = Activity.Current) is null ? x : 0, "y", "a")]), new { x = 1 });

        Assert.Null(inside);
        Assert.Null(result.Duration);
    }

    internal static IEnumerable<string> EventsOf(Activity activity) => activity.Events.Select(e => string.Join(' ', [e.Name, .. e.Tags.Select(t => $"{t.Key}={t.Value}")]));

    private static IEnumerable<(string Name, object? Value)> TagsOf(Activity activity) => activity.TagObjects.Select(t => (t.Key, t.Value));
}
