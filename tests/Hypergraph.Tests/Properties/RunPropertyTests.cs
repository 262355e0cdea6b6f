using CsCheck;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Properties;

/// <summary>What must hold of every run of every graph.</summary>
public sealed class RunPropertyTests
{
    private const int Samples = 3_000;

    private static readonly RunOptions Continuing = new() { ErrorHandling = ErrorHandling.Continue };

    private static readonly int?[] Concurrencies = [null, 1, 2, 8];

    /// <summary>Pairs, parents, times and indexes, with whatever outcome, from both runners.</summary>
    [Fact]
    public async Task Stream_Of_any_run_Keeps_the_contract() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            var seen = new RecordingProcessor();
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            RunOptions options = Continuing with { EventProcessors = [seen], WorkflowId = "w", MaxConcurrency = Concurrencies[sample.Number % 4] };
            RunResult result = await new AsyncRunner().RunAsync(graph, sample.Values, options);
            CheckStream(seen, result);

            seen = new RecordingProcessor();
            result = new SyncRunner(seen).Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values, Continuing);
            CheckStream(seen, result);
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>The same when the failure is thrown to the caller.</summary>
    [Fact]
    public async Task Stream_Of_a_raising_run_Keeps_the_contract() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            var seen = new RecordingProcessor();
            var runner = new AsyncRunner(seen);
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            Exception? thrown = await Record.ExceptionAsync(() => runner.RunAsync(graph, sample.Values, new RunOptions()));
            seen.Events.AssertWellFormed();
            Assert.Same(thrown, ((RunEndEvent)seen.Events[^1]).Error);
            Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>A run that is cancelled while some function runs closes every span.</summary>
    [Fact]
    public async Task Stream_Of_a_cancelled_run_Keeps_the_contract() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            foreach (bool asynchronous in new[] { true, false })
            {
                using var source = new CancellationTokenSource();
                int calls = 0;
                Graph graph = new GraphBuilder(asynchronous, () =>
                {
                    if (Interlocked.Increment(ref calls) == sample.Number)
                    {
                        source.Cancel();
                    }
                }).Build(sample.Graph);
                if (sample.Number == 0)
                {
                    await source.CancelAsync();
                }

                var seen = new RecordingProcessor();
                RunOptions options = Continuing with { MaxConcurrency = Concurrencies[sample.Number % 4] };
                Exception? thrown = asynchronous
                    ? await Record.ExceptionAsync(() => new AsyncRunner(seen).RunAsync(graph, sample.Values, options, source.Token))
                    : Record.Exception(() => new SyncRunner(seen).Run(graph, sample.Values, options, source.Token));
                seen.Events.AssertWellFormed();
                Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
                RunStatus status = ((RunEndEvent)seen.Events[^1]).Status;
                Assert.Equal(thrown is OperationCanceledException, status == RunStatus.Stopped);
                if (!source.IsCancellationRequested)
                {
                    Assert.Null(thrown);
                }
            }
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>The same when a processor cancels the run from inside its own call.</summary>
    [Fact]
    public async Task Stream_Of_a_run_cancelled_by_a_processor_Keeps_the_contract() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            using var source = new CancellationTokenSource();
            int events = 0;
            var seen = new RecordingProcessor();
            var cancelling = new RecordingProcessor(_ =>
            {
                if (events++ == sample.Number)
                {
                    source.Cancel();
                }
            });
            var last = new RecordingProcessor();
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            RunOptions options = Continuing with { MaxConcurrency = Concurrencies[sample.Number % 4] };
            await Record.ExceptionAsync(() => new AsyncRunner(seen, cancelling, last).RunAsync(graph, sample.Values, options, source.Token));
            seen.Events.AssertWellFormed();
            Assert.Equal(seen.Events, last.Events, ReferenceEqualityComparer.Instance);
            Assert.All([seen, cancelling, last], p => Assert.Equal((1, 0, 0), (p.Shutdowns, p.AfterShutdown, p.Overlaps)));
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>A top-level map keeps the contract too, and has as many results as items.</summary>
    [Fact]
    public async Task Stream_Of_a_map_Keeps_the_contract() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            string over = sample.Graph.Inputs.FirstOrDefault() ?? string.Empty;
            if (over.Length == 0 || over[0] != 'x')
            {
                return;
            }

            object?[] items = [.. Enumerable.Range(0, sample.Number % 7).Select(i => (object?)(long)i)];
            var values = new Dictionary<string, object?>(sample.Values) { [over] = items };
            var seen = new RecordingProcessor();
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            MapOptions options = new() { ErrorHandling = ErrorHandling.Continue, MaxConcurrency = Concurrencies[sample.Number % 4] };
            MapResult result = await new AsyncRunner(seen).MapAsync(graph, values, over, options);
            seen.Events.AssertWellFormed();
            Assert.Equal(items.Length, result.Count);
            Assert.Equal(items.Length, result.CompletedCount + result.FailedCount);
            Assert.Equal(items.Length == 0, seen.Events.Count == 0);
            Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));

            MapResult sync = new SyncRunner().Map(new GraphBuilder(asynchronous: false).Build(sample.Graph), values, over, options);
            Assert.Equal(sync.Status, result.Status);
            Assert.Equal(sync.Select(r => r.Status), result.Select(r => r.Status));
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>Every processor sees the same events in the same order, and what others throw changes nothing.</summary>
    [Fact]
    public async Task Processors_Of_any_run_See_the_same_order_whatever_others_do() => await GraphSample.Any.SampleAsync(
        async sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            RecordingProcessor first = new(), last = new(), inQueue = new();
            int events = 0;
            var failing = new RecordingProcessor(_ =>
            {
                if (Mixed(sample.Number, Interlocked.Increment(ref events)) % 3 == 0)
                {
                    throw new InvalidOperationException("a processor's");
                }
            })
            { WhenShutDown = () => throw new InvalidOperationException("a processor's") };
            var failingInQueue = new RecordingAsyncProcessor((_, _) => throw new InvalidOperationException("a processor's"));
            var runner = new AsyncRunner(first, failing, failingInQueue, inQueue.Queued(), last) { ShutdownTimeout = Timeout.InfiniteTimeSpan };
            RunResult result = await runner.RunAsync(graph, sample.Values, Continuing);
            first.Events.AssertWellFormed();
            List<Event> expected = first.Events;
            foreach (List<Event> other in new[] { last.Events, failing.Events, inQueue.Events, failingInQueue.Events })
            {
                Assert.Equal(expected, other, ReferenceEqualityComparer.Instance);
            }

            Assert.All([first, last, failing, inQueue], p => Assert.Equal((1, 0, 0), (p.Shutdowns, p.AfterShutdown, p.Overlaps)));
            Assert.Equal(1, failingInQueue.Shutdowns);

            RunResult alone = await new AsyncRunner().RunAsync(graph, sample.Values, Continuing);
            Assert.Equal(alone.Status, result.Status);
            if (alone.IsCompleted && sample.Graph.CountFailing() == 0)
            {
                Assert.Equal(EventSummary.Show(alone.Values), EventSummary.Show(result.Values));
            }
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>A failing processor changes neither the result nor what others see: exactly, where the order is fixed.</summary>
    [Fact]
    public void Sync_run_With_a_failing_processor_Is_the_same_run() => GraphSample.Any.Sample(
        sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: false).Build(sample.Graph);
            RecordingProcessor before = new(), after = new();
            RunResult alone = new SyncRunner(before).Run(graph, sample.Values, Continuing);
            int events = 0;
            var failing = new RecordingProcessor(_ =>
            {
                if (Mixed(sample.Number, ++events) % 2 == 0)
                {
                    throw new InvalidOperationException("a processor's");
                }
            });
            RunResult result = new SyncRunner(failing, after).Run(graph, sample.Values, Continuing);
            Assert.Equal(EventSummary.Renumbered(before.Events), EventSummary.Renumbered(after.Events));
            Assert.Equal(EventSummary.Renumbered(before.Events), EventSummary.Renumbered(failing.Events));
            AssertSame(alone, result, withValues: true);
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>Both runners, with any concurrency and with or without processors, return the same results.</summary>
    [Fact]
    public async Task Results_Of_both_runners_Are_the_same() => await GraphSample.Any
        .SampleAsync(CheckBothRunnersAsync, iter: Samples, print: s => s.ToString());

    /// <summary>The stream of a synchronous run is the same every time.</summary>
    [Fact]
    public void Stream_Of_a_sync_run_repeated_Is_the_same() => GraphSample.Any.Sample(
        sample =>
        {
            Graph graph = new GraphBuilder(asynchronous: false).Build(sample.Graph);
            RecordingProcessor one = new(), two = new();
            new SyncRunner(one).Run(graph, sample.Values, Continuing);
            new SyncRunner(two).Run(graph, sample.Values, Continuing);
            Assert.Equal(EventSummary.Renumbered(one.Events), EventSummary.Renumbered(two.Events));
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>Without failures the events of both runners form the same tree of runs and nodes, siblings in any order.</summary>
    [Fact]
    public async Task Trees_Of_both_runners_Are_the_same() => await GraphSample.Unfailing.SampleAsync(
        async sample =>
        {
            var sync = new RecordingProcessor();
            new SyncRunner(sync).Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values);
            Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
            foreach (int? concurrency in Concurrencies)
            {
                var seen = new RecordingProcessor();
                await new AsyncRunner(seen).RunAsync(graph, sample.Values, new RunOptions { MaxConcurrency = concurrency });
                Assert.Equal(EventSummary.Tree(sync.Events), EventSummary.Tree(seen.Events));
            }
        },
        iter: Samples,
        print: s => s.ToString());

    /// <summary>A slow interpreter of the rules has the same values and errors, and calls each node as often.</summary>
    [Fact]
    public void Results_Of_the_reference_Are_the_same() => GraphSample.Any
        .Sample(CheckReference, iter: 2 * Samples, print: s => s.ToString());

    private static void CheckReference(GraphSample sample)
    {
        var starts = new Dictionary<string, int>();
        var seen = new RecordingProcessor();
        (Dictionary<string, object?> values, Exception? error) = Reference.Run(sample.Graph, sample.Values, starts);
        RunResult result = new SyncRunner(seen).Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values, Continuing);
        Assert.Equal(error?.Message, result.Error?.Message);
        Assert.Equal(EventSummary.Show(values), EventSummary.Show(result.Values));
        if (sample.Graph.CountFailing() == 0)
        {
            // Where something fails, the order of the rest is free.
            Assert.Equal(
                starts.Select(s => $"{s.Key} {s.Value}").Order(StringComparer.Ordinal),
                seen.Events.OfType<NodeStartEvent>().Select(e => $"{e.GraphName}/{e.NodeName}").Where(starts.ContainsKey).CountBy(name => name).Select(s => $"{s.Key} {s.Value}").Order(StringComparer.Ordinal));
        }
    }

    private static async Task CheckBothRunnersAsync(GraphSample sample)
    {
        RunResult sync = new SyncRunner().Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values, Continuing);
        RunResult traced = new SyncRunner(new RecordingProcessor()).Run(new GraphBuilder(asynchronous: false).Build(sample.Graph), sample.Values, Continuing);
        AssertSame(sync, traced, withValues: true);

        Graph graph = new GraphBuilder(asynchronous: true).Build(sample.Graph);
        foreach (int? concurrency in Concurrencies)
        {
            RunResult result = await new AsyncRunner().RunAsync(graph, sample.Values, Continuing with { MaxConcurrency = concurrency });

            // With several failures the runners may meet another first; with one, all of them must report it.
            if (sample.Graph.CountFailing() <= 1)
            {
                AssertSame(sync, result, withValues: sync.IsCompleted);
            }
            else if (sync.IsCompleted)
            {
                AssertSame(sync, result, withValues: true);
            }
            else
            {
                Assert.Equal(sync.Status, result.Status);
            }
        }
    }

    private static void CheckStream(RecordingProcessor seen, RunResult result)
    {
        List<Event> events = seen.Events;
        events.AssertWellFormed();
        Assert.Equal((1, 0, 0), (seen.Shutdowns, seen.AfterShutdown, seen.Overlaps));
        var end = (RunEndEvent)events[^1];
        Assert.Equal((result.Status, result.RunId, result.Duration), (end.Status, end.RunId, (TimeSpan?)end.Duration));
        Assert.Same(result.Error, end.Error);
    }

    private static void AssertSame(RunResult expected, RunResult actual, bool withValues)
    {
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.Error?.Message, actual.Error?.Message);
        if (withValues)
        {
            Assert.Equal(EventSummary.Show(expected.Values), EventSummary.Show(actual.Values));
        }
    }

    private static int Mixed(int seed, int index) => (int)(((uint)seed * 2654435761u) ^ ((uint)index * 40503u)) & 0x7fffffff;
}
