namespace Hypergraph.Tests.Execution;

public class HandleTests
{
    private static Graph Double { get; } = new("double", [Node.Create((int x) => 2 * x, output: "y"), Node.Create((int y) => y + 1, output: "z")]);

    [Fact]
    public async Task Start_A_run_Completes_with_its_result()
    {
        RunHandle<RunResult>[] runs =
            [new SyncRunner().Start(Double, new { x = 2 }), new AsyncRunner().Start(Double, new { x = 2 })];
        foreach (RunHandle<RunResult> run in runs)
        {
            RunResult result = await run.Completion;
            Assert.Equal(5, result["z"]);
            Assert.Equal(RunStatus.Completed, run.Status);
            Assert.Equal(result.RunId, run.RunId);
        }
    }

    [Fact]
    public async Task Start_A_map_Completes_with_its_results()
    {
        var values = new { x = new[] { 1, 2 } };
        RunHandle<MapResult>[] runs =
            [new SyncRunner().StartMap(Double, values, "x"), new AsyncRunner().StartMap(Double, values, "x")];
        foreach (RunHandle<MapResult> run in runs)
        {
            Assert.Equal([3, 5], (await run.Completion).Get<int>("z"));
            Assert.Equal(RunStatus.Completed, run.Status);
        }
    }

    private static Graph Review { get; } = new("review",
    [
        Node.Interrupt<int>((int x) => $"twice {x}?", "y", "ask"),
        Node.Create((int y) => y + 1, "z", "add"),
    ]);

    [Fact]
    public async Task StartResume_A_run_Gives_a_handle_on_what_is_left()
    {
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(Review, new { x = 2 });

        RunHandle<RunResult> run = runner.StartResume(paused, 4);
        Assert.Equal(5, (await run.Completion)["z"]);
        List<string> events = [];
        await foreach (Event e in run.Events)
        {
            events.Add(e is NodeEvent node ? $"{e.GetType().Name} {node.NodeName}" : e.GetType().Name);
        }

        Assert.Equal(["RunStartEvent", "NodeStartEvent ask", "NodeEndEvent ask", "NodeStartEvent add", "NodeEndEvent add", "RunEndEvent"], events);
        Assert.Throws<InvalidInputException>(() => runner.StartResume(paused, "four"));
        Assert.Throws<InvalidOperationException>(() => runner.StartResume(run.Completion.Result, 4));
    }

    [Fact]
    public async Task StartResume_Of_a_map_Can_be_stopped()
    {
        RunHandle<MapResult>? run = null;
        var started = new TaskCompletionSource();
        var graph = new Graph("review",
        [
            Node.Interrupt<int>((int x) => $"twice {x}?", "y", "ask"),
            Node.Create(async (int y) => { await started.Task; run!.Stop(); return y; }, "z", "stop"),
            Node.Create((int z) => z, "w", "last"),
        ]);
        var runner = new AsyncRunner();
        MapResult paused = await runner.MapAsync(graph, new { x = new[] { 1, 2, 3 } }, "x");

        run = runner.StartResumeMap(paused, paused.Pauses.ToDictionary(p => p, p => (object?)p.ItemPath[0]), new() { MaxConcurrency = 1 });
        started.SetResult();
        MapResult result = await run.Completion;

        Assert.Equal(RunStatus.Stopped, result.Status);
        Assert.Equal(["y", "z"], result[0].Values.Keys);
    }

    [Fact]
    public void Start_Bad_input_Is_refused_at_once()
    {
        Assert.Throws<MissingInputException>(() => new AsyncRunner().Start(Double, new { }));
        Assert.Throws<MissingInputException>(() => new SyncRunner().StartMap(Double, new { }, "x"));
    }

