using CsCheck;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Properties;

namespace Hypergraph.Orleans.Tests.Publishing;

/// <summary>Runs of random graphs, cut off at random places and begun again.</summary>
public sealed class MergingProperties
{
    private const int Samples = 1_000;

    /// <summary>As if it had never been cut off, but for the attempts that are told of.</summary>
    [Fact]
    public async Task Stream_Of_attempts_Is_that_of_an_uninterrupted_run() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            var local = new RecordingProcessor();
            await new AsyncRunner().RunAsync(graph, sample.Values, new RunOptions { EventProcessors = [local], WorkflowId = "w" });

            List<Event> told = await new CutRun(graph, sample.Values, new Random(sample.Number)).TellRunAsync();

            EventContract.Holds(told);
            Assert.Equal(EventText.Tree(local.Events), EventText.Tree([.. told.Where(e => e is not (NodeAttemptStartEvent or NodeAttemptEndEvent))]));
        },
        iter: Samples,
        print: s => s.ToString());

    [Fact]
    public async Task Stream_Of_attempts_that_fail_Keeps_the_contract() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);

            List<Event> told = await new CutRun(graph, sample.Values, new Random(sample.Number)).TellRunAsync();

            EventContract.Holds(told);
            AssertAttemptsPaired(told);
        },
        iter: Samples,
        print: s => s.ToString());

    [Fact]
    public async Task Stream_Of_a_map_whose_items_take_turns_Has_each_item_once() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);

            List<Event> told = await new CutRun(graph, sample.Values, new Random(sample.Number)).TellMapAsync(count: 3);

            EventContract.Holds(told);
            AssertAttemptsPaired(told);
            SpanId map = told[0].SpanId;
            Assert.Equal([0, 1, 2], told.OfType<RunStartEvent>().Where(e => e.ParentSpanId == map).Select(e => e.ItemIndex!.Value).Order());
            Assert.Equal(3, told.OfType<RunEndEvent>().Count(e => e.ParentSpanId == map));
        },
        iter: Samples,
        print: s => s.ToString());

    [Fact]
    public async Task Stream_Of_an_item_that_is_lost_each_time_Is_closed_as_failed() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);

            List<Event> told = await new CutRun(graph, sample.Values, new Random(sample.Number)).TellLostAsync();

            EventContract.Holds(told);
            AssertAttemptsPaired(told);
            SpanId map = told[0].SpanId;
            Assert.Equal(1, told.OfType<RunEndEvent>().Count(e => e.ParentSpanId == map));
        },
        iter: Samples,
        print: s => s.ToString());

    private static void AssertAttemptsPaired(List<Event> told)
    {
        var open = new Dictionary<SpanId, int>();
        foreach (Event e in told)
        {
            switch (e)
            {
                case NodeAttemptStartEvent start:
                    Assert.True(open.TryAdd(start.SpanId, start.Attempt), $"{start.NodeName} begins an attempt while one is open");
                    Assert.True(start.Attempt > 1, "the attempt that was cut off counts");
                    break;
                case NodeAttemptEndEvent end:
                    Assert.True(open.Remove(end.SpanId, out int attempt) && attempt == end.Attempt, $"{end.NodeName} ends an attempt that is not open");
                    break;
                case NodeEndEvent or NodeErrorEvent or InterruptEvent:
                    Assert.DoesNotContain(e.SpanId, open.Keys);
                    break;
            }
        }

        Assert.Empty(open);
    }
}
