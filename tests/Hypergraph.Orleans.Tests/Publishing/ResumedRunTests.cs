using Hypergraph.Hosting;
using Hypergraph.Orleans.Protocol;
using Hypergraph.Orleans.Publishing;
using Hypergraph.Orleans.Transport.Events;
using Hypergraph.Tests.Events;

namespace Hypergraph.Orleans.Tests.Publishing;

/// <summary>The events of a single run that continues from a store on a silo, as the caller receives them.</summary>
public sealed class ResumedRunTests
{
    private static readonly Graph Graph = new("g", [Node.Create((int x) => x, "y", "a"), Node.Create((int y) => y, "z", "b")]);
    private static readonly DateTimeOffset Now = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Events_Of_a_resumed_run_Reach_the_caller_once()
    {
        var seen = new RecordingProcessor();
        RunEventPublisher publisher = Publisher(seen);
        publisher.Begin();
        publisher.Publish(0, (1, 1), Write(Attempt()[..3]));
        publisher.Publish(0, (1, 2), Write(Attempt()));
        publisher.End(RunStatus.Failed, new IOException("lost"));

        Assert.Equal(
            ["RunStart", "RunResumed", "NodeStart", "NodeAttemptStart", "NodeEnd", "NodeStart", "NodeError", "RunStoreError", "RunEnd"],
            seen.Events.Select(e => e.GetType().Name[..^"Event".Length]).Where(name => name != "NodeAttemptEnd"));
        Assert.Equal((7, seen.Events[0].SpanId), (seen.Events.OfType<RunResumedEvent>().Single().RestoredNodes, seen.Events[1].SpanId));
        Assert.True(seen.Events.OfType<NodeEndEvent>().Single().IsRestored);
        Assert.True(seen.Events.OfType<NodeErrorEvent>().Single().IsRestored);
        RunStoreErrorEvent error = seen.Events.OfType<RunStoreErrorEvent>().Single();
        Assert.Equal(("System.IO.IOException", "disk full"), (error.ErrorType, error.ErrorMessage));
    }

    private static Event[] Attempt()
    {
        var run = RunId.New();
        var span = SpanId.New();
        var first = SpanId.New();
        var second = SpanId.New();
        return
        [
            new RunStartEvent { RunId = run, SpanId = span, Timestamp = Now, GraphName = "g" },
            new RunResumedEvent { RunId = run, SpanId = span, Timestamp = Now, GraphName = "g", RestoredNodes = 7 },
            new NodeStartEvent { RunId = run, SpanId = first, ParentSpanId = span, Timestamp = Now, GraphName = "g", NodeName = "a" },
            new NodeEndEvent { RunId = run, SpanId = first, ParentSpanId = span, Timestamp = Now, GraphName = "g", NodeName = "a", Duration = TimeSpan.Zero, IsRestored = true },
            new NodeStartEvent { RunId = run, SpanId = second, ParentSpanId = span, Timestamp = Now, GraphName = "g", NodeName = "b" },
            new NodeErrorEvent
            {
                RunId = run,
                SpanId = second,
                ParentSpanId = span,
                Timestamp = Now,
                GraphName = "g",
                NodeName = "b",
                ErrorType = "System.IO.IOException",
                ErrorMessage = "lost",
                Duration = TimeSpan.Zero,
                IsRestored = true,
            },
            new RunStoreErrorEvent { RunId = run, SpanId = span, Timestamp = Now, GraphName = "g", ErrorType = "System.IO.IOException", ErrorMessage = "disk full" },
        ];
    }

    private static WireEvent[] Write(Event[] events)
    {
        var writer = new EventWriter(Graph, JsonValueCodec.Default, writesValues: false, writesIds: true);
        return [.. events.Select(writer.Write)];
    }

    private static RunEventPublisher Publisher(RecordingProcessor seen)
    {
        var spec = new RunSpec
        {
            RunId = RunId.New(),
            Epoch = 1,
            Graph = "g",
            Version = string.Empty,
            IsMap = false,
            Count = 1,
            WorkflowId = "w",
            MaxIterations = 1_000,
            StopsAtFailure = false,
            WantsEvents = true,
            WantsValues = false,
            SharedInputs = [],
            MaxItemRetries = 3,
            KeepsLog = true,
        };
        return new RunEventPublisher(new EventRelay(Graph, [seen]), Graph, spec, JsonValueCodec.Default, TimeProvider.System, SpanId.New());
    }
}
