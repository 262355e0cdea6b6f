using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

public class StopTests
{
    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Stop_A_run_Lets_the_running_node_finish_and_starts_no_other(string runner)
    {
        RunHandle<RunResult>? run = null;
        var started = new TaskCompletionSource();
        var graph = new Graph(
        [
            Node.Create((int x) => x + 1, output: "a"),
            Node.Create((int a) => { started.Task.Wait(); Assert.True(run!.Stop("enough")); return a + 1; }, output: "b"),
            Node.Create((int b) => b + 1, output: "c"),
        ]);
        var recorder = new EventRecorder(wantsValues: false);
        run = runner == "sync" ? new SyncRunner(recorder).Start(graph, new { x = 1 }) : new AsyncRunner(recorder).Start(graph, new { x = 1 });
        started.SetResult();
        RunResult result = await run.Completion;

        Assert.Equal((RunStatus.Stopped, RunStatus.Stopped), (result.Status, run.Status));
        Assert.Null(result.Error);
        Assert.Equal(["a", "b"], result.Values.Keys);
        Assert.Equal(3, result["b"]);
        Assert.Equal(["run ", "+a", "-a", "+b", "stop", "-b", "end  Stopped"], EventSummary.Short(recorder.Events));
        Assert.Equal("enough", Assert.Single(recorder.Events.OfType<StopRequestedEvent>()).Reason);
        recorder.Events.AssertWellFormed();
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Stop_Twice_Is_reported_once()
    {
        var go = new TaskCompletionSource();
        var graph = new Graph([Node.Create(async (int x) => { await go.Task; return x; }, output: "y"), Node.Create((int y) => y, output: "z")]);
        var recorder = new EventRecorder(wantsValues: false);
        RunHandle<RunResult> run = new AsyncRunner(recorder).Start(graph, new { x = 1 });
        Assert.True(run.Stop("first"));
        Assert.False(run.Stop("second"));
        go.SetResult();
        await run.Completion;

        Assert.False(run.Stop("third"));
        Assert.Equal("first", Assert.Single(recorder.Events.OfType<StopRequestedEvent>()).Reason);
    }

    [Fact]
    public async Task Stop_While_the_last_node_runs_Completes()
    {
        TaskCompletionSource began = new(), go = new();
        var graph = new Graph([Node.Create(async (int x) => { began.SetResult(); await go.Task; return x; }, output: "y")]);
        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 1 });
        await began.Task;
        run.Stop();
        go.SetResult();

        Assert.Equal(RunStatus.Completed, (await run.Completion).Status);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Stop_A_map_Reports_the_items_that_never_started(string runner)
    {
        RunHandle<MapResult>? run = null;
        var started = new TaskCompletionSource();
        var graph = new Graph([Node.Create((int x) => { started.Task.Wait(); if (x == 2) { run!.Stop(); } return x * 10; }, output: "y")]);
        int[] x = [0, 1, 2, 3, 4];
        var options = new MapOptions { MaxConcurrency = 1 };
        run = runner == "sync" ? new SyncRunner().StartMap(graph, new { x }, "x", options) : new AsyncRunner().StartMap(graph, new { x }, "x", options);
        started.SetResult();
        MapResult result = await run.Completion;

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal([3, 4], result.NotStarted);
        Assert.Equal([RunStatus.Completed, RunStatus.Completed, RunStatus.Completed, RunStatus.Stopped, RunStatus.Stopped], result.Select(r => r.Status));
        Assert.Equal([0, 10, 20, null, null], result.Get<int?>("y"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Stop_A_nested_run_Gives_what_it_has_and_ends_its_node_as_stopped(string runner)
    {
        RunHandle<RunResult>? run = null;
        var started = new TaskCompletionSource();
        var inner = new Graph("inner", [Node.Create((int x) => { started.Task.Wait(); run!.Stop(); return x + 1; }, output: "a"), Node.Create((int a) => a + 1, output: "b")]);
        var graph = new Graph("outer", [inner.AsNode(), Node.Create((int b) => b, output: "c")]);
        var recorder = new EventRecorder();
        run = runner == "sync" ? new SyncRunner(recorder).Start(graph, new { x = 1 }) : new AsyncRunner(recorder).Start(graph, new { x = 1 });
        started.SetResult();
        RunResult result = await run.Completion;

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal(["a"], result.Values.Keys);
        Assert.Equal(2, result["a"]);
        NodeEndEvent end = recorder.Events.OfType<NodeEndEvent>().Single(e => e.NodeName == "inner");
        Assert.True(end.IsStopped);
        Assert.Equal(["a"], end.Outputs!.Keys);
        recorder.Events.AssertWellFormed();
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Stop_A_loop_Keeps_the_values_so_far(string runner)
    {
        RunHandle<RunResult>? run = null;
        var started = new TaskCompletionSource();
        var graph = new Graph("count",
            [
                Node.Create((int n) => { started.Task.Wait(); if (n == 3) { run!.Stop(); } return n + 1; }, output: "n", name: "step"),
                Node.IfElse((int n) => n < 100, "step", Node.End, "more"),
            ],
            new() { Entrypoints = ["step"] });
        run = runner == "sync" ? new SyncRunner().Start(graph, new { n = 0 }) : new AsyncRunner().Start(graph, new { n = 0 });
        started.SetResult();
        RunResult result = await run.Completion;

        Assert.Equal((RunStatus.Stopped, 4), (result.Status, result.Get<int>("n")));
    }

    [Fact]
    public async Task Stop_While_a_handler_waits_for_an_answer_Leaves_the_question_open()
    {
        var asked = new TaskCompletionSource();
        var graph = new Graph([Node.Interrupt<int>((int x) => x, "a")]);
        var options = new RunOptions
        {
            InterruptHandler = async (_, token) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return InterruptAnswer.None;
            },
        };
        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 1 }, options);
        await asked.Task;
        run.Stop();
        RunResult result = await run.Completion;

        Assert.Equal(RunStatus.Paused, result.Status);
        Assert.Equal(8, (await new AsyncRunner().ResumeAsync(result, 8))["a"]);
    }

    [Fact]
    public async Task Stop_By_a_processor_in_its_own_call_Follows_the_event_in_flight()
    {
        RunHandle<RunResult>? run = null;
        var ready = new TaskCompletionSource();
        var recorder = new EventRecorder(wantsValues: false);
        var stopping = new RecordingProcessor(e =>
        {
            if (e is NodeEndEvent)
            {
                run!.Stop("seen enough");
            }
        });
        var graph = new Graph([Node.Create(async (int x) => { await ready.Task; return x; }, output: "y"), Node.Create((int y) => y, output: "z")]);
        run = new AsyncRunner(stopping, recorder).Start(graph, new { x = 1 });
        ready.SetResult();
        RunResult result = await run.Completion;

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal(["run ", "+y", "-y", "stop", "end  Stopped"], EventSummary.Short(recorder.Events));
    }

    [Fact]
    public async Task Node_Can_see_that_a_stop_was_asked_for()
    {
        RunHandle<RunResult>? run = null;
        var started = new TaskCompletionSource();
        var graph = new Graph([Node.Create(
            (int x, NodeContext context) =>
            {
                started.Task.Wait();
                bool before = context.IsStopRequested;
                run!.Stop();
                return (before, context.IsStopRequested);
            },
            output: "y")]);
        run = new AsyncRunner().Start(graph, new { x = 1 });
        started.SetResult();

        Assert.Equal((false, true), (await run.Completion).Get<(bool, bool)>("y"));
    }
}
