using System.Reflection;
using Hypergraph.Tests.Events;
using Orleans;

namespace Hypergraph.Orleans.Tests.Running;

/// <summary>Failures, stops, cancellation and pauses on a cluster.</summary>
public sealed class OutcomeTests(LocalCluster cluster) : IClassFixture<LocalCluster>
{
    private static readonly MapOptions Continuing = new() { ErrorHandling = ErrorHandling.Continue };

    private readonly OrleansRunner _runner = cluster.Runner;

    [Fact]
    public async Task RunAsync_A_node_fails_Throws_an_exception_that_describes_the_original()
    {
        RemoteNodeException thrown = await Assert.ThrowsAsync<RemoteNodeException>(() => _runner.RunAsync(TestGraphs.Failing(), new { x = 3 }));

        Assert.Equal("bad 3", thrown.Message);
        Assert.Equal("System.IO.InvalidDataException", thrown.RemoteType);
        Assert.True(thrown.Is<InvalidDataException>());
        Assert.True(thrown.Is<SystemException>());
        Assert.False(thrown.Is<ArgumentException>());
        Assert.Contains(nameof(TestGraphs.Failing), thrown.RemoteStackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_That_its_gate_leaves_after_some_iterations_Runs_as_many_in_a_run_and_in_each_item()
    {
        var graph = new Graph(
            "loop",
            [
                Node.Create((int n, NodeContext context) => n + (10 * context.Iteration), output: "n", name: "step"),
                Node.Route((int n) => "step", ["step", "give_up"], new RouteOptions { Name = "again", LeaveAfterIterations = 3, Fallback = "give_up" }),
                Node.Create((int n) => $"gave up at {n}", output: "text", name: "give_up"),
            ],
            new GraphOptions { Entrypoints = ["step"] });

        RunResult run = await _runner.RunAsync(graph, new { n = 0 });
        MapResult map = await _runner.MapAsync(graph, new { n = new[] { 0, 1 } }, over: "n");

        Assert.Equal("gave up at 60", run["text"]);
        Assert.Equal(["gave up at 60", "gave up at 61"], map.Get<string>("text"));
    }

    [Theory]
    [InlineData(ErrorHandling.Raise)]
    [InlineData(ErrorHandling.Continue)]
    public async Task StartAsync_A_node_s_own_timeout_Is_a_failure_in_handle_result_and_events(ErrorHandling errorHandling)
    {
        var graph = new Graph("slow", [Node.Create(int (int x) => throw new TaskCanceledException("too slow", new TimeoutException()), output: "y", name: "fetch")]);
        RunHandle<RunResult> run = await _runner.SubmitAsync(graph, new { x = 3 }, new RunOptions { ErrorHandling = errorHandling });

        OperationCanceledException? thrown = errorHandling == ErrorHandling.Raise
            ? await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Completion)
            : Assert.IsAssignableFrom<OperationCanceledException>((await run.Completion).Error);

        Assert.Equal("too slow", thrown.Message);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.False(run.Completion.IsCanceled);
        Assert.Equal(RunStatus.Failed, (await run.Events.OfType<RunEndEvent>().LastAsync()).Status);
    }

    [Fact]
    public void ShutdownTimeout_Longer_than_a_timer_can_wait_Is_refused_when_it_is_set()
    {
        IGrainFactory client = DispatchProxy.Create<IGrainFactory, NoGrains>();

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new OrleansRunner(client) { ShutdownTimeout = TimeSpan.FromDays(50) });

        Assert.Equal(nameof(OrleansRunner.ShutdownTimeout), error.ParamName);
    }

