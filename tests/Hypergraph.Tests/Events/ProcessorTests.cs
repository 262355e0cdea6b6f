using Microsoft.Extensions.Logging;

namespace Hypergraph.Tests.Events;

/// <summary>The three bases, how processors are listed, and what their failures do.</summary>
public sealed class ProcessorTests
{
    [Fact]
    public void EventProcessor_Of_a_run_Gets_every_event_in_order()
    {
        var seen = new RecordingProcessor();
        new SyncRunner(seen).Run(Samples.Chain, ("x", 1));
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(seen.Events));
        seen.Events.AssertWellFormed();
    }

    [Fact]
    public async Task AsyncEventProcessor_Of_a_run_Gets_every_event_in_order()
    {
        var seen = new RecordingAsyncProcessor(async (_, _) => await Task.Yield());
        await new AsyncRunner(seen) { ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(Samples.Chain, ("x", 1));
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(seen.Events));
        Assert.Equal(1, seen.Shutdowns);
    }

    [Fact]
    public async Task TypedEventProcessor_Each_kind_of_event_Calls_its_method_only()
    {
        var typed = new NamingProcessor();
        var runner = new AsyncRunner(typed);
        await runner.RunAsync(Samples.Fork, ("x", 1));
        Assert.Equal(["RunStart", "NodeStart", "RouteDecision", "NodeEnd", "NodeStart", "NodeEnd", "RunEnd"], typed.Called);

        typed.Called.Clear();
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(Samples.Picky, ("x", 1)));
        Assert.Equal(["RunStart", "NodeStart", "NodeError", "RunEnd"], typed.Called);

        typed.Called.Clear();
        await runner.RunAsync(Samples.Ask, ("draft", "d"));
        Assert.Equal(["RunStart", "NodeStart", "Interrupt", "RunEnd"], typed.Called);

        typed.Called.Clear();
        typed.OnEvent(new StopRequestedEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch });
        typed.OnEvent(new RunResumedEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch, RestoredNodes = 1 });
        typed.OnEvent(new RunStoreErrorEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch, ErrorType = "T", ErrorMessage = "m" });
        Assert.Equal(["StopRequested", "RunResumed", "RunStoreError"], typed.Called);
    }

    [Fact]
    public void TypedEventProcessor_Nothing_overridden_Ignores_everything()
    {
        var logger = new RecordingLogger();
        RunResult result = new SyncRunner(new SilentProcessor()) { Logger = logger }.Run(Samples.Fork, ("x", 1));
        Assert.Equal(1, result.Get<int>("r"));
        Assert.Empty(logger.Entries);
    }

    [Fact]
    public void Processors_Of_runner_graph_nested_graph_and_call_All_get_every_event()
    {
        RecordingProcessor ofRunner = new(), ofGraph = new(), ofNested = new(), ofCall = new();
        Graph inner = Samples.Chain.WithEventProcessors(ofNested);
        var outer = new Graph("outer", [inner.AsNode()], new GraphOptions { EventProcessors = [ofGraph] });
        new SyncRunner(ofRunner).Run(outer, [("x", 1)], new RunOptions { EventProcessors = [ofCall] });
        Assert.Equal(10, ofRunner.Events.Count);
        Assert.All([ofGraph, ofNested, ofCall], p => Assert.Equal(ofRunner.Events, p.Events, ReferenceEqualityComparer.Instance));
        Assert.All([ofRunner, ofGraph, ofNested, ofCall], p => Assert.Equal(1, p.Shutdowns));
    }

    [Fact]
    public async Task Processors_One_instance_listed_everywhere_Gets_each_event_once()
    {
        var seen = new RecordingProcessor();
        var queued = new RecordingAsyncProcessor();
        Graph inner = Samples.Chain.WithEventProcessors(seen, queued, seen);
        Graph outer = new Graph("outer", [inner.AsNode("a").RenameOutput("y", "ya").RenameOutput("z", "za"), inner.AsNode("b").RenameOutput("y", "yb").RenameOutput("z", "zb")])
            .WithEventProcessors(seen, queued);
        var runner = new AsyncRunner(seen, queued, seen) { EventProcessors = [queued, seen, queued], ShutdownTimeout = Timeout.InfiniteTimeSpan };
        await runner.RunAsync(outer, [("x", 1)], new RunOptions { EventProcessors = [seen, seen, queued] });
        seen.Events.AssertWellFormed();
        Assert.Equal(seen.Events, queued.Events, ReferenceEqualityComparer.Instance);
        Assert.Equal((1, 1), (seen.Shutdowns, queued.Shutdowns));
        Assert.Equal(seen.Events.Count, queued.ReceivedCount);
    }

    [Fact]
    public void Processors_Equal_but_not_the_same_Each_get_every_event()
    {
        AlwaysEqualProcessor one = new(), two = new();
        new SyncRunner(one, two).Run(Samples.Chain, ("x", 1));
        Assert.Equal((6, 6), (one.Count, two.Count));
    }

    [Fact]
    public void Processors_Of_nested_graph_only_See_the_whole_call()
    {
        var seen = new RecordingProcessor();
        var outer = new Graph("outer", [Samples.Chain.WithEventProcessors(seen).AsNode()]);
        new SyncRunner().Run(outer, ("x", 1));
        Assert.Equal(["run outer", "+chain", .. Samples.ChainEvents, "-chain", "end outer Completed"], EventSummary.Short(seen.Events));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OnEvent_Throws_on_every_event_Is_logged_and_called_again_and_the_run_is_unchanged(bool asynchronous)
    {
        var failing = new RecordingProcessor(e => throw new InvalidOperationException($"no {e.GetType().Name}"));
        var seen = new RecordingProcessor();
        var logger = new RecordingLogger();
        RunResult result = asynchronous
            ? await new AsyncRunner(failing, seen) { Logger = logger }.RunAsync(Samples.Chain, ("x", 1))
            : new SyncRunner(failing, seen) { Logger = logger }.Run(Samples.Chain, ("x", 1));
        Assert.Equal(4, result.Get<int>("z"));
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(seen.Events));
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(failing.Events));
        Assert.Equal(
            new[] { "RunStartEvent", "NodeStartEvent", "NodeEndEvent", "NodeStartEvent", "NodeEndEvent", "RunEndEvent" }.Select(type =>
                (LogLevel.Error, $"Event processor {typeof(RecordingProcessor)} failed on {type}; the run continues", $"no {type}")),
            logger.Entries.Select(l => (l.Level, l.Message, l.Error!.Message)));
        Assert.All(logger.Entries, l => Assert.IsType<InvalidOperationException>(l.Error));
    }

    [Fact]
    public void OnEvent_Throws_once_Is_called_for_the_next_event()
    {
        var failing = new RecordingProcessor(e => { if (e is NodeStartEvent { NodeName: "first" }) { throw new NotSupportedException("once"); } });
        var logger = new RecordingLogger();
        new SyncRunner(failing) { Logger = logger }.Run(Samples.Chain, ("x", 1));
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(failing.Events));
        Assert.Equal("once", Assert.Single(logger.Entries).Error!.Message);
    }

    [Fact]
    public void OnEvent_Throws_operation_canceled_Does_not_cancel_the_run()
    {
        var failing = new RecordingProcessor(_ => throw new OperationCanceledException("a processor's own"));
        Assert.Equal(4, new SyncRunner(failing).Run(Samples.Chain, ("x", 1)).Get<int>("z"));
    }

    [Fact]
    public void OnEvent_Throws_in_a_failing_run_The_nodes_own_exception_reaches_the_caller()
    {
        var failing = new RecordingProcessor(_ => throw new NotSupportedException("processor"));
        var thrown = Assert.Throws<InvalidOperationException>(() => new SyncRunner(failing).Run(Samples.Picky, ("x", 3)));
        Assert.Equal("3 is odd", thrown.Message);
    }

    [Fact]
    public async Task OnEventAsync_Throws_at_once_and_later_Is_logged_and_called_again()
    {
        var atOnce = new ThrowingAsyncProcessor();
        var later = new RecordingAsyncProcessor(async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        });
        var logger = new RecordingLogger();
        RunResult result = await new AsyncRunner(atOnce, later) { Logger = logger, ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(Samples.Chain, ("x", 1));
        Assert.Equal(4, result.Get<int>("z"));
        Assert.Equal((6, 6), (atOnce.Calls, later.Events.Count));
        Assert.Equal((6L, 6L, 0L), (later.ReceivedCount, later.ProcessedCount, later.DroppedCount));
        string[] types = ["RunStartEvent", "NodeStartEvent", "NodeEndEvent", "NodeStartEvent", "NodeEndEvent", "RunEndEvent"];
        Assert.Equal(
            types.Select(t => (LogLevel.Error, $"Event processor {typeof(RecordingAsyncProcessor)} failed on {t}; the run continues")),
            logger.Entries.Where(l => l.Error!.Message == "later").Select(l => (l.Level, l.Message)));
        Assert.Equal(
            types.Select(t => (LogLevel.Error, $"Event processor {typeof(ThrowingAsyncProcessor)} failed on {t}; the run continues")),
            logger.Entries.Where(l => l.Error!.Message == "at once").Select(l => (l.Level, l.Message)));
    }

    [Fact]
    public async Task Shutdown_Throws_Is_logged_and_changes_nothing()
    {
        var logger = new RecordingLogger();
        var plain = new RecordingProcessor { WhenShutDown = () => throw new InvalidOperationException("plain") };
        var queued = new RecordingProcessor { WhenShutDown = () => throw new InvalidOperationException("queued") };
        var asynchronous = new RecordingAsyncProcessor(onShutdown: _ => throw new InvalidOperationException("async"));
        var other = new RecordingProcessor();
        RunResult result = await new AsyncRunner(plain, queued.Queued(), asynchronous, other) { Logger = logger, ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(Samples.Chain, ("x", 1));
        Assert.Equal(4, result.Get<int>("z"));
        Assert.Equal((1, 1, 1, 1), (plain.Shutdowns, queued.Shutdowns, asynchronous.Shutdowns, other.Shutdowns));
        Assert.Equal(
            [
                (LogLevel.Error, $"Event processor {typeof(RecordingAsyncProcessor)} failed on ShutdownAsync; the run continues", "async"),
                (LogLevel.Error, $"Event processor {typeof(RecordingProcessor)} failed on Shutdown; the run continues", "plain"),
                (LogLevel.Error, $"Event processor {typeof(QueuedEventProcessor)} failed on ShutdownAsync; the run continues", "queued"),
            ],
            logger.Entries.Select(l => (l.Level, l.Message, l.Error!.Message)).OrderBy(l => l.Item3, StringComparer.Ordinal));
    }

    [Fact]
    public void WantsValues_Throws_Does_not_change_the_run()
    {
        var seen = new RecordingProcessor();
        var logger = new RecordingLogger();
        RunResult result = new SyncRunner(new UndecidedProcessor(), seen) { Logger = logger }.Run(Samples.Chain, ("x", 1));
        Assert.Equal(4, result.Get<int>("z"));
        seen.Events.AssertWellFormed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OnEvent_Starts_another_run_of_the_same_runner_Works(bool sameProcessor)
    {
        var inner = new List<int>();
        SyncRunner? runner = null;
        RecordingProcessor? seen = null;
        seen = new RecordingProcessor(e =>
        {
            if (e is NodeStartEvent { NodeName: "first", WorkflowId: "outer" })
            {
                inner.Add(runner!.Run(Samples.Chain, [("x", 10)], new RunOptions { EventProcessors = sameProcessor ? [seen!] : [] }).Get<int>("z"));
            }
        });
        runner = new SyncRunner();
        RunResult result = await Task.Run(() => runner.Run(Samples.Chain, [("x", 1)], new RunOptions { WorkflowId = "outer", EventProcessors = [seen] }));
        Assert.Equal(4, result.Get<int>("z"));
        Assert.Equal([22], inner);
        IReadOnlyList<IReadOnlyList<Event>> roots = EventContract.SplitByRoot(seen.Events);
        Assert.Equal(sameProcessor ? 2 : 1, roots.Count);
        Assert.All(roots, EventAssertions.AssertWellFormed);
        Assert.Equal(sameProcessor ? 2 : 1, seen.Shutdowns);
    }

    [Fact]
    public async Task OnEventAsync_Starts_another_run_Works()
    {
        var inner = new RecordingProcessor();
        var starting = new RecordingAsyncProcessor(async (e, _) =>
        {
            if (e is RunStartEvent)
            {
                await new AsyncRunner(inner).RunAsync(Samples.Chain, ("x", 1));
            }
        });
        await new AsyncRunner(starting) { ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(Samples.Chain, ("x", 1));
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(starting.Events));
        inner.Events.AssertWellFormed();
    }

    [Fact]
    public async Task Processor_Serving_two_runs_at_once_Gets_both_streams_whole()
    {
        var bothStarted = new CountdownEvent(2);
        var seen = new RecordingProcessor(e =>
        {
            if (e is RunStartEvent)
            {
                bothStarted.Signal();
                Assert.True(bothStarted.Wait(TimeSpan.FromSeconds(60)));
            }
        });
        var runner = new AsyncRunner(seen);
        await Task.WhenAll(
            Task.Run(() => runner.RunAsync(Samples.Chain, [("x", 1)], new RunOptions { WorkflowId = "a" })),
            Task.Run(() => runner.RunAsync(Samples.Chain, [("x", 1)], new RunOptions { WorkflowId = "b" })));
        IReadOnlyList<IReadOnlyList<Event>> roots = EventContract.SplitByRoot(seen.Events);
        Assert.Equal(2, roots.Count);
        Assert.All(roots, EventAssertions.AssertWellFormed);
        Assert.All(roots, r => Assert.Equal(Samples.ChainEvents, EventSummary.Short(r)));
        Assert.Equal(2, seen.Shutdowns);
        bothStarted.Dispose();
    }

    private sealed class NamingProcessor : TypedEventProcessor
    {
        public List<string> Called { get; } = [];

        protected override void OnRunStart(RunStartEvent e) => Called.Add("RunStart");

        protected override void OnRunEnd(RunEndEvent e) => Called.Add("RunEnd");

        protected override void OnNodeStart(NodeStartEvent e) => Called.Add("NodeStart");

        protected override void OnNodeEnd(NodeEndEvent e) => Called.Add("NodeEnd");

        protected override void OnNodeError(NodeErrorEvent e) => Called.Add("NodeError");

        protected override void OnRouteDecision(RouteDecisionEvent e) => Called.Add("RouteDecision");

        protected override void OnInterrupt(InterruptEvent e) => Called.Add("Interrupt");

        protected override void OnStopRequested(StopRequestedEvent e) => Called.Add("StopRequested");

        protected override void OnRunResumed(RunResumedEvent e) => Called.Add("RunResumed");

        protected override void OnRunStoreError(RunStoreErrorEvent e) => Called.Add("RunStoreError");
    }

    private sealed class SilentProcessor : TypedEventProcessor;

    private sealed class UndecidedProcessor : EventProcessor
    {
        public override bool WantsValues => throw new InvalidOperationException("undecided");

        public override void OnEvent(Event e)
        {
        }
    }

    private sealed class ThrowingAsyncProcessor : AsyncEventProcessor
    {
        public int Calls { get; private set; }

        public override ValueTask OnEventAsync(Event e, CancellationToken cancellationToken)
        {
            Calls++;
            throw new InvalidOperationException("at once");
        }
    }

    private sealed class AlwaysEqualProcessor : EventProcessor
    {
        public int Count { get; private set; }

        public override void OnEvent(Event e) => Count++;

        public override bool Equals(object? obj) => obj is AlwaysEqualProcessor;

        public override int GetHashCode() => 1;
    }
}
