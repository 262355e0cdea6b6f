using System.Diagnostics;
using Hypergraph.Orleans.Tests.Running;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Telemetry;
using Trace = Hypergraph.Tests.Telemetry.Trace;

namespace Hypergraph.Orleans.Tests.Telemetry;

/// <summary>The activities of calls and of their runs on a silo in this process, where one listener receives both.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class CallTraceTests(LocalCluster cluster) : IClassFixture<LocalCluster>
{
    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    private readonly OrleansRunner _runner = cluster.Runner;

    [Fact]
    public async Task A_run_Lies_in_the_activity_of_its_call_and_that_in_the_callers()
    {
        using var trace = new Trace();
        RunResult result;
        using (Activity? caller = Trace.Tests.StartActivity("caller"))
        {
            result = await _runner.RunAsync(TestGraphs.Chain(), new { x = 5 }, new RunOptions { WorkflowId = "w" });
            Assert.Same(caller, Activity.Current);
        }

        Assert.Equal(["caller", "caller > run chain", "caller > run chain > run chain", "caller > run chain > run chain > add", "caller > run chain > run chain > show"], trace.Paths);
        Activity[] runs = RunsOf(trace, "run chain");
        Assert.Equal([true, false], runs.Select(r => r.HasRemoteParent));
        string id = result.RunId.ToString();
        Assert.Equal(["graph=chain", "run.kind=run", $"run.id={id}", "workflow.id=w", "status=completed"], TagsOf(runs[1]));
        Assert.Equal(["graph=chain", "run.kind=remote_run", $"run.id={id}", "workflow.id=w", "status=completed"], TagsOf(runs[0]));
        Assert.Equal(["graph=chain", "node=show", "path=show", $"run.id={id}", "status=completed"], TagsOf(trace["show"]));
        Assert.Single(trace.Activities.Select(a => a.TraceId).Distinct());
    }

    [Fact]
    public async Task Items_of_a_map_Lie_in_the_activity_of_their_map()
    {
        using var trace = new Trace();

        MapResult result = await _runner.MapAsync(TestGraphs.Chain(), new { x = (int[])[1, 2] }, over: "x");

        Assert.Equal(
            [
                "map chain", "map chain > item", "map chain > item", "map chain > item > add", "map chain > item > add", "map chain > item > show",
                "map chain > item > show",
            ],
            trace.Paths);
        Assert.Equal(
            ["graph=chain", "run.kind=map", $"run.id={result.RunId}", "items.total=2", "status=completed", "items.completed=2"], TagsOf(trace["map chain"]));
        Activity[] items = [.. trace.Activities.Where(a => a.OperationName == "item").OrderBy(a => a.GetTagItem("hypergraph.item.index"))];
        Assert.Equal(["graph=chain", "run.kind=item", "path=[1]", "item.index=1", $"run.id={result[1].RunId}", "status=completed"], TagsOf(items[1]));
        Activity node = Assert.Single(trace.Activities, a => a.OperationName == "add" && a.ParentSpanId == items[1].SpanId);
        Assert.Equal(["graph=chain", "node=add", "path=[1]/add", $"run.id={result[1].RunId}", "status=completed"], TagsOf(node));
        Assert.Single(trace.Activities.Select(a => a.TraceId).Distinct());
    }

    [Fact]
    public async Task A_map_over_nothing_Has_no_activity()
    {
        using var trace = new Trace();

        await _runner.MapAsync(TestGraphs.Chain(), new { x = Array.Empty<int>() }, over: "x");

        Assert.Empty(trace.Activities);
    }

    [Fact]
    public async Task A_stream_Has_the_activity_of_a_map_until_its_last_result_is_read()
    {
        using var trace = new Trace();
        using (Activity? caller = Trace.Tests.StartActivity("caller"))
        {
            await foreach (RunResult result in _runner.MapStreamAsync(TestGraphs.Failing(), GraphInputs.Empty, "x", Numbers(), new MapStreamOptions { ErrorHandling = ErrorHandling.Continue }))
            {
                Assert.Same(caller, Activity.Current);
            }
        }

        Assert.Equal(
            [
                "caller", "caller > map failing", "caller > map failing > item", "caller > map failing > item", "caller > map failing > item > check",
                "caller > map failing > item > check",
            ],
            trace.Paths);
        Assert.Equal(["status=partial", "items.completed=1", "items.failed=1", "failures=1"], TagsOf(trace["map failing"])[^4..]);

        static async IAsyncEnumerable<int> Numbers()
        {
            Assert.NotEqual("map failing", Activity.Current?.OperationName);
            yield return 0;
            await Task.Yield();
            yield return 1;
        }
    }

    [Fact]
    public async Task A_failure_Is_the_status_of_all_around_it_and_an_exception_of_its_node()
    {
        using var trace = new Trace();

        await _runner.RunAsync(TestGraphs.Failing(), new { x = 0 }, Continue);

        Assert.Equal(["run failing", "run failing > run failing", "run failing > run failing > check"], trace.Paths);
        Assert.All(trace.Activities, a => Assert.Equal(
            (ActivityStatusCode.Error, "bad 0", "System.IO.InvalidDataException", "failed"),
            (a.Status, a.StatusDescription, a.GetTagItem("error.type"), a.GetTagItem("hypergraph.status"))));
        Assert.Equal("exception", Assert.Single(trace.Activities.SelectMany(a => a.Events)).Name);
        Assert.Single(trace["check"].Events);
        Assert.All(RunsOf(trace, "run failing"), a => Assert.Equal(1, a.GetTagItem("hypergraph.failures")));
    }

    [Fact]
    public async Task A_failure_of_the_call_itself_Is_an_exception_of_its_activity()
    {
        using var trace = new Trace();
        await using var unreachable = new OrleansRunner(
            client => global::Orleans.Hosting.ClientBuilderExtensions.UseLocalhostClustering(client, gatewayPort: 1))
        {
            UnavailableTimeout = TimeSpan.FromSeconds(1),
        };

        await Assert.ThrowsAsync<ClusterUnavailableException>(() => unreachable.RunAsync(TestGraphs.Chain(), new { x = 1 }));

        Assert.Equal(["run chain"], trace.Paths);
        Activity run = trace["run chain"];
        Assert.Equal((ActivityStatusCode.Error, typeof(ClusterUnavailableException).FullName), (run.Status, run.GetTagItem("error.type")));
        Assert.Equal("exception", Assert.Single(run.Events).Name);
    }

    [Fact]
    public async Task A_paused_run_Is_paused_in_its_call()
    {
        using var trace = new Trace();
        var graph = new Graph("asking", [Node.Interrupt<int>((int x) => "secret?", "one", "ask")]);

        await _runner.RunAsync(graph, new { x = 1 });

        Assert.Equal(["run asking", "run asking > run asking", "run asking > run asking > ask"], trace.Paths);
        Assert.All(trace.Activities, a => Assert.Equal((ActivityStatusCode.Unset, "paused"), (a.Status, a.GetTagItem("hypergraph.status"))));
        Assert.Equal("hypergraph.pause", Assert.Single(trace["ask"].Events).Name);
    }

    [Fact]
    public async Task A_request_to_stop_Is_an_event_of_the_call_alone()
    {
        using var trace = new Trace();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var finish = new TaskCompletionSource();

        RunHandle<RunResult> run = _runner.Start(TestGraphs.Waiting(() => started.TrySetResult(), finish.Task), new { x = 1 });
        await started.Task;
        Assert.True(run.Stop("secret"));
        Assert.False(run.Stop("again"));
        await WaitForStopAsync(run.Events!);
        finish.SetResult();
        await run.Completion;

        Assert.Equal("hypergraph.stop_requested", Assert.Single(trace.Activities.SelectMany(a => a.Events)).Name);
        Assert.Single(RunsOf(trace, "run waiting").Single(a => (string?)a.GetTagItem("hypergraph.run.kind") == "run").Events);
        Assert.Single(trace.Activities.Select(a => a.TraceId).Distinct());
        Assert.DoesNotContain(trace.Activities, a => a.Status == ActivityStatusCode.Error);

        static async Task WaitForStopAsync(IAsyncEnumerable<Event> events)
        {
            await foreach (Event e in events)
            {
                if (e is StopRequestedEvent)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task A_cancelled_run_Is_stopped_and_no_error()
    {
        using var trace = new Trace();
        using var cancellation = new CancellationTokenSource();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        Task<RunResult> run = _runner.RunAsync(TestGraphs.Waiting(() => started.TrySetResult()), new { x = 1 }, cancellationToken: cancellation.Token);
        await started.Task;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.Equal(["run waiting", "run waiting > run waiting", "run waiting > run waiting > wait"], trace.Paths);
        Assert.All(trace.Activities, a => Assert.Equal((ActivityStatusCode.Unset, "stopped"), (a.Status, a.GetTagItem("hypergraph.status"))));
    }

    [Fact]
    public async Task A_caller_that_attaches_Has_its_own_trace_with_a_link_to_the_first()
    {
        using var trace = new Trace();
        using var measured = new Measurements();
        var release = new TaskCompletionSource();
        Graph graph = TestGraphs.Waiting(() => { }, release.Task);

        RunHandle<MapResult> first = await _runner.SubmitMapAsync(graph, new { x = (int[])[1, 2] }, over: "x");
        RunHandle<MapResult> second = await _runner.AttachMapAsync(graph, first.RunId);
        release.SetResult();
        MapResult[] results = await Task.WhenAll(first.Completion, second.Completion);

        Activity[] maps = [.. RunsOf(trace, "map waiting").OrderBy(a => a.Links.Count())];
        Assert.Equal(2, maps.Length);
        Assert.Empty(maps[0].Links);
        Assert.Equal(maps[0].Context.SpanId, Assert.Single(maps[1].Links).Context.SpanId);
        Assert.Equal(maps[0].TraceId, Assert.Single(maps[1].Links).Context.TraceId);
        Assert.NotEqual(maps[0].TraceId, maps[1].TraceId);
        Assert.All(maps, m => Assert.Equal((first.RunId.ToString(), 2L), (m.GetTagItem("hypergraph.run.id"), m.GetTagItem("hypergraph.items.completed"))));
        Assert.All(trace.Activities.Where(a => a.OperationName != "map waiting"), a => Assert.Equal(maps[0].TraceId, a.TraceId));
        Assert.Equal(["graph=waiting run.kind=map status=completed: 1"], measured.SumsOf("hypergraph.runs"));

        // Both callers have the same ids of items.
        Assert.Equal(results[0].Select(r => r.RunId), results[1].Select(r => r.RunId));
    }

    [Fact]
    public async Task Spans_of_events_Are_those_of_the_activities()
    {
        using var trace = new Trace();
        var recorder = new RecordingProcessor();
        var inner = new Graph("inner", [Node.Create((int x) => x + 1, "y", "add")]);
        var outer = new Graph("outer", [inner.AsNode("each").MapOver("x")]);

        await _runner.MapAsync(outer, new { x = (int[][])[[1], [2]] }, over: "x", new MapOptions { EventProcessors = [recorder] });

        Event[] starts = [.. recorder.Events.Where(e => e is RunStartEvent or NodeStartEvent)];
        Assert.Equal(11, starts.Length);
        Assert.Equal(
            trace.Activities.Select(a => $"{a.SpanId} {(a.ParentSpanId == default ? string.Empty : a.ParentSpanId)} {a.GetTagItem("hypergraph.run.id")}").Order(StringComparer.Ordinal),
            starts.Select(e => $"{e.SpanId} {e.ParentSpanId} {e.RunId}").Order(StringComparer.Ordinal));
        recorder.Events.AssertWellFormed();
    }

    [Fact]
    public async Task Spans_of_the_events_of_a_run_Are_those_of_its_call_and_its_nodes()
    {
        using var trace = new Trace();
        var recorder = new RecordingProcessor();

        await _runner.RunAsync(TestGraphs.Chain(), new { x = 1 }, new RunOptions { EventProcessors = [recorder] });

        Activity call = trace.Activities.Single(a => (string?)a.GetTagItem("hypergraph.run.kind") == "run");
        Assert.Equal(
            [call.SpanId.ToString(), trace["add"].SpanId.ToString(), trace["show"].SpanId.ToString()],
            recorder.Events.Where(e => e is RunStartEvent or NodeStartEvent).Select(e => e.SpanId.ToString()));
    }

    [Fact]
    public async Task Processors_of_a_graph_Receive_the_events_of_silos_and_of_the_caller_with_different_ids()
    {
        var recorder = new RecordingProcessor();
        await using var runner = OrleansRunner.Local();
        var graph = new Graph("outer", [new Graph("inner", [Node.Create((int x) => x + 1, "y", "add")]).WithEventProcessors(recorder).AsNode("once")]);

        await runner.RunAsync(graph, new { x = 1 });

        // Once on the silo and once at the caller: two runs, two nested runs and four nodes.
        Assert.Equal(8, recorder.Events.Where(e => e is RunStartEvent or NodeStartEvent).Select(e => e.SpanId).Distinct().Count());
        Assert.Equal(4, recorder.Events.Select(e => e.RunId).Distinct().Count());
        Assert.Equal(16, recorder.Events.Count);
    }

    [Fact]
    public async Task Calls_and_their_runs_Are_measured_once_each()
    {
        using var measured = new Measurements();

        await _runner.RunAsync(TestGraphs.Chain(), new { x = 1 });
        await _runner.MapAsync(TestGraphs.Failing(), new { x = (int[])[0, 1, 2] }, over: "x", new MapOptions { ErrorHandling = ErrorHandling.Continue });

        Assert.Equal(
            ["graph=chain run.kind=remote_run status=completed: 1", "graph=chain run.kind=run status=completed: 1", "graph=failing run.kind=map status=partial: 1"],
            measured.SumsOf("hypergraph.runs"));
        Assert.Equal(["graph=failing status=completed: 2", "graph=failing status=failed: 1"], measured.SumsOf("hypergraph.items"));
        Assert.Equal(["graph=chain run.kind=remote_run: 0", "graph=chain run.kind=run: 0", "graph=failing run.kind=map: 0"], measured.SumsOf("hypergraph.runs.active"));
    }

    internal static string[] TagsOf(Activity activity) =>
        [.. activity.TagObjects.Select(t => $"{t.Key.Replace("hypergraph.", string.Empty, StringComparison.Ordinal)}={t.Value}")];

    private static Activity[] RunsOf(Trace trace, string name) => [.. trace.Activities.Where(a => a.OperationName == name)];
}