    [Fact]
    public async Task MapAsync_Failures_Have_their_locations_in_result_data_and_events()
    {
        var recorder = new RecordingProcessor();
        var row = new Graph("row", [Node.Create((int cell) => cell % 2 == 0 ? cell : throw new FormatException($"odd {cell}") { Data = { ["line"] = 7 } }, output: "value", name: "parse")]);
        var file = new Graph("places", [row.AsNode("rows").MapOver(["cell"], MapMode.Zip, ErrorHandling.Continue).WithItemLabel("cell"), Node.Create((int size) => size > 0 ? size : throw new FormatException("empty"), output: "known", name: "measure")]);

        MapResult result = await _runner.MapAsync(
            file,
            new { cell = new int[][] { [2, 3], [4] }, size = new[] { 2, 0 } },
            ["cell", "size"],
            new MapOptions { ErrorHandling = ErrorHandling.Continue, EventProcessors = [recorder] });

        Assert.Equal(["rows/parse [item 0, 3]", "measure [item 1]"], result.AllFailures.Select(f => f.Location));
        Assert.Equal("measure", Assert.Single(result.Failures).NodePath);
        Exception inside = result.AllFailures[0].Error;
        Assert.Equal("rows/parse", inside.Data[FailureData.NodePath]);
        Assert.Equal("0.1", inside.Data[FailureData.ItemPath]);
        Assert.Equal("7", inside.Data["line"]);
        Assert.Equal(
            ["measure [1]", "rows/parse [0.1]"],
            recorder.Events.OfType<NodeErrorEvent>().Select(e => $"{e.NodePath} [{e.ItemPath}]").Order(StringComparer.Ordinal));
        Assert.Equal(["[0]/rows[1]/parse", "[1]/measure"], recorder.Events.OfType<NodeErrorEvent>().Select(e => e.Path).Order(StringComparer.Ordinal));
        Assert.Equal("3", recorder.Events.OfType<NodeErrorEvent>().Single(e => e.NodeName == "parse").ItemLabel);
        Assert.Equal([1, 1], recorder.Events.OfType<RunEndEvent>().Where(e => e is { NodePath: null, ItemIndex: not null }).Select(e => e.FailureCount));
    }

    [Fact]
    public async Task RunAsync_A_node_fails_with_Continue_Returns_a_failed_result()
    {
        var recorder = new RecordingProcessor();

        RunResult result = await _runner.RunAsync(TestGraphs.Failing(), new { x = 3 }, new RunOptions { ErrorHandling = ErrorHandling.Continue, EventProcessors = [recorder] });

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.IsType<RemoteNodeException>(result.Error);
        Assert.Equal(["run failing", "+check", "!check", "end failing Failed"], EventSummary.Short(recorder.Events));
        recorder.Events.AssertWellFormed();
    }

    [Fact]
    public async Task MapAsync_Some_items_fail_with_Continue_Is_partial()
    {
        MapResult result = await _runner.MapAsync(TestGraphs.Failing(), new { x = Enumerable.Range(0, 9) }, over: "x", Continuing);

        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal([0, 3, 6], result.Failures.Select(f => f.Index));
        Assert.Equal([null, 1, 2, null, 4, 5, null, 7, 8], result.Get<int?>("y"));
    }

    [Fact]
    public async Task MapAsync_An_item_fails_Throws_the_failure_of_the_first()
    {
        var recorder = new RecordingProcessor();

        RemoteNodeException thrown = await Assert.ThrowsAsync<RemoteNodeException>(
            () => _runner.MapAsync(TestGraphs.Failing(), new { x = new[] { 1, 2, 6, 4 } }, over: "x", new MapOptions { EventProcessors = [recorder] }));

        Assert.Equal("bad 6", thrown.Message);
        recorder.Events.AssertWellFormed();
        Assert.Equal(RunStatus.Failed, ((RunEndEvent)recorder.Events[^1]).Status);
    }

    [Fact]
    public async Task RunAsync_A_result_that_cannot_travel_Fails_by_name()
    {
        var graph = new Graph("streams", [Node.Create((int x) => (Action)(() => _ = x), output: "action", name: "open")]);

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(graph, new { x = 1 }));

