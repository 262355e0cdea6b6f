using CsCheck;
using Hypergraph.Tests.Events;
using Hypergraph.Tests.Properties;

namespace Hypergraph.Orleans.Tests.Publishing;

/// <summary>Runs of random graphs, interrupted at random points and restarted.</summary>
public sealed class MergingProperties
{
    private const int Samples = 1_000;

    /// <summary>The stream differs only by the events of attempts.</summary>
    [Fact]
    public async Task Stream_Of_attempts_Equals_that_of_an_uninterrupted_run() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            var local = new RecordingProcessor();
            await new AsyncRunner().RunAsync(graph, sample.Values, new RunOptions { EventProcessors = [local], WorkflowId = "w" });

            List<Event> published = await new CutRun(graph, sample.Values, new Random(sample.Number)).PublishRunAsync();

            published.AssertWellFormed();
            Assert.Equal(EventSummary.Tree(local.Events), EventSummary.Tree([.. published.Where(e => e is not (NodeAttemptStartEvent or NodeAttemptEndEvent))]));
        },
        iter: Samples,
        print: s => s.ToString());

    [Fact]
    public async Task Stream_Of_attempts_that_fail_Keeps_the_contract() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);

            List<Event> published = await new CutRun(graph, sample.Values, new Random(sample.Number)).PublishRunAsync();

            published.AssertWellFormed();
            AssertAttemptsPaired(published);
        },
        iter: Samples,
        print: s => s.ToString());

    [Fact]
    public async Task Stream_Of_a_map_with_interleaved_items_Has_each_item_once() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);

            List<Event> published = await new CutRun(graph, sample.Values, new Random(sample.Number)).PublishMapAsync(count: 3);

            published.AssertWellFormed();
            AssertAttemptsPaired(published);
            SpanId map = published[0].SpanId;
            Assert.Equal([0, 1, 2], published.OfType<RunStartEvent>().Where(e => e.ParentSpanId == map).Select(e => e.ItemIndex!.Value).Order());
            Assert.Equal(3, published.OfType<RunEndEvent>().Count(e => e.ParentSpanId == map));
        },
        iter: Samples,
        print: s => s.ToString());

    [Fact]
    public async Task Stream_Of_an_item_whose_silo_fails_each_time_Is_closed_as_failed() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);

            List<Event> published = await new CutRun(graph, sample.Values, new Random(sample.Number)).PublishFailedItemAsync();

            published.AssertWellFormed();
            AssertAttemptsPaired(published);
            SpanId map = published[0].SpanId;
            Assert.Equal(1, published.OfType<RunEndEvent>().Count(e => e.ParentSpanId == map));
        },
        iter: Samples,
        print: s => s.ToString());

    private static void AssertAttemptsPaired(List<Event> published)
    {
        var open = new Dictionary<SpanId, int>();
        foreach (Event e in published)
        {
            switch (e)
            {
                case NodeAttemptStartEvent start:
                    Assert.True(open.TryAdd(start.SpanId, start.Attempt), $"{start.NodeName} begins an attempt while one is open");
                    Assert.True(start.Attempt > 1, "the interrupted attempt counts");
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
