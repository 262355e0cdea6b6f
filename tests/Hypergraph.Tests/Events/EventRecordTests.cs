namespace Hypergraph.Tests.Events;

/// <summary>Events as values: equality, changed copies, what initializers accept. Events of one run have common data.</summary>
public sealed class EventRecordTests
{
    private static readonly RunId Run = RunId.New();
    private static readonly SpanId Span = SpanId.New();

    private static List<Event> Events()
    {
        var seen = new RecordingProcessor();
        new SyncRunner(seen).Map(Samples.Chain, new { x = new[] { 1, 2 } }, "x", new MapOptions { WorkflowId = "w" });
        return seen.Events;
    }

    private static NodeStartEvent Start() => new()
    {
        RunId = Run,
        SpanId = Span,
        ParentSpanId = null,
        Timestamp = DateTimeOffset.UnixEpoch,
        GraphName = "g",
        WorkflowId = "w",
        ItemIndex = 7,
        NodeName = "n",
    };

    [Fact]
    public void With_Changes_the_copy_and_no_other_event_of_the_run()
    {
        List<Event> events = Events();
        string[] before = [.. events.Select(e => e.ToString())];

        foreach (Event e in events)
        {
            var id = RunId.New();
            Event changed = e with { RunId = id, GraphName = "other", WorkflowId = "changed", ItemIndex = 41 };
            Event again = changed with { WorkflowId = null };

            Assert.Equal((id, "other", "changed", 41), (changed.RunId, changed.GraphName, changed.WorkflowId, changed.ItemIndex));
            Assert.Equal((id, "other", null, 41), (again.RunId, again.GraphName, again.WorkflowId, again.ItemIndex));
            Assert.Equal((e.SpanId, e.ParentSpanId, e.Timestamp), (changed.SpanId, changed.ParentSpanId, changed.Timestamp));
        }

        Assert.Equal(before, events.Select(e => e.ToString()));
    }

    [Fact]
    public void Equality_Event_of_a_run_and_one_made_alike_Are_equal()
    {
        foreach (Event e in Events())
        {
            Event same = e with { RunId = e.RunId, GraphName = e.GraphName, WorkflowId = e.WorkflowId, ItemIndex = e.ItemIndex };
            Assert.NotSame(e, same);
            Assert.Equal(e, same);
            Assert.Equal(e.GetHashCode(), same.GetHashCode());
            Assert.NotEqual(e, e with { RunId = RunId.New() });
            Assert.NotEqual(e, e with { SpanId = SpanId.New() });
            Assert.NotEqual(e, e with { ParentSpanId = SpanId.New() });
            Assert.NotEqual(e, e with { Timestamp = DateTimeOffset.MinValue });
            Assert.NotEqual(e, e with { GraphName = "other" });
            Assert.NotEqual(e, e with { WorkflowId = "other" });
            Assert.NotEqual(e, e with { ItemIndex = 99 });
        }

        Assert.Equal(Start(), Start());
        Assert.Equal(Start().GetHashCode(), Start().GetHashCode());
    }

    [Fact]
    public void Initializer_Gives_back_what_it_was_given()
    {
        NodeStartEvent e = Start();
        Assert.Equal((Run, Span, (SpanId?)null, DateTimeOffset.UnixEpoch), (e.RunId, e.SpanId, e.ParentSpanId, e.Timestamp));
        Assert.Equal(("g", "w", 7, "n"), (e.GraphName, e.WorkflowId, e.ItemIndex, e.NodeName));
        Assert.Equal(Span, (e with { ParentSpanId = Span }).ParentSpanId);
    }

    [Fact]
    public void ParentSpanId_None_Is_null() => Assert.Null((Start() with { ParentSpanId = SpanId.None }).ParentSpanId);

    [Fact]
    public void Timestamp_With_an_offset_Is_the_same_moment_in_UTC()
    {
        var berlin = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));
        NodeStartEvent e = Start() with { Timestamp = berlin };
        Assert.Equal((berlin.UtcDateTime, TimeSpan.Zero), (e.Timestamp.DateTime, e.Timestamp.Offset));
    }

    [Fact]
    public void ToString_Says_what_every_event_carries()
    {
        foreach (Event e in Events())
        {
            Assert.StartsWith(
                $"{e.GetType().Name} {{ RunId = {e.RunId}, SpanId = {e.SpanId}, ParentSpanId = {e.ParentSpanId}, Timestamp = {e.Timestamp}, GraphName = {e.GraphName}, WorkflowId = w, ItemIndex = {e.ItemIndex}",
                e.ToString(),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ids_of_a_run_Differ_from_each_other_and_from_those_of_other_runs()
    {
        List<Event> events = [.. Enumerable.Range(0, 20).SelectMany(_ => Events())];
        int runs = 20 * 3;
        int nodes = events.OfType<NodeStartEvent>().Count();
        Assert.Equal(runs, events.Select(e => e.RunId).Distinct().Count());
        Assert.Equal(runs + nodes, events.Select(e => e.SpanId).Distinct().Count());
    }
}