    [Fact]
    public async Task Status_Until_the_end_Is_running()
    {
        var go = new TaskCompletionSource();
        var graph = new Graph([Node.Create(async (int x) => { await go.Task; return x; }, output: "y")]);
        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 1 });
        Assert.Equal(RunStatus.Running, run.Status);
        go.SetResult();
        await run.Completion;
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    [Fact]
    public async Task Completion_Of_a_failing_run_Throws_the_node_s_own_exception()
    {
        var error = new InvalidOperationException("no");
        var graph = new Graph([Node.Create(int (int x) => throw error, output: "y")]);
        RunHandle<RunResult> run = new SyncRunner().Start(graph, new { x = 1 });
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => run.Completion));
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.False(run.Stop());
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Completion_Of_a_cancelled_run_Is_cancelled(string runner)
    {
        using var source = new CancellationTokenSource();
        var graph = new Graph([Node.Create((int x) => { source.Cancel(); return x; }, output: "y"), Node.Create((int y) => y, output: "z")]);
        RunHandle<RunResult> run = runner == "sync"
            ? new SyncRunner().Start(graph, new { x = 1 }, cancellationToken: source.Token)
            : new AsyncRunner().Start(graph, new { x = 1 }, cancellationToken: source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Completion);
        Assert.Equal(RunStatus.Stopped, run.Status);
    }

    [Fact]
    public async Task Events_Of_several_readers_Are_each_complete_from_the_first_on()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var go = new TaskCompletionSource();
        var graph = new Graph([Node.Create((int x) => x, output: "y"), Node.Create(async (int y) => { await go.Task; return y; }, output: "z")]);
        RunHandle<RunResult> run = new AsyncRunner(recorder).Start(graph, new { x = 1 });
        List<Event>[] read = [[], []];
        Task[] readers = [.. read.Select(async list =>
        {
            await foreach (Event e in run.Events)
            {
                list.Add(e);
            }
        })];
        List<Event> partly = [];
        await foreach (Event e in run.Events)
        {
            partly.Add(e);
            if (e is NodeStartEvent { NodeName: "z" })
            {
                break;
            }
        }

        Assert.Equal(4, partly.Count);
        go.SetResult();
        await Task.WhenAll(readers);
        await run.Completion;
        List<Event> late = [];
        await foreach (Event e in run.Events)
        {
            late.Add(e);
        }

        Assert.All([.. read, late], list => Assert.Equal(recorder.Events, list, ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public async Task Events_A_reader_that_is_cancelled_Ends_alone()
    {
        var go = new TaskCompletionSource();
        var graph = new Graph([Node.Create(async (int x) => { await go.Task; return x; }, output: "y")]);
        RunHandle<RunResult> run = new AsyncRunner().Start(graph, new { x = 1 });
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Event e in run.Events.WithCancellation(source.Token))
            {
                if (e is NodeStartEvent)
                {
                    await source.CancelAsync();
                }
            }
        });
        go.SetResult();
        Assert.True((await run.Completion).IsCompleted);
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Events_Of_a_map_Are_by_default_the_first_and_the_latest(string runner)
    {
        var items = new { x = Enumerable.Range(0, 5_000).ToArray() };
        RunHandle<MapResult> run = runner == "sync" ? new SyncRunner().StartMap(Double, items, "x") : new AsyncRunner().StartMap(Double, items, "x");
        await run.Completion;
        List<Event> read = await ReadAll(run.Events);

        Assert.Equal(1 + MapOptions.DefaultMaxKeptEvents, read.Count);
        Assert.Equal((run.RunId, 5_000), (read[0].RunId, Assert.IsType<RunStartEvent>(read[0]).MapSize));
        Assert.Equal(run.RunId, Assert.IsType<RunEndEvent>(read[^1]).RunId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    [InlineData(null)]
    public async Task Events_Of_a_run_with_a_limit_Are_the_first_and_exactly_the_latest(int? limit)
    {
        var recorder = new EventRecorder(wantsValues: false);
        var graph = new Graph([Double.AsNode("inner").MapOver("x")]);
        RunHandle<RunResult> run = new AsyncRunner(recorder).Start(graph, new { x = Enumerable.Range(0, 3_000).ToArray() }, new RunOptions { MaxKeptEvents = limit });
        await run.Completion;
        List<Event> all = [.. recorder.Events];

        Assert.Equal(all.Count > limit ? [all[0], .. all.TakeLast(limit.Value)] : all, await ReadAll(run.Events), ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public async Task Events_Of_a_reader_that_has_begun_Have_no_gap()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var graph = new Graph([Node.Create(async (int x) => { await begun.Task; return x; }, output: "y")]);
        RunHandle<MapResult> run = new AsyncRunner(recorder).StartMap(
            graph, new { x = Enumerable.Range(0, 1_000).ToArray() }, "x", new MapOptions { MaxKeptEvents = 10 });
        List<Event> read = [];
        await foreach (Event e in run.Events)
        {
            read.Add(e);
            if (read.Count == 1)
            {
                begun.SetResult();
                await run.Completion;
            }
        }

        Assert.Equal(recorder.Events.SkipWhile(e => e != read[1]), read.Skip(1), ReferenceEqualityComparer.Instance);
        Assert.InRange(read.Count, 3_000, 4_002);
        Assert.Equal(11, (await ReadAll(run.Events)).Count);
    }

    [Fact]
    public void MaxKeptEvents_That_is_not_positive_Is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { MaxKeptEvents = 0 });
        Assert.Null(new RunOptions().MaxKeptEvents);
        Assert.Equal(10_000, new MapOptions().MaxKeptEvents);
        Assert.Null(new MapOptions { MaxKeptEvents = null }.MaxKeptEvents);
    }

    private static async Task<List<Event>> ReadAll(IAsyncEnumerable<Event> events)
    {
        List<Event> read = [];
        await foreach (Event e in events)
        {
            read.Add(e);
        }

        return read;
    }

    [Fact]
    public async Task Events_Of_a_run_that_keeps_none_Are_refused()
    {
        RunHandle<RunResult> run = new AsyncRunner().Start(Double, new { x = 1 }, new RunOptions { KeepEvents = false });
        Assert.Equal(
            "The run stores no events: RunOptions.KeepEvents is false, or its runner stores none. Leave KeepEvents true, or attach an event processor.",
            Assert.Throws<InvalidOperationException>(() => run.Events).Message);
        Assert.Equal((await run.Completion).RunId, run.RunId);
    }

    [Fact]
    public async Task Events_Of_a_map_over_nothing_Are_none()
    {
        RunHandle<MapResult> run = new AsyncRunner().StartMap(Double, new { x = Array.Empty<int>() }, "x");
        await foreach (Event e in run.Events)
        {
            Assert.Fail(e.ToString());
        }

        Assert.Empty(await run.Completion);
    }
}
