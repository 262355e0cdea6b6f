using Hypergraph.Hosting;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Execution;

/// <summary>What runners of other packages are made of: runs that ran elsewhere, seen from here.</summary>
public sealed class ElsewhereTests
{
    private static readonly Graph Add = new("add", [Node.Create((int x, int y = 1) => x + y, output: "sum", name: "add")]);

    [Fact]
    public void Check_A_required_input_is_missing_Refuses_it_as_a_run_does()
    {
        MissingInputException here = Assert.Throws<MissingInputException>(() => CallInputs.Check(Add, new Dictionary<string, object?>()));
        MissingInputException there = Assert.Throws<MissingInputException>(() => new SyncRunner().Run(Add, new Dictionary<string, object?>()));
        Assert.Equal(there.Message, here.Message);
    }

    [Fact]
    public void Split_A_product_Gives_the_mapped_values_of_each_item()
    {
        var items = CallInputs.Split(Add, GraphInputs.Create(("x", new[] { 1, 2 }), ("y", new[] { 10, 20 })), over: ["x", "y"], MapMode.Product);

        Assert.Equal(["x:1 y:10", "x:1 y:20", "x:2 y:10", "x:2 y:20"], items.Select(i => EventSummary.Show(i)));
    }

    [Theory]
    [InlineData(new RunStatus[0], ErrorHandling.Raise, false, RunStatus.Completed)]
    [InlineData(new[] { RunStatus.Completed, RunStatus.Failed }, ErrorHandling.Raise, true, RunStatus.Failed)]
    [InlineData(new[] { RunStatus.Completed, RunStatus.Failed }, ErrorHandling.Continue, true, RunStatus.Stopped)]
    [InlineData(new[] { RunStatus.Completed, RunStatus.Failed }, ErrorHandling.Continue, false, RunStatus.Partial)]
    [InlineData(new[] { RunStatus.Paused, RunStatus.Failed }, ErrorHandling.Continue, false, RunStatus.Partial)]
    [InlineData(new[] { RunStatus.Failed, RunStatus.Failed }, ErrorHandling.Continue, false, RunStatus.Failed)]
    [InlineData(new[] { RunStatus.Failed, RunStatus.Stopped }, ErrorHandling.Continue, false, RunStatus.Stopped)]
    [InlineData(new[] { RunStatus.Completed, RunStatus.Paused }, ErrorHandling.Raise, false, RunStatus.Paused)]
    public void Status_Of_a_map_Follows_from_its_items(RunStatus[] items, ErrorHandling errorHandling, bool isCutShort, RunStatus expected) =>
        Assert.Equal(expected, ResultFactory.StatusOfMap(items, errorHandling, isCutShort));

    [Fact]
    public void Create_A_map_with_a_failed_and_an_unstarted_item_Reads_as_a_local_one()
    {
        var error = new InvalidDataException("bad");
        RunResult done = ResultFactory.CreateRun(Add, RunStatus.Completed, new Dictionary<string, object?> { ["sum"] = 3 }, RunId.New(), duration: TimeSpan.FromSeconds(2));
        RunResult failed = ResultFactory.CreateRun(Add, RunStatus.Failed, new Dictionary<string, object?>(), RunId.New(), error);

        MapResult map = ResultFactory.CreateMap(Add, RunStatus.Partial, [done, failed, null], RunId.New(), TimeSpan.FromSeconds(5));

        Assert.Equal((3, 1, 1), (map.Count, map.CompletedCount, map.FailedCount));
        Assert.Equal([3, null, null], map.Get<int?>("sum"));
        Assert.Equal(3, map[0].Get<int>("sum"));
        Assert.Equal((done.RunId, TimeSpan.FromSeconds(2)), (map[0].RunId, map[0].Duration));
        Assert.Same(error, Assert.Single(map.Failures).Error);
        Assert.Equal([2], map.NotStarted);
    }

    [Fact]
    public async Task Create_A_paused_run_Cannot_be_resumed_here()
    {
        var pause = new RunPause("ask", "what?", "answer");
        RunResult paused = ResultFactory.CreateRun(Add, RunStatus.Paused, new Dictionary<string, object?>(), RunId.New(), pauses: [pause]);
        MapResult map = ResultFactory.CreateMap(Add, RunStatus.Paused, [paused], RunId.New());

        Assert.Equal(pause, paused.Pause);
        Assert.Equal([0], Assert.Single(map.Pauses).ItemPath);
        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().ResumeAsync(paused, 1));
        Assert.StartsWith("The result is that of a run in another process", thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().ResumeMapAsync(map, new Dictionary<RunPause, object?>()));
    }

    [Fact]
    public async Task Relay_Of_the_events_of_a_run_Reports_each_processor_and_keeps_them()
    {
        var recorder = new RecordingProcessor();
        var ofGraph = new RecordingProcessor();
        var relayed = new RecordingProcessor();
        await new AsyncRunner(recorder).RunAsync(Add, ("x", 1));
        var relay = new EventRelay(Add.WithEventProcessors(ofGraph), [relayed], keepsEvents: true);

        recorder.Events.ForEach(relay.Publish);
        await relay.ShutdownAsync(TimeSpan.Zero);

        Assert.Equal(recorder.Events, relayed.Events);
        Assert.Equal(recorder.Events, ofGraph.Events);
        Assert.Equal((1, 1), (relayed.Shutdowns, ofGraph.Shutdowns));
        List<Event> kept = [];
        await foreach (Event e in relay.Events!)
        {
            kept.Add(e);
        }

        Assert.Equal(recorder.Events, kept);
    }

    [Fact]
    public async Task RunAsync_As_an_item_Shows_its_index_to_functions_and_events()
    {
        var recorder = new RecordingProcessor();
        var graph = new Graph("look", [Node.Create((NodeContext context) => context.ItemIndex, output: "index", name: "look")]);

        RunResult result = await new AsyncRunner(recorder).RunAsync(graph, new Dictionary<string, object?>(), new RunOptions { ItemIndex = 7 });

        Assert.Equal(7, result.Get<int?>("index"));
        Assert.All(recorder.Events, e => Assert.Equal(7, e.ItemIndex));
    }
}
