using System.Collections.Concurrent;
using Hypergraph.Tests.Events;

namespace Hypergraph.Tests.Properties;

/// <summary>Many calls at once that share a runner, a graph and processors.</summary>
public sealed class StressTests
{
    private const int Tasks = 8;
    private const int CallsOfATask = 50;
    private const int Calls = Tasks * CallsOfATask;

    private static readonly int[] Sizes = [3, 0, 2, 4];

    /// <summary>Maps in maps, some of whose items fail, with a loop and a gate.</summary>
    private static Graph Work { get; } = CreateWork(asynchronous: false);

    private static Graph AsyncWork { get; } = CreateWork(asynchronous: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_Many_at_once_Keep_the_contract_of_each_root(bool asynchronous)
    {
        var plain = new ByCallProcessor();
        var inQueue = new ByCallProcessor();
        var failing = new RecordingProcessor(_ => throw new InvalidOperationException("a processor's"));
        var slow = new RecordingAsyncProcessor(async (e, _) =>
        {
            for (int i = 0; i < e.SpanId.GetHashCode() % 4; i++)
            {
                await Task.Yield();
            }
        });
        var bounded = new RecordingAsyncProcessor(async (_, _) => await Task.Yield(), queue: new EventQueueOptions { Capacity = 4 });
        await CallAsync(asynchronous, Timeout.InfiniteTimeSpan, [plain, failing, inQueue.Queued(), slow, bounded]);
        Assert.Equal(Calls, plain.Streams.Count);
        Assert.Equal(0, plain.Overlaps);
        Assert.Equal(0, inQueue.Overlaps);
        foreach ((string call, ConcurrentQueue<Event> stream) in plain.Streams)
        {
            stream.AssertWellFormed();
            Assert.Equal([.. stream], inQueue.Streams[call], ReferenceEqualityComparer.Instance);
        }

        int events = plain.Streams.Values.Sum(s => s.Count);
        Assert.Equal((Calls, Calls, Calls, Calls, Calls), (plain.Shutdowns, inQueue.Shutdowns, failing.Shutdowns, slow.Shutdowns, bounded.Shutdowns));
        Assert.Equal(events, failing.Events.Count);
        Assert.Equal((events, events, 0), (slow.ReceivedCount, slow.ProcessedCount, slow.DroppedCount));
        Assert.Equal((events, events), (bounded.ReceivedCount, bounded.ProcessedCount + bounded.DroppedCount));
        Assert.All(EventContract.SplitByRoot(bounded.Events), EventAssertions.AssertWellFormed);
        string[] trees = [.. plain.Streams.Values.Select(s => EventSummary.Tree([.. s.Select(e => e with { WorkflowId = null })])).Distinct()];
        Assert.Single(trees);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_Many_at_once_with_hanging_processors_All_end(bool asynchronous)
    {
        var never = new TaskCompletionSource();
        using var release = new ManualResetEventSlim();
        int blocked = 0;
        var plain = new ByCallProcessor();
        var hanging = new RecordingAsyncProcessor(async (_, _) => await never.Task);
        var hangingInShutdown = new RecordingAsyncProcessor(onShutdown: async _ => await never.Task);
        var blocking = new RecordingProcessor(_ =>
        {
            if (Interlocked.Increment(ref blocked) <= 2)
            {
                release.Wait();
            }
        });
        var failing = new RecordingAsyncProcessor((_, _) => throw new InvalidOperationException("a processor's"));
        await CallAsync(asynchronous, TimeSpan.FromMilliseconds(1), [hanging, plain, hangingInShutdown, blocking.Queued(), failing]);
        release.Set();
        Assert.Equal((Calls, Calls, 0), (plain.Streams.Count, plain.Shutdowns, plain.Overlaps));
        Assert.All(plain.Streams.Values, s => s.AssertWellFormed());
        int events = plain.Streams.Values.Sum(s => s.Count);
        Assert.Equal((events, 0), (hanging.ReceivedCount, hanging.ProcessedCount));
        Assert.InRange(hanging.DroppedCount, events - Calls, events);
        Assert.True(hanging.Events.Count <= Calls);
    }

    private static async Task CallAsync(bool asynchronous, TimeSpan timeout, EventProcessor[] processors)
    {
        var sync = new SyncRunner(processors) { ShutdownTimeout = timeout };
        var runner = new AsyncRunner(processors) { ShutdownTimeout = timeout };
        using var go = new ManualResetEventSlim();
        Task[] tasks = [.. Enumerable.Range(0, Tasks).Select(t => Task.Factory.StartNew(
            async () =>
            {
                go.Wait();
                for (int c = 0; c < CallsOfATask; c++)
                {
                    var options = new RunOptions { WorkflowId = $"{t}-{c}", MaxConcurrency = asynchronous && c % 2 == 0 ? 2 : null };
                    RunResult result = asynchronous
                        ? await runner.RunAsync(AsyncWork, [("sizes", Sizes)], options)
                        : sync.Run(Work, [("sizes", Sizes)], options);
                    Assert.Equal("[[0,null,2],[],[0,null],[0,null,2,null]] 4", $"{EventSummary.Show(result["halves"])} {result["count"]}");
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap())];
        go.Set();
        await Task.WhenAll(tasks);
    }

    private static Graph CreateWork(bool asynchronous)
    {
        static int Check(int x) => x % 2 == 0 ? x : throw new InvalidOperationException($"{x} is odd");
        Node check = asynchronous
            ? Node.Create(async (int x) =>
            {
                await Task.Yield();
                return Check(x);
            }, "half", "check")
            : Node.Create((int x) => Check(x), "half", "check");
        var leaf = new Graph("leaf", [check]);
        var loop = new Graph("loop",
        [
            Node.Create((int n) => Math.Min(n + 1, 3), "n", "step"),
            Node.Route((int n) => n < 3 ? "step" : Node.End, ["step", Node.End], new RouteOptions { Name = "again" }),
        ], new GraphOptions { Entrypoints = ["step"] });
        var middle = new Graph("middle",
        [
            Node.Create((int size) => Enumerable.Range(0, size).ToArray(), "x", "spread"),
            leaf.AsNode().MapOver(["x"], MapMode.Zip, ErrorHandling.Continue),
            loop.AsNode().RenameInput("n", "size").RenameOutput("n", "rounds"),
        ]);
        return new Graph("work",
        [
            middle.AsNode().RenameInput("size", "sizes").MapOver("sizes").RenameOutput("half", "halves"),
            Node.Create((int?[][] halves) => halves.Length, "count", "count"),
        ]);
    }

    /// <summary>Keeps each call's events apart, and notices two calls at once from one root run.</summary>
    private sealed class ByCallProcessor : EventProcessor
    {
        private readonly ConcurrentDictionary<string, int> _inside = new(StringComparer.Ordinal);
        private int _overlaps;
        private int _shutdowns;

        public ConcurrentDictionary<string, ConcurrentQueue<Event>> Streams { get; } = new(StringComparer.Ordinal);

        public int Overlaps => _overlaps;

        public int Shutdowns => _shutdowns;

        public override void OnEvent(Event e)
        {
            string call = e.WorkflowId!;
            if (_inside.AddOrUpdate(call, 1, (_, n) => n + 1) != 1)
            {
                Interlocked.Increment(ref _overlaps);
            }

            Streams.GetOrAdd(call, _ => new ConcurrentQueue<Event>()).Enqueue(e);
            Thread.Yield();
            _inside.AddOrUpdate(call, 0, (_, n) => n - 1);
        }

        public override void Shutdown() => Interlocked.Increment(ref _shutdowns);
    }
}
