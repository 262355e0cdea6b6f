using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Tests.Events;

/// <summary>Processors with a queue of their own: the run never waits for them, and the end waits only so long.</summary>
public sealed class QueueTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(120);

    private static Graph Loop { get; } = new("loop",
    [
        Node.Create((int n) => n + 1, "n", "step"),
        Node.Route((int n, int limit) => n < limit ? "step" : Node.End, ["step", Node.End], new RouteOptions { Name = "again" }),
    ], new GraphOptions { Entrypoints = ["step"] });

    [Fact]
    public async Task Async_processor_Stuck_The_run_continues_and_the_end_waits_for_the_timeout_only()
    {
        var time = new FakeClock();
        var logger = new RecordingLogger();
        var reached = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        var stuck = new RecordingAsyncProcessor(async (_, token) =>
        {
            token.Register(() => cancelled.SetResult());
            reached.SetResult();
            await never.Task;
        });
        int nodesRun = 0;
        var graph = new Graph("g", [Node.Create(async (int x) => { await reached.Task; return nodesRun++; }, "y", "a"), Node.Create((int y) => nodesRun++, "z", "b")]);
        Task<RunResult> call = new AsyncRunner(stuck) { Logger = logger, TimeProvider = time, ShutdownTimeout = TimeSpan.FromSeconds(7) }.RunAsync(graph, ("x", 1));
        Assert.Equal(TimeSpan.FromSeconds(7), await time.NextTimerAsync().AsTask().WaitAsync(HangGuard));
        Assert.Equal(2, nodesRun);
        time.Advance(TimeSpan.FromSeconds(6.999));
        Assert.False(call.IsCompleted);
        Assert.False(cancelled.Task.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        RunResult result = await call.WaitAsync(HangGuard);
        Assert.Equal(RunStatus.Completed, result.Status);
        await cancelled.Task.WaitAsync(HangGuard);
        Assert.Equal((LogLevel.Warning, $"Event processor {typeof(RecordingAsyncProcessor)} did not finish within the shutdown timeout; 5 events remained", null), Assert.Single(logger.Entries));
        Assert.Equal((6L, 0L, 5L), (stuck.ReceivedCount, stuck.ProcessedCount, stuck.DroppedCount));
        Assert.Single(stuck.Events);
    }

    [Fact]
    public async Task Async_processor_Freed_after_the_timeout_Gets_no_further_event_but_its_shutdown()
    {
        var release = new TaskCompletionSource();
        var shutDown = new TaskCompletionSource();
        var late = new RecordingAsyncProcessor(
            async (_, _) => await release.Task,
            async token =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.InfiniteTimeSpan, token));
                shutDown.SetResult();
            });
        await new AsyncRunner(late) { ShutdownTimeout = TimeSpan.Zero }.RunAsync(Samples.Chain, ("x", 1)).WaitAsync(HangGuard);
        release.SetResult();
        await shutDown.Task.WaitAsync(HangGuard);
        Assert.True(late.Events.Count <= 1);
        Assert.Equal(1, late.Shutdowns);
        Assert.Equal(6, late.ReceivedCount);
        Assert.Equal(late.ReceivedCount, late.ProcessedCount + late.DroppedCount);
    }

    [Fact]
    public async Task Async_processor_Obeys_the_token_Is_freed_by_it()
    {
        var shutDown = new TaskCompletionSource();
        var obedient = new RecordingAsyncProcessor(
            async (_, token) => await Task.Delay(Timeout.InfiniteTimeSpan, token),
            _ =>
            {
                shutDown.SetResult();
                return ValueTask.CompletedTask;
            });
        RunResult result = await new AsyncRunner(obedient) { ShutdownTimeout = TimeSpan.FromMilliseconds(1) }.RunAsync(Samples.Chain, ("x", 1)).WaitAsync(HangGuard);
        Assert.Equal(4, result.Get<int>("z"));
        await shutDown.Task.WaitAsync(HangGuard);
        Assert.True(obedient.Events.Count <= 1);
    }

    [Fact]
    public void Queued_Stuck_Does_not_hold_up_a_sync_run()
    {
        using var release = new ManualResetEventSlim();
        var logger = new RecordingLogger();
        var stuck = new RecordingProcessor(_ => release.Wait());
        var healthy = new RecordingProcessor();
        QueuedEventProcessor queued = stuck.Queued();
        RunResult result = new SyncRunner(queued, healthy) { Logger = logger, ShutdownTimeout = TimeSpan.FromMilliseconds(1) }.Run(Samples.Chain, ("x", 1));
        Assert.Equal(4, result.Get<int>("z"));
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(healthy.Events));
        (LogLevel level, string message, Exception? error) = Assert.Single(logger.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Null(error);
        Assert.StartsWith($"Event processor {typeof(QueuedEventProcessor)} did not finish within the shutdown timeout; ", message, StringComparison.Ordinal);
        Assert.EndsWith($"; {queued.DroppedCount} events remained", message, StringComparison.Ordinal);
        release.Set();
        Assert.True(SpinWait.SpinUntil(() => stuck.Shutdowns == 1, HangGuard));
    }

    [Fact]
    public async Task Stuck_Several_Share_one_budget_of_time()
    {
        var time = new FakeClock();
        var logger = new RecordingLogger();
        var never = new TaskCompletionSource();
        EventProcessor[] stuck = [.. Enumerable.Range(0, 5).Select(_ => new RecordingAsyncProcessor(async (_, _) => await never.Task))];
        var healthy = new RecordingAsyncProcessor();
        Task<RunResult> call = new AsyncRunner([.. stuck, healthy]) { Logger = logger, TimeProvider = time, ShutdownTimeout = TimeSpan.FromSeconds(3) }.RunAsync(Samples.Chain, ("x", 1));
        await time.NextTimerAsync().AsTask().WaitAsync(HangGuard);
        Assert.True(SpinWait.SpinUntil(() => healthy.Shutdowns == 1, HangGuard));
        time.Advance(TimeSpan.FromSeconds(3));
        await call.WaitAsync(HangGuard);
        Assert.Equal(1, time.TimerCount);
        Assert.Equal(5, logger.Entries.Count);
        Assert.Equal(Samples.ChainEvents, EventSummary.Short(healthy.Events));
    }

    [Fact]
    public async Task Stuck_In_shutdown_Is_logged_with_nothing_left()
    {
        var logger = new RecordingLogger();
        var never = new TaskCompletionSource();
        var inShutdown = new TaskCompletionSource();
        var time = new FakeClock();
        var stuck = new RecordingAsyncProcessor(onShutdown: async _ =>
        {
            inShutdown.SetResult();
            await never.Task;
        });
        Task<RunResult> call = new AsyncRunner(stuck) { Logger = logger, TimeProvider = time }.RunAsync(Samples.Chain, ("x", 1));
        await inShutdown.Task.WaitAsync(HangGuard);
        Assert.Equal(TimeSpan.FromSeconds(5), await time.NextTimerAsync().AsTask().WaitAsync(HangGuard));
        time.Advance(TimeSpan.FromSeconds(5));
        await call.WaitAsync(HangGuard);
        Assert.Equal($"Event processor {typeof(RecordingAsyncProcessor)} did not finish within the shutdown timeout; 0 events remained", Assert.Single(logger.Entries).Message);
        Assert.Equal((6L, 6L, 0L), (stuck.ReceivedCount, stuck.ProcessedCount, stuck.DroppedCount));
    }

    [Fact]
    public async Task Stuck_In_shutdown_After_a_failure_The_nodes_exception_reaches_the_caller()
    {
        var never = new TaskCompletionSource();
        var stuck = new RecordingAsyncProcessor(onShutdown: async _ => await never.Task);
        var runner = new AsyncRunner(stuck) { ShutdownTimeout = TimeSpan.FromMilliseconds(1) };
        Assert.Equal("3 is odd", (await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(Samples.Picky, ("x", 3)).WaitAsync(HangGuard))).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public async Task Bounded_queue_Full_Drops_decisions_only_and_counts_them(int capacity)
    {
        var logger = new RecordingLogger();
        var release = new TaskCompletionSource();
        var slow = new RecordingAsyncProcessor(async (_, _) => await release.Task, queue: new EventQueueOptions { Capacity = capacity });
        var all = new RecordingProcessor { WhenShutDown = release.SetResult };
        var runner = new AsyncRunner(slow, all) { Logger = logger, ShutdownTimeout = Timeout.InfiniteTimeSpan };
        await runner.RunAsync(Loop, ("n", 0), ("limit", 20)).WaitAsync(HangGuard);
        all.Events.AssertWellFormed();
        slow.Events.AssertWellFormed();
        Assert.Equal(all.Events.Where(e => e is not RouteDecisionEvent), slow.Events.Where(e => e is not RouteDecisionEvent), ReferenceEqualityComparer.Instance);
        int dropped = all.Events.Count - slow.Events.Count;
        Assert.InRange(dropped, 1, 20);
        Assert.Equal((all.Events.Count, slow.Events.Count, dropped), (slow.ReceivedCount, slow.ProcessedCount, slow.DroppedCount));
        Assert.Equal((LogLevel.Warning, $"The full queue of event processor {typeof(RecordingAsyncProcessor)} dropped {dropped} events", null), Assert.Single(logger.Entries));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    [InlineData(50)]
    public async Task Queue_with_a_hard_limit_Stuck_processor_Drops_and_counts_everything_beyond(int? capacity)
    {
        var logger = new RecordingLogger();
        var release = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var stuck = new RecordingAsyncProcessor(
            async (_, _) =>
            {
                begun.TrySetResult();
                await release.Task;
            },
            queue: new EventQueueOptions { Capacity = capacity, HardLimit = 10 });
        var all = new RecordingProcessor(e =>
        {
            // The queue has the start of the run by now.
            if (e is NodeStartEvent)
            {
                begun.Task.Wait(HangGuard);
            }
        })
        { WhenShutDown = release.SetResult };
        var runner = new AsyncRunner(stuck, all) { Logger = logger, ShutdownTimeout = Timeout.InfiniteTimeSpan };
        await runner.RunAsync(Loop, ("n", 0), ("limit", 20)).WaitAsync(HangGuard);

        // The first event is being processed, and ten wait.
        Assert.Equal(11, stuck.Events.Count);
        Assert.Equal((all.Events.Count, 11, all.Events.Count - 11), (stuck.ReceivedCount, stuck.ProcessedCount, stuck.DroppedCount));
        Assert.Equal($"The full queue of event processor {typeof(RecordingAsyncProcessor)} dropped {stuck.DroppedCount} events", Assert.Single(logger.Entries).Message);
    }

    [Fact]
    public void Queue_options_That_are_not_positive_Are_refused()
    {
        Assert.StartsWith("The Capacity of an event queue is at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new EventQueueOptions { Capacity = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("The HardLimit of an event queue is at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => new EventQueueOptions { HardLimit = 0 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_run_With_32_queues_Allocates_little_for_each()
    {
        var runner = new SyncRunner([.. Enumerable.Range(0, 32).Select(_ => new IgnoringProcessor().Queued())]);
        for (int i = 0; i < 20; i++)
        {
            runner.Run(Samples.Chain, ("x", 1));
        }

        const int Runs = 50;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
        {
            runner.Run(Samples.Chain, ("x", 1));
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Runs, 0, 120_000);
    }

    [Fact]
    public async Task Queue_That_grows_over_many_segments_Keeps_the_order()
    {
        var release = new TaskCompletionSource();
        var slow = new RecordingAsyncProcessor(async (_, _) => await release.Task);
        var all = new RecordingProcessor { WhenShutDown = release.SetResult };
        await new AsyncRunner(slow, all) { ShutdownTimeout = Timeout.InfiniteTimeSpan }
            .MapAsync(Samples.Chain, new { x = Enumerable.Range(0, 2_000).ToArray() }, "x").WaitAsync(HangGuard);
        Assert.InRange(all.Events.Count, 10_000, 20_000);
        Assert.Equal(all.Events, slow.Events, ReferenceEqualityComparer.Instance);
    }

    [Fact]
    public async Task Unbounded_queue_Slow_processor_Loses_nothing()
    {
        var release = new TaskCompletionSource();
        var slow = new RecordingAsyncProcessor(async (_, _) => await release.Task);
        var all = new RecordingProcessor { WhenShutDown = release.SetResult };
        await new AsyncRunner(slow, all) { ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(Loop, ("n", 0), ("limit", 200)).WaitAsync(HangGuard);
        Assert.Equal(all.Events, slow.Events, ReferenceEqualityComparer.Instance);
        Assert.Equal(0, slow.DroppedCount);
    }

    [Fact]
    public async Task Counts_Of_a_processor_that_serves_several_runs_Add_up()
    {
        var seen = new RecordingAsyncProcessor();
        var runner = new AsyncRunner(seen) { ShutdownTimeout = Timeout.InfiniteTimeSpan };
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => runner.RunAsync(Samples.Chain, ("x", i))));
        Assert.Equal((60L, 60L, 0L, 10), (seen.ReceivedCount, seen.ProcessedCount, seen.DroppedCount, seen.Shutdowns));
    }

    [Fact]
    public void Queued_Gives_its_inner_processor_and_its_wishes()
    {
        var inner = new RecordingProcessor { Wants = false };
        QueuedEventProcessor queued = inner.Queued();
        Assert.Same(inner, queued.Inner);
        Assert.False(queued.WantsValues);
        Assert.True(new RecordingProcessor().Queued().WantsValues);
    }

    [Fact]
    public void ShutdownTimeout_Negative_Is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyncRunner { ShutdownTimeout = TimeSpan.FromSeconds(-2) });

    private sealed class IgnoringProcessor : EventProcessor
    {
        public override bool WantsValues => false;

        public override void OnEvent(Event e)
        {
        }
    }
}
