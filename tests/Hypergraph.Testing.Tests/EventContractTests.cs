namespace Hypergraph.Testing.Tests;

/// <summary>What the check of a stream of events finds in streams that are not as runs emit them.</summary>
public sealed class EventContractTests
{
    private static readonly IReadOnlyList<Event> Events = Record(Graphs.Chain, [("x", 5)]);

    [Fact]
    public void FindViolation_Of_the_events_of_a_run_Is_null()
    {
        Assert.Null(EventContract.FindViolation(Events));
        Assert.Null(EventContract.FindViolation(Record(Graphs.Sum, [("lines", new[] { "1", "", "2" })])));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "no end", "These have no end: RunStart chain." },
        { "no start", "Event 1 (NodeStart first): the first event is not the start of a run." },
        { "time", "Event 3 (NodeEnd first): its time precedes that of the previous event." },
        { "workflow", "Event 3 (NodeEnd first): it has another workflow id than the first event." },
        { "start twice", "Event 3 (NodeStart first): its span is not new." },
        { "end twice", "Event 4 (NodeEnd first): its span is not open." },
        { "parent", "Event 4 (NodeStart second): its parent span is not open." },
        { "graph", "Event 3 (NodeEnd first): its run, parent, graph or item differs from that of the start of its span." },
        { "node", "Event 3 (NodeEnd other): it names another node than the start of its span." },
        { "span of the run", "Event 3 (NodeEnd first): it is an event of a node in the span of a run." },
        { "span of a node", "Event 5 (RunEnd chain Completed): it ends the span of a node as a run." },
        { "outline", "Event 1 (RunStart chain): the root run has an outline, and no other run has one." },
        { "partial", "Event 6 (RunEnd chain Partial): only a map is partial." },
        { "failed", "Event 6 (RunEnd chain Failed): a failed run has an error." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void FindViolation_Of_a_broken_stream_Names_the_event_and_the_guarantee(string fault, string violation) =>
        Assert.Equal(violation, EventContract.FindViolation(Break(fault)));

    [Fact]
    public void FindViolation_Of_a_completed_run_with_a_failed_node_Names_the_end()
    {
        var recorder = new EventRecorder();
        var failing = new Graph("failing", [Node.Create(int () => throw new InvalidDataException("bad"), output: "x", name: "read")]);
        new SyncRunner(recorder).Run(failing, new RunOptions { ErrorHandling = ErrorHandling.Continue });
        Event[] events = [.. recorder.Events];
        Assert.Null(EventContract.FindViolation(events));

        events[^1] = (RunEndEvent)events[^1] with { Status = RunStatus.Completed };
        Assert.Equal("Event 4 (RunEnd failing Completed): the run completed although a node failed.", EventContract.FindViolation(events));
    }

    private static List<Event> Break(string fault)
    {
        List<Event> events = [.. Events];
        switch (fault)
        {
            case "no end":
                return events[..^1];
            case "no start":
                return events[1..];
            case "start twice":
                events.Insert(2, events[1]);
                return events;
            case "end twice":
                events.Insert(3, events[2]);
                return events;
            default:
                (int index, Event changed) = Change(fault);
                events[index] = changed;
                return events;
        }
    }

    private static (int Index, Event Changed) Change(string fault)
    {
        var end = (NodeEndEvent)Events[2];
        var runEnd = (RunEndEvent)Events[^1];
        return fault switch
        {
            "time" => (2, end with { Timestamp = Events[0].Timestamp.AddDays(-1) }),
            "workflow" => (2, end with { WorkflowId = "other" }),
            "graph" => (2, end with { GraphName = "other" }),
            "node" => (2, end with { NodeName = "other" }),
            "span of the run" => (2, end with { SpanId = Events[0].SpanId, ParentSpanId = null }),
            "parent" => (3, (NodeStartEvent)Events[3] with { ParentSpanId = SpanId.New() }),
            "span of a node" => (4, runEnd with { SpanId = Events[3].SpanId, ParentSpanId = Events[3].ParentSpanId }),
            "outline" => (0, (RunStartEvent)Events[0] with { Outline = null }),
            "partial" => (5, runEnd with { Status = RunStatus.Partial }),
            "failed" => (5, runEnd with { Status = RunStatus.Failed }),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    private static IReadOnlyList<Event> Record(Graph graph, (string Name, object? Value)[] inputs)
    {
        var recorder = new EventRecorder();
        new SyncRunner(recorder).Run(graph, GraphInputs.Create(inputs));
        return recorder.Events;
    }
}
