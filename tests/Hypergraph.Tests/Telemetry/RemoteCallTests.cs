using System.Diagnostics;
using Hypergraph.Hosting;
using Hypergraph.Tests.Execution;

namespace Hypergraph.Tests.Telemetry;

/// <summary>Calls whose items run in other processes, here in one process.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class RemoteCallTests
{
    private static readonly Graph Adding = new("g", [Node.Create((int x) => x + 1, "y", "add")]);

    private static readonly RunOptions Continue = new() { ErrorHandling = ErrorHandling.Continue };

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task An_item_Lies_in_the_activity_of_its_call(string runner)
    {
        using var trace = new Trace();
        var (map, item) = (RunId.New(), RunId.New());
        var call = CallTelemetry.Start(Adding, map, isMap: true, mapSize: 5, workflowId: "w");
        Assert.Null(Activity.Current);
        using var remote = new RemoteCall(map, call.Trace, call.IsTraced);
        remote.MakeCurrent();
        Activity? carrier = Activity.Current;
        RunResult result = await Both.OnAsync(
            runner, Adding, new { x = 1 }, new RunOptions { WorkflowId = "w" }.WithItemIndex(3).WithRemoteCall(remote, item, retries: 2));
        call.EndItem(result.Status);
        Assert.Same(carrier, Activity.Current);
        Activity.Current = null;
        call.End(RunStatus.Completed);

        Assert.Equal(item, result.RunId);
        Assert.Equal(["map g", "map g > item", "map g > item > add"], trace.Paths);
        Assert.Equal(trace["map g"].SpanId, call.SpanId.ToActivitySpanId());
        Assert.Equal(
            ["graph=g", "run.kind=item", "path=[3]", "item.index=3", "retries=2", $"run.id={item}", "workflow.id=w", "status=completed"], TagsOf(trace["item"]));
        Assert.Equal(["graph=g", "node=add", "path=[3]/add", $"run.id={item}", "status=completed"], TagsOf(trace["add"]));
        Assert.Equal(
            ["graph=g", "run.kind=map", $"run.id={map}", "workflow.id=w", "items.total=5", "status=completed", "items.completed=1"], TagsOf(trace["map g"]));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_call_without_a_trace_Has_runs_with_traces_of_their_own(string runner)
    {
        CallTelemetry call = Call();
        using var trace = new Trace();
        using Activity? message = Trace.Tests.StartActivity("message");
        using var remote = new RemoteCall(RunId.New(), call.Trace, call.IsTraced);
        remote.MakeCurrent();
        await Both.OnAsync(runner, Adding, new { x = 1 }, Continue.WithRemoteCall(remote, RunId.New()));

        Assert.Equal((default, true, false), (call.Trace, call.IsTraced, call.HasListeners));
        Assert.False(call.SpanId.IsNone);
        Assert.Equal(["run g", "run g > add"], trace.Paths);
        Assert.Equal("remote_run", trace["run g"].GetTagItem("hypergraph.run.kind"));

        static CallTelemetry Call()
        {
            Activity.Current = null;
            return CallTelemetry.Start(Adding, RunId.New(), isMap: false);
        }
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_call_that_the_sampler_drops_Has_no_activities_elsewhere(string runner)
    {
        using var trace = new Trace(name => name == "map g" ? ActivitySamplingResult.None : ActivitySamplingResult.AllDataAndRecorded);
        ActivityTraceId inside = default;
        var graph = new Graph("g", [Node.Create((int x) => (inside = Activity.Current!.TraceId) == default ? 0 : x, "y", "a")]);
        using Activity? caller = Trace.Tests.StartActivity("caller");
        var call = CallTelemetry.Start(graph, RunId.New(), isMap: true);
        using var remote = new RemoteCall(RunId.New(), call.Trace, call.IsTraced);
        remote.MakeCurrent();
        await Both.OnAsync(runner, graph, new { x = 1 }, Continue.WithItemIndex(1).WithRemoteCall(remote, RunId.New()));
        await Both.OnAsync(runner, graph, new { x = 1 }, Continue.WithItemIndex(200).WithRemoteCall(remote, RunId.New()));
        call.RequestStop();
        call.End(RunStatus.Stopped);

        Assert.Empty(trace.Activities);
        Assert.False(call.IsTraced);
        Assert.Equal((caller!.Context, caller.TraceId), (call.Trace, inside));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Later_items_Have_an_activity_if_they_fail_and_share_one_for_what_they_start(string runner)
    {
        using var trace = new Trace();
        var graph = new Graph(
            "g",
            [
                Node.Create(
                    (int x) =>
                    {
                        using Activity? inside = Trace.Tests.StartActivity("inside");
                        return x < 0 ? throw new TimeoutException("late") : x;
                    },
                    "y",
                    "work"),
            ]);
        RunId map = RunId.New();
        var call = CallTelemetry.Start(graph, map, isMap: true);
        var remote = new RemoteCall(map, call.Trace, call.IsTraced);
        remote.MakeCurrent();
        Activity? carrier = Activity.Current;
        for (int i = 98; i < 102; i++)
        {
            await Both.OnAsync(runner, graph, new { x = i == 100 ? -1 : i }, Continue.WithItemIndex(i).WithRemoteCall(remote, RunId.New()));
            Assert.Same(carrier, Activity.Current);
        }

        remote.Dispose();
        remote.Dispose();
        Activity.Current = null;
        call.End(RunStatus.Partial);

        Assert.Equal(
            [
                "1 map g", "3 map g > item", "2 map g > item > work", "2 map g > item > work > inside", "1 map g > map g", "2 map g > map g > inside",
            ],
            trace.Paths.GroupBy(p => p).Select(g => $"{g.Count()} {g.Key}"));
        Activity failed = Assert.Single(trace.Activities, a => a.Status == ActivityStatusCode.Error);
        Assert.Equal(("[100]", "late"), (failed.GetTagItem("hypergraph.path"), failed.StatusDescription));
        Activity part = trace.Activities.Single(a => (string?)a.GetTagItem("hypergraph.run.kind") == "remote_map");
        Assert.Equal(["graph=g", "run.kind=remote_map", $"run.id={map}", "items.completed=1", "items.failed=1"], TagsOf(part));
    }

    [Fact]
    public async Task An_item_after_the_end_of_its_part_Starts_no_other_part()
    {
        using var trace = new Trace();
        var call = CallTelemetry.Start(Adding, RunId.New(), isMap: true);
        var remote = new RemoteCall(RunId.New(), call.Trace, call.IsTraced);
        remote.Dispose();
        string? inside = null;
        var graph = new Graph("g", [Node.Create((int x) => (inside = Activity.Current?.OperationName) is null ? x : 0, "y", "a")]);
        await new AsyncRunner().RunAsync(graph, new { x = 1 }, Continue.WithItemIndex(100).WithRemoteCall(remote, RunId.New()));

        Assert.Null(inside);
        Assert.Empty(trace.Activities);
        call.End(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Calls_and_their_parts_Are_measured_apart(string runner)
    {
        using var measured = new Measurements();
        using var remote = new RemoteCall(RunId.New(), default, isTraced: true);
        var call = CallTelemetry.Start(Adding, RunId.New(), isMap: false);
        await Both.OnAsync(runner, Adding, new { x = 1 }, Continue.WithRemoteCall(remote, RunId.New()));
        await Both.OnAsync(runner, Adding, new { x = 1 }, Continue.WithItemIndex(100).WithRemoteCall(remote, RunId.New()));
        call.End(RunStatus.Completed);
        call.End(RunStatus.Completed);

        Assert.True(call.HasListeners);
        Assert.Equal(["graph=g run.kind=remote_run status=completed: 1", "graph=g run.kind=run status=completed: 1"], measured.SumsOf("hypergraph.runs"));
        Assert.Equal(["graph=g status=completed: 1"], measured.SumsOf("hypergraph.items"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_run_that_nobody_observes_Has_the_id_that_its_call_chose(string runner)
    {
        Activity.Current = null;
        using var remote = new RemoteCall(RunId.New(), default, isTraced: true);
        RunId id = RunId.New();
        RunOptions options = Continue.WithRemoteCall(remote, id);

        RunResult result = await Both.OnAsync(runner, Adding, new { x = 1 }, options);
        RunHandle<RunResult> handle = runner == "sync" ? new SyncRunner().Start(Adding, new { x = 1 }, options) : new AsyncRunner().Start(Adding, new { x = 1 }, options);

        Assert.Equal((id, id, id), (result.RunId, handle.RunId, (await handle.Completion).RunId));
    }

    [Fact]
    public async Task A_request_to_stop_Is_an_event_of_the_call_and_not_of_its_parts()
    {
        using var trace = new Trace();
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        Node node = Node.Create(
            async (int x) =>
            {
                started.SetResult();
                await finish.Task;
                return x;
            },
            "y",
            "wait");
        var graph = new Graph("g", [node]);
        var call = CallTelemetry.Start(graph, RunId.New(), isMap: false);
        using var remote = new RemoteCall(RunId.New(), call.Trace, call.IsTraced);

        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 1 }, Continue.WithRemoteCall(remote, RunId.New()));
        await started.Task;
        run.Stop("secret");
        call.RequestStop();
        finish.SetResult();
        await run.Completion;
        call.End(RunStatus.Stopped);
        call.RequestStop();

        Activity stopped = Assert.Single(trace.Activities, a => a.Events.Any());
        Assert.Equal(["hypergraph.stop_requested"], ActivityTests.EventsOf(stopped));
        Assert.Equal("run", stopped.GetTagItem("hypergraph.run.kind"));
    }

    [Fact]
    public void An_error_of_another_process_Has_its_type_there_and_no_exception_here()
    {
        using var trace = new Trace();
        var error = new InvalidOperationException("far");
        CallTelemetry.Start(Adding, RunId.New(), isMap: false).End(RunStatus.Failed, error, "Far.Exception", failureCount: 1);
        CallTelemetry.Start(Adding, RunId.New(), isMap: false).End(RunStatus.Failed, error);

        Assert.Equal(["Far.Exception", "System.InvalidOperationException"], trace.Activities.Select(a => a.GetTagItem("error.type")));
        Assert.All(trace.Activities, a => Assert.Equal((ActivityStatusCode.Error, "far"), (a.Status, a.StatusDescription)));
        Assert.Equal([0, 1], trace.Activities.Select(a => a.Events.Count()));
        Assert.Equal(1, trace.Activities[0].GetTagItem("hypergraph.failures"));
    }

    [Fact]
    public void A_call_that_attaches_Links_to_the_first_and_is_not_measured()
    {
        using var trace = new Trace();
        using var measured = new Measurements();
        RunId map = RunId.New();
        var first = CallTelemetry.Start(Adding, map, isMap: true, mapSize: 2);
        var attached = CallTelemetry.Attach(Adding, map, isMap: true, first.Trace, mapSize: 2);
        attached.MakeCurrent();
        Assert.Equal("map g", Activity.Current?.OperationName);
        attached.End(RunStatus.Completed);
        Assert.Null(Activity.Current);
        first.End(RunStatus.Completed);

        Assert.Equal(trace.Activities[1].Context, Assert.Single(trace.Activities[0].Links).Context);
        Assert.Equal(["graph=g run.kind=map status=completed: 1"], measured.SumsOf("hypergraph.runs"));
        Assert.All(trace.Activities, a => Assert.Equal((map.ToString(), 2), (a.GetTagItem("hypergraph.run.id"), a.GetTagItem("hypergraph.items.total"))));
    }

    [Fact]
    public void Required_arguments_that_are_null_Are_rejected()
    {
        using var remote = new RemoteCall(RunId.New(), default, isTraced: true);

        Assert.Throws<ArgumentNullException>("graph", () => CallTelemetry.Start(null!, RunId.New(), isMap: false));
        Assert.Throws<ArgumentNullException>("graph", () => CallTelemetry.Attach(null!, RunId.New(), isMap: false, default));
        Assert.Throws<ArgumentNullException>("options", () => RunOptionsExtensions.WithRemoteCall(null!, remote, RunId.New()));
        Assert.Throws<ArgumentNullException>("call", () => Continue.WithRemoteCall(null!, RunId.New()));
    }

    private static string[] TagsOf(Activity activity) =>
        [.. activity.TagObjects.Select(t => $"{t.Key.Replace("hypergraph.", string.Empty, StringComparison.Ordinal)}={t.Value}")];
}
