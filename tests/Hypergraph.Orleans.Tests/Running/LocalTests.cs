using Hypergraph.Tests.Events;

namespace Hypergraph.Orleans.Tests.Running;

/// <summary>A cluster of one silo in this process.</summary>
public sealed class LocalTests(LocalCluster cluster) : IClassFixture<LocalCluster>
{
    private readonly OrleansRunner _runner = cluster.Runner;

    [Fact]
    public async Task RunAsync_Two_nodes_Returns_their_values()
    {
        RunResult result = await _runner.RunAsync(TestGraphs.Chain(), new { x = 5 });

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(6, result.Get<int>("y"));
        Assert.Equal("6!", result.Get<string>("text"));
    }

    [Fact]
    public async Task MapAsync_A_hundred_items_Returns_them_in_input_order()
    {
        MapResult result = await _runner.MapAsync(TestGraphs.Chain(), new { x = Enumerable.Range(0, 100) }, over: "x");

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal(Enumerable.Range(1, 100), result.Get<int>("y"));
    }

    [Fact]
    public async Task RunAsync_With_a_processor_Reports_the_events_of_a_local_run()
    {
        var here = new RecordingProcessor();
        var there = new RecordingProcessor();
        await new AsyncRunner().RunAsync(TestGraphs.Chain(), new { x = 5 }, new RunOptions { EventProcessors = [here], WorkflowId = "w" });

        RunResult result = await _runner.RunAsync(TestGraphs.Chain(), new { x = 5 }, new RunOptions { EventProcessors = [there], WorkflowId = "w" });

        there.Events.AssertWellFormed();
        Assert.Equal(EventSummary.Renumbered(here.Events), EventSummary.Renumbered(there.Events));
        Assert.Equal(result.RunId, there.Events[0].RunId);
        Assert.Equal(1, there.Shutdowns);
        Assert.Equal(6, ((NodeEndEvent)there.Events[2]).Outputs!["y"]);
    }

    [Fact]
    public async Task MapAsync_With_a_processor_Keeps_the_contract_of_events()
    {
        var recorder = new RecordingProcessor();

        MapResult result = await _runner.MapAsync(TestGraphs.Chain(), new { x = Enumerable.Range(0, 50) }, over: "x", new MapOptions { EventProcessors = [recorder] });

        recorder.Events.AssertWellFormed();
        Assert.Equal(2 + (50 * 6), recorder.Events.Count);
        Assert.Equal(result.Select(r => r.RunId.ToString()).Order(), recorder.Events.OfType<RunStartEvent>().Where(e => e.ItemIndex is not null).Select(e => e.RunId.ToString()).Order());
    }
}