        Assert.StartsWith("Graph 'streams': output 'action' of node 'open', a value of type System.Action, cannot travel between machines: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_A_result_that_is_too_large_Fails_by_name()
    {
        var graph = new Graph("large", [Node.Create((int x) => new byte[x], output: "data", name: "fill")]);

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(() => _runner.RunAsync(graph, new { x = 30_000_000 }));

        Assert.StartsWith("Graph 'large': output 'data' of node 'fill' is too large to travel between machines: ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_An_input_that_cannot_travel_Is_refused_before_anything_runs()
    {
        var recorder = new RecordingProcessor();
        var graph = new Graph("callbacks", [Node.Create((Action callback) => 1, output: "y", name: "call")]);

        ValueTransportException thrown = await Assert.ThrowsAsync<ValueTransportException>(
            () => _runner.RunAsync(graph, new { callback = (Action)(() => { }) }, new RunOptions { EventProcessors = [recorder] }));

        Assert.StartsWith("Graph 'callbacks': input 'callback', a value of type System.Action, cannot travel between machines: ", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(recorder.Events);
    }

    [Fact]
    public async Task RunAsync_A_required_input_is_missing_Is_refused_as_locally() =>
        await Assert.ThrowsAsync<MissingInputException>(() => _runner.RunAsync(TestGraphs.Chain(), new Dictionary<string, object?>()));

    [Fact]
    public async Task Cancel_While_a_node_runs_Reaches_it_and_closes_every_span()
    {
        using var source = new CancellationTokenSource();
        var recorder = new RecordingProcessor();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.MapAsync(
            TestGraphs.Waiting(source.Cancel), new { x = Enumerable.Range(0, 40) }, over: "x", new MapOptions { EventProcessors = [recorder] }, source.Token));

        recorder.Events.AssertWellFormed();
        Assert.Equal(RunStatus.Stopped, ((RunEndEvent)recorder.Events[^1]).Status);
    }

    [Fact]
    public async Task Stop_While_items_run_Waits_for_them_and_reports_the_items_that_did_not_start()
    {
        var started = new SemaphoreSlim(0);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RunHandle<MapResult> run = _runner.StartMap(
            TestGraphs.Waiting(() => started.Release(), release.Task), new { x = Enumerable.Range(0, 10) }, over: "x", new MapOptions { MaxConcurrency = 2 });
        await started.WaitAsync();
        await started.WaitAsync();

        Assert.True(run.Stop("enough"));
        Assert.False(run.Stop("again"));
        release.SetResult();
        MapResult result = await run.Completion;

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal(Enumerable.Range(2, 8), result.NotStarted);
        List<Event> events = [];
        await foreach (Event e in run.Events)
        {
            events.Add(e);
        }

        events.AssertWellFormed();
        Assert.Equal("enough", Assert.Single(events.OfType<StopRequestedEvent>()).Reason);
        Assert.Equal(run.RunId, events[0].RunId);
    }

    [Fact]
    public async Task Stop_While_the_silo_is_busy_with_another_run_Ends_the_waiting_items()
    {
        await using var runner = OrleansRunner.Local(graphs => graphs.MaxItems = 1);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RunHandle<RunResult> busy = runner.Start(TestGraphs.Waiting(() => started.TrySetResult(), release.Task), new { x = 1 });
        await started.Task;
        RunHandle<MapResult> waiting = await runner.SubmitMapAsync(TestGraphs.Chain(), new { x = new[] { 1, 2 } }, over: "x");

        waiting.Stop("enough");
        MapResult result = await waiting.Completion;

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal([0, 1], result.NotStarted);
        release.SetResult();
        Assert.Equal(RunStatus.Completed, (await busy.Completion).Status);
    }

    [Fact]
    public async Task RunAsync_A_node_fails_with_a_huge_message_Throws_an_exception_with_its_beginning()
    {
        var graph = new Graph("verbose", [Node.Create((int x) => x > 0 ? throw new InvalidDataException(new string('!', x)) : x, output: "y", name: "shout")]);

        var recorder = new RecordingProcessor();

        RemoteNodeException thrown = await Assert.ThrowsAsync<RemoteNodeException>(
            () => _runner.RunAsync(graph, new { x = 60_000_000 }, new RunOptions { EventProcessors = [recorder] }));

        Assert.Equal(new string('!', 64 * 1024) + "…", thrown.Message);
        Assert.Equal(thrown.Message, Assert.Single(recorder.Events.OfType<NodeErrorEvent>()).ErrorMessage);
    }

    [Fact]
    public async Task RunAsync_An_interrupt_without_an_answer_Pauses_and_with_one_continues()
    {
        var graph = new Graph("review",
        [
            Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve"),
            Node.Create((bool approved) => approved ? "yes" : "no", output: "final", name: "publish"),
        ]);

        RunResult paused = await _runner.RunAsync(graph, new { text = "cats" });
        RunResult answered = await _runner.RunAsync(graph, new { text = "cats", approved = true });

        Assert.Equal(RunStatus.Paused, paused.Status);
        Assert.Equal(("approve", "Publish 'cats'?", "approved"), (paused.Pause!.NodePath, paused.Pause.Question, paused.Pause.ResponseParameter));
        Assert.Equal("yes", answered.Get<string>("final"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().ResumeAsync(paused, true));
    }

    [Fact]
    public async Task MapStreamAsync_An_item_pauses_Ends_paused_as_on_AsyncRunner()
    {
        var graph = new Graph("review", [Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve")]);

        (RunStatus Item, RunStatus Map)[] ends = await Task.WhenAll(EndOn(_runner), EndOn(new AsyncRunner()));

        Assert.Equal([(RunStatus.Paused, RunStatus.Paused), (RunStatus.Paused, RunStatus.Paused)], ends);

        async Task<(RunStatus Item, RunStatus Map)> EndOn(IGraphRunner runner)
        {
            var recorder = new RecordingProcessor();
            var options = new MapStreamOptions { EventProcessors = [recorder] };
            RunResult[] results = await runner.MapStreamAsync(graph, "text", new[] { "cats" }.ToAsyncEnumerable(), options: options).ToArrayAsync();
            return (Assert.Single(results).Status, ((RunEndEvent)recorder.Events[^1]).Status);
        }
    }

    [Fact]
    public async Task MapAsync_Over_a_stream_Returns_results_in_input_order_and_reads_only_a_buffer_ahead()
    {
        int read = 0;
        var recorder = new RecordingProcessor();
        var options = new MapStreamOptions { MaxBuffered = 8, EventProcessors = [recorder] };
        List<int> received = [];

        await foreach (RunResult result in _runner.MapStreamAsync(TestGraphs.Chain(), "x", Numbers(), options: options))
        {
            received.Add(result.Get<int>("y"));
            Assert.InRange(read, received.Count, received.Count + 9);
        }

        Assert.Equal(Enumerable.Range(1, 100), received);
        recorder.Events.AssertWellFormed();
        Assert.Equal(RunStatus.Completed, ((RunEndEvent)recorder.Events[^1]).Status);

        async IAsyncEnumerable<int> Numbers()
        {
            for (int i = 0; i < 100; i++)
            {
                await Task.Yield();
                read++;
                yield return i;
            }
        }
    }

    [Fact]
    public async Task AttachMapAsync_To_a_running_map_Returns_its_result_and_all_its_events()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new SemaphoreSlim(0);
        Graph graph = TestGraphs.Waiting(() => started.Release(), release.Task);
        RunHandle<MapResult> first = _runner.StartMap(graph, new { x = Enumerable.Range(0, 5) }, over: "x");
        await started.WaitAsync();

        RunHandle<MapResult> second = await _runner.AttachMapAsync(graph, first.RunId);
        release.SetResult();
        MapResult result = await second.Completion;

        Assert.Equal(Enumerable.Range(0, 5), result.Get<int>("z"));
        List<Event> events = [];
        await foreach (Event e in second.Events)
        {
            events.Add(e);
        }

        events.AssertWellFormed();
        Assert.Equal(2 + (5 * 6), events.Count);
        Assert.Equal(first.RunId, events[0].RunId);
        Assert.Equal(RunStatus.Completed, (await first.Completion).Status);
        await Assert.ThrowsAsync<RunNotFoundException>(() => _runner.AttachAsync(graph, first.RunId));
        await Assert.ThrowsAsync<RunNotFoundException>(() => _runner.AttachMapAsync(graph, RunId.New()));
    }

    [Fact]
    public async Task Item_index_In_a_map_Is_available_to_functions()
    {
        var graph = new Graph("indexed", [Node.Create((int x, NodeContext context) => context.ItemIndex, output: "index", name: "look")]);

        MapResult result = await _runner.MapAsync(graph, new { x = new[] { 7, 8, 9 } }, over: "x");

        Assert.Equal([0, 1, 2], result.Get<int?>("index"));
    }

    /// <summary>A client that is never called.</summary>
    public class NoGrains : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }
}
