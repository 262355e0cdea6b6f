using Hypergraph.Events.Dispatching;
using Hypergraph.Hosting;
using Hypergraph.Planning;
using Hypergraph.Planning.Compilation;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Logging;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Telemetry;
using Hypergraph.Tests.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Telemetry;

/// <summary>What is emitted, measured and logged of nodes whose outcomes come from a store.</summary>
[Collection(nameof(TelemetryTests))]
public sealed class RestoredNodeTests
{
    private static readonly Graph Graph = new("g", [Node.Create((int x) => x, "y", "a"), Node.Create((int y) => y, "z", "b")]);

    private readonly FakeTimeProvider _clock = new();
    private readonly RunState _state = new(PlanCompiler.PlanOf(Graph), CallContext.Empty);

    [Fact]
    public void Restored_nodes_and_items_Are_not_measured()
    {
        using var measured = new Measurements();
        RunSpan map = StartMap(CallContext.Empty);
        RunItem(map, index: 0, restored: [true, true]);
        RunItem(map, index: 1, restored: [true, false]);
        map.End(RunOutcome.Completed);

        Assert.Equal(["graph=g node=a: 2", "graph=g node=b: 1"], measured.SumsOf("hypergraph.nodes.restored"));
        Assert.Equal(["graph=g node=b status=completed: 1"], measured.SumsOf("hypergraph.nodes"));
        Assert.Equal(["graph=g node=b status=completed: 1"], measured.SumsOf("hypergraph.node.duration"));
        Assert.Equal(["graph=g node=a: 0", "graph=g node=b: 0"], measured.SumsOf("hypergraph.nodes.active"));
        Assert.Equal(["graph=g status=completed: 1"], measured.SumsOf("hypergraph.items"));
        Assert.Equal(["graph=g status=completed: 2"], measured.SumsOf("hypergraph.item.duration"));
        Assert.Equal(["graph=g: 0"], measured.SumsOf("hypergraph.items.active"));
    }

    [Fact]
    public void Activities_Of_restored_nodes_Say_so()
    {
        using var trace = new Trace();
        RunSpan map = StartMap(ResumedCall(restorableCount: 3));
        Assert.True(map.ReportStoreError(new IOException("disk full")));
        RunItem(map, index: 0, restored: [true, false]);
        map.End(RunOutcome.Completed);

        Assert.Equal([true, null], new[] { "a", "b" }.Select(name => trace[name].GetTagItem("hypergraph.restored")));
        Assert.Equal("completed", trace["a"].GetTagItem("hypergraph.status"));
        Assert.Equal(
            ["hypergraph.resume hypergraph.restored.nodes=3", "hypergraph.store_error error.type=System.IO.IOException"],
            trace["map g"].Events.Select(e => $"{e.Name} {string.Join(' ', e.Tags.Select(tag => $"{tag.Key}={tag.Value}"))}"));
    }

    [Fact]
    public void Events_Say_what_was_restored()
    {
        var recorder = new EventRecorder();
        RunSpan map = StartMap(ResumedCall(restorableCount: 1), recorder);
        RunSpan item = map.StartItem(0, label: null);
        RunNode(item, Step(0), isRestored: true);
        NodeSpan failed = item.StartNode(Step(1), _state.Frame);
        item.FailNode(failed, Step(1), new IOException("lost"), isCancelled: false, isRestored: true);
        item.End(RunOutcome.Completed);
        Assert.True(map.ReportStoreError(new IOException("disk full")));
        map.End(RunOutcome.Completed);
        Assert.False(map.ReportStoreError(new IOException("disk full")));

        Assert.Equal(
            ["RunStart", "RunResumed", "RunStart", "NodeStart", "NodeEnd", "NodeStart", "NodeError", "RunEnd", "RunStoreError", "RunEnd"],
            recorder.Events.Select(e => e.GetType().Name[..^"Event".Length]));
        Assert.Equal(1, recorder.Events.OfType<RunResumedEvent>().Single().RestoredNodes);
        Assert.True(recorder.Events.OfType<NodeEndEvent>().Single().IsRestored);
        Assert.True(recorder.Events.OfType<NodeErrorEvent>().Single().IsRestored);
        RunStoreErrorEvent error = recorder.Events.OfType<RunStoreErrorEvent>().Single();
        Assert.Equal((recorder.Events[0].SpanId, "System.IO.IOException", "disk full"), (error.SpanId, error.ErrorType, error.ErrorMessage));
    }

    [Fact]
    public void Restored_node_Is_not_logged_as_slow()
    {
        var logger = new RecordingLogger();
        CallLog log = CallLog.Create(logger, _clock, slowThreshold: TimeSpan.FromSeconds(1), "g", new RunOptions())!;
        RunSpan map = StartMap(NewCall(logger, log));
        RunItem(map, index: 0, restored: [true, false]);
        map.End(RunOutcome.Completed);

        Assert.Contains("Node b", Assert.Single(logger.Entries).Message, StringComparison.Ordinal);
    }

    private static CallContext NewCall(ILogger logger, CallLog? log = null, RunJournal? journal = null) =>
        new(options: null, needsPermits: false, [], handler: null, logger, log, stop: null, CancellationToken.None) { Journal = journal };

    private static CallContext ResumedCall(int restorableCount) => NewCall(NullLogger.Instance, journal: new ResumedJournal(restorableCount));

    private RunSpan StartMap(CallContext call, params EventProcessor[] processors)
    {
        EventDispatcher dispatcher = processors.Length > 0
            ? EventDispatcher.Create(processors, NullLogger.Instance, _clock, telemetry: ActivityStarter.Listening)!
            : EventDispatcher.CreateWithoutProcessors(NullLogger.Instance, _clock, ownedByCurrentThread: false, ActivityStarter.Listening);
        return RunSpan.StartRoot(dispatcher, Graph, call, mapSize: 2)!;
    }

    private void RunItem(RunSpan map, int index, bool[] restored)
    {
        RunSpan item = map.StartItem(index, label: null);
        for (int i = 0; i < restored.Length; i++)
        {
            RunNode(item, Step(i), restored[i]);
        }

        item.End(RunOutcome.Completed);
    }

    private void RunNode(RunSpan item, Step step, bool isRestored)
    {
        NodeSpan node = item.StartNode(step, _state.Frame);
        _clock.Advance(TimeSpan.FromSeconds(1));
        item.EndNode(node, step, outputs: null, isCached: false, isStopped: false, isRestored);
    }

    private Step Step(int index) => _state.Plan.Steps[index];
}
