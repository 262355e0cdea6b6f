using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Hypergraph.Tests.Execution;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Telemetry;

[Collection(nameof(TelemetryTests))]
public sealed class MetricTests
{
    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Runs_items_and_nodes_Are_counted_by_how_they_ended(string runner)
    {
        using var measured = new Measurements();
        var inner = new Graph("inner", [Node.Create((int x) => x == 2 ? throw new TimeoutException("late") : x, "y", "try")]);
        var graph = new Graph("outer", [inner.AsNode("each").MapOver(["x"], MapMode.Zip, ErrorHandling.Continue)]);

        await Both.OnAsync(runner, graph, new { x = (int[])[1, 2, 3] });

        Assert.Equal(
            ["graph=inner run.kind=nested_map status=partial: 1", "graph=outer run.kind=run status=completed: 1"], measured.SumsOf("hypergraph.runs"));
        Assert.Equal(["graph=inner status=completed: 2", "graph=inner status=failed: 1"], measured.SumsOf("hypergraph.items"));
        Assert.Equal(
            ["graph=inner node=try status=completed: 2", "graph=inner node=try status=failed: 1", "graph=outer node=each status=completed: 1"],
            measured.SumsOf("hypergraph.nodes"));
        Assert.Equal(["graph=inner run.kind=nested_map: 0", "graph=outer run.kind=run: 0"], measured.SumsOf("hypergraph.runs.active"));
        Assert.Equal(["graph=inner: 0"], measured.SumsOf("hypergraph.items.active"));
        Assert.Equal(["graph=inner node=try: 0", "graph=outer node=each: 0"], measured.SumsOf("hypergraph.nodes.active"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task Durations_Are_seconds_of_the_runners_clock(string runner)
    {
        using var measured = new Measurements();
        var time = new FakeTimeProvider();
        var graph = new Graph(
            "g",
            [
                Node.Create(
                    (int x) =>
                    {
                        time.Advance(TimeSpan.FromSeconds(2));
                        return x;
                    },
                    "y",
                    "a"),
            ]);
        var options = new MapOptions { MaxConcurrency = 1 };

        _ = runner == "sync"
            ? new SyncRunner { TimeProvider = time }.Map(graph, new { x = (int[])[1, 2] }, "x", options)
            : await new AsyncRunner { TimeProvider = time }.MapAsync(graph, new { x = (int[])[1, 2] }, "x", options);

        Assert.Equal(["graph=g node=a status=completed: 4"], measured.SumsOf("hypergraph.node.duration"));
        Assert.Equal(["graph=g status=completed: 4"], measured.SumsOf("hypergraph.item.duration"));
        Assert.Equal(["graph=g run.kind=map status=completed: 4"], measured.SumsOf("hypergraph.run.duration"));
    }

    [Theory]
    [MemberData(nameof(Both.Runners), MemberType = typeof(Both))]
    public async Task A_listener_that_throws_Affects_neither_the_run_nor_other_instruments(string runner)
    {
        using var measured = new Measurements();
        using var listener = new MeterListener { InstrumentPublished = static (instrument, listener) => Listen(instrument, listener) };
        listener.SetMeasurementEventCallback<long>(static (_, _, tags, _) => ThrowFor("throwing", tags));
        listener.SetMeasurementEventCallback<double>(static (_, _, tags, _) => ThrowFor("throwing", tags));
        listener.Start();
        var graph = new Graph("throwing", [Node.Create((int x) => x + 1, "y", "a")]);

        MapResult result = await Both.MapOnAsync(runner, graph, new { x = (int[])[1, 2] }, "x");

        Assert.Equal([2, 3], result.Get<int>("y"));
        Assert.Equal(["graph=throwing node=a status=completed: 2"], measured.SumsOf("hypergraph.nodes"));
        Assert.Equal(["graph=throwing status=completed: 2"], measured.SumsOf("hypergraph.items"));
        Assert.Equal(["graph=throwing run.kind=map status=completed: 1"], measured.SumsOf("hypergraph.runs"));

        static void Listen(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter.Name == HypergraphTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        }

        static void ThrowFor(string graph, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().Any(tag => graph.Equals(tag.Value)))
            {
                throw new InvalidOperationException("the listener");
            }
        }
    }

    [Fact]
    public async Task Events_that_a_queue_drops_Are_counted_by_processor()
    {
        using var measured = new Measurements();
        var processor = new Stuck();
        var graph = new Graph("g", [Node.Create((int x) => x, "y", "a")]);

        await new AsyncRunner(processor) { ShutdownTimeout = TimeSpan.Zero }.RunAsync(graph, new { x = 1 });
        processor.Release.SetResult();

        Assert.Equal([$"processor={typeof(Stuck).FullName}: {processor.DroppedCount}"], measured.SumsOf("hypergraph.events.dropped"));
        Assert.True(processor.DroppedCount > 0);
    }

    [Fact]
    public async Task Events_that_wait_in_queues_Are_measured_by_processor_on_request()
    {
        var graph = new Graph("g", [Node.Create((int x) => x, "y", "a")]);
        var processors = (Waiting[])[new Waiting(), new Waiting()];
        RunHandle<RunResult>[] runs = [.. processors.Select(p => new AsyncRunner(p).Start(graph, new { x = 1 }))];
        await Task.WhenAll(processors.Select(p => p.First.Task));
        await WaitForAllAsync(processors);

        // Each has its first event of four; the others wait.
        Assert.Equal([$"processor={typeof(Waiting).FullName}: 6"], Observe());

        Array.ForEach(processors, p => p.Release.SetResult());
        await Task.WhenAll(runs.Select(r => r.Completion));
        Assert.Equal([$"processor={typeof(Waiting).FullName}: 0"], Observe());

        static string[] Observe()
        {
            using var measured = new Measurements(name => name == "hypergraph.events.queued");
            measured.Observe();
            return [.. measured.SumsOf("hypergraph.events.queued").Where(m => m.Contains(typeof(Waiting).FullName!, StringComparison.Ordinal))];
        }

        static async Task WaitForAllAsync(Waiting[] processors)
        {
            while (processors.Any(p => p.ReceivedCount < 4))
            {
                await Task.Yield();
            }
        }
    }

    [Fact]
    public void A_processor_whose_runs_have_ended_Is_not_kept_by_its_measurement()
    {
        WeakReference processor = Run();

        for (int i = 0; processor.IsAlive && i < 100; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(processor.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Run()
        {
            var processor = new Waiting();
            processor.Release.SetResult();
            new SyncRunner(processor).Run(new Graph("g", [Node.Create((int x) => x, "y", "a")]), new { x = 1 });
            return new WeakReference(processor);
        }
    }

    [Fact]
    public void Every_instrument_Has_a_unit_and_a_description()
    {
        new SyncRunner().Run(new Graph("g", [Node.Create((int x) => x, "y", "a")]), new { x = 1 });
        using var measured = new Measurements();

        Assert.Equal(12, measured.Instruments.Count);
        Assert.All(measured.Instruments, i => Assert.False(string.IsNullOrEmpty(i.Unit) || string.IsNullOrEmpty(i.Description)));
        Assert.All(measured.Instruments.Where(i => i.Name.EndsWith("duration", StringComparison.Ordinal)), i => Assert.Equal("s", i.Unit));
    }

    [Fact]
    public void One_listened_instrument_Gets_its_measurements()
    {
        using var measured = new Measurements(name => name == "hypergraph.nodes");

        new SyncRunner().Run(new Graph([Node.Create((int x) => x, "y", "a")]), new { x = 1 });

        Assert.Equal(["graph=(unnamed) node=a status=completed: 1"], measured.SumsOf("hypergraph.nodes"));
    }

    private sealed class Waiting : AsyncEventProcessor
    {
        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask OnEventAsync(Event e, CancellationToken cancellationToken)
        {
            First.TrySetResult();
            await Release.Task;
        }
    }

    private sealed class Stuck : AsyncEventProcessor
    {
        public TaskCompletionSource Release { get; } = new();

        public override async ValueTask OnEventAsync(Event e, CancellationToken cancellationToken) => await Release.Task;
    }
}
