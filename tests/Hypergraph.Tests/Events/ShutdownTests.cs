namespace Hypergraph.Tests.Events;

/// <summary>Shutdown: once per top-level call, after the last event, however the call ends.</summary>
public sealed class ShutdownTests
{
    public static TheoryData<string> Outcomes => ["completed", "failed", "continued", "cancelled", "paused", "map", "map failed", "map empty", "nested", "iterations"];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Shutdown_AsyncRunner_Once_after_the_last_event(string outcome)
    {
        RecordingProcessor plain = new(), queued = new();
        var asynchronous = new RecordingAsyncProcessor();
        using var cancelled = new CancellationTokenSource();
        await CallAsync(new AsyncRunner(plain, queued.Queued(), asynchronous) { ShutdownTimeout = Timeout.InfiniteTimeSpan }, outcome, cancelled);
        Check(outcome, plain, queued, asynchronous);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Shutdown_SyncRunner_Once_after_the_last_event(string outcome)
    {
        if (outcome == "paused")
        {
            return;
        }

        RecordingProcessor plain = new(), queued = new();
        var asynchronous = new RecordingAsyncProcessor();
        using var cancelled = new CancellationTokenSource();
        Call(new SyncRunner(plain, queued.Queued(), asynchronous) { ShutdownTimeout = Timeout.InfiniteTimeSpan }, outcome, cancelled);
        Check(outcome, plain, queued, asynchronous);
    }

    [Fact]
    public void Shutdown_Call_refused_Does_not_come_without_a_call()
    {
        // A call that is refused before it runs is silent.
        var seen = new RecordingProcessor();
        Assert.Throws<MissingInputException>(() => new SyncRunner(seen).Run(Samples.Chain));
        Assert.Empty(seen.Events);
    }

    [Fact]
    public void Shutdown_Of_several_calls_Is_once_for_each()
    {
        var seen = new RecordingProcessor();
        var runner = new SyncRunner(seen);
        for (int i = 1; i <= 3; i++)
        {
            runner.Run(Samples.Chain, ("x", i));
            Assert.Equal(i, seen.Shutdowns);
        }

        Assert.Equal(18, seen.Events.Count);
    }

    [Fact]
    public async Task Shutdown_Of_a_queued_processor_Follows_its_last_event()
    {
        var order = new List<string>();
        var slow = new RecordingAsyncProcessor(
            async (e, _) =>
            {
                await Task.Yield();
                order.Add(EventSummary.Short(e));
            },
            _ =>
            {
                order.Add("shutdown");
                return ValueTask.CompletedTask;
            });
        await new AsyncRunner(slow) { ShutdownTimeout = Timeout.InfiniteTimeSpan }.RunAsync(Samples.Chain, ("x", 1));
        Assert.Equal([.. Samples.ChainEvents, "shutdown"], order);
    }

    private static void Check(string outcome, RecordingProcessor plain, RecordingProcessor queued, RecordingAsyncProcessor asynchronous)
    {
        Assert.Equal((1, 1, 1), (plain.Shutdowns, queued.Shutdowns, asynchronous.Shutdowns));
        Assert.Equal((0, 0), (plain.AfterShutdown, queued.AfterShutdown));
        plain.Events.AssertWellFormed();
        Assert.Equal(outcome == "map empty", plain.Events.Count == 0);
        Assert.Equal(plain.Events, queued.Events, ReferenceEqualityComparer.Instance);
        Assert.Equal(plain.Events, asynchronous.Events, ReferenceEqualityComparer.Instance);
    }

    private static Graph Cancelling(CancellationTokenSource source) => new("cancelling",
    [
        Node.Create((int x) =>
        {
            source.Cancel();
            return x;
        }, "y", "first"),
        Node.Create((int y) => y, "z", "second"),
    ]);

    private static Graph Endless { get; } = new("endless",
    [
        Node.Create((int x) => x + 1, "x", "step"),
        Node.Route((int x) => x < 0 ? Node.End : "step", ["step", Node.End], new RouteOptions { Name = "again" }),
    ], new GraphOptions { Entrypoints = ["step"] });

    private static async Task CallAsync(AsyncRunner runner, string outcome, CancellationTokenSource cancelled)
    {
        switch (outcome)
        {
            case "completed":
                await runner.RunAsync(Samples.Chain, ("x", 1));
                break;
            case "failed":
                await Assert.ThrowsAsync<InvalidOperationException>(() => runner.RunAsync(Samples.Picky, ("x", 1)));
                break;
            case "continued":
                Assert.Equal(RunStatus.Failed, (await runner.RunAsync(Samples.Picky, [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue })).Status);
                break;
            case "cancelled":
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(Cancelling(cancelled), [("x", 1)], new RunOptions(), cancelled.Token));
                break;
            case "paused":
                Assert.Equal(RunStatus.Paused, (await runner.RunAsync(Samples.Ask, ("draft", "d"))).Status);
                break;
            case "map":
                await runner.MapAsync(Samples.Chain, [("x", new[] { 1, 2, 3 })], "x");
                break;
            case "map failed":
                await Assert.ThrowsAsync<InvalidOperationException>(() => runner.MapAsync(Samples.Picky, [("x", new[] { 2, 3, 5 })], "x"));
                break;
            case "map empty":
                Assert.Equal(RunStatus.Completed, (await runner.MapAsync(Samples.Chain, [("x", Array.Empty<int>())], "x")).Status);
                break;
            case "nested":
                await runner.RunAsync(new Graph("outer", [Samples.Chain.AsNode().MapOver("x")]), ("x", new[] { 1, 2 }));
                break;
            default:
                await Assert.ThrowsAsync<IterationLimitException>(() => runner.RunAsync(Endless, [("x", 1)], new RunOptions { MaxIterations = 5 }));
                break;
        }
    }

    private static void Call(SyncRunner runner, string outcome, CancellationTokenSource cancelled)
    {
        switch (outcome)
        {
            case "completed":
                runner.Run(Samples.Chain, ("x", 1));
                break;
            case "failed":
                Assert.Throws<InvalidOperationException>(() => runner.Run(Samples.Picky, ("x", 1)));
                break;
            case "continued":
                Assert.Equal(RunStatus.Failed, runner.Run(Samples.Picky, [("x", 1)], new RunOptions { ErrorHandling = ErrorHandling.Continue }).Status);
                break;
            case "cancelled":
                Assert.ThrowsAny<OperationCanceledException>(() => runner.Run(Cancelling(cancelled), [("x", 1)], new RunOptions(), cancelled.Token));
                break;
            case "map":
                runner.Map(Samples.Chain, [("x", new[] { 1, 2, 3 })], "x");
                break;
            case "map failed":
                Assert.Throws<InvalidOperationException>(() => runner.Map(Samples.Picky, [("x", new[] { 2, 3, 5 })], "x"));
                break;
            case "map empty":
                Assert.Equal(RunStatus.Completed, runner.Map(Samples.Chain, [("x", Array.Empty<int>())], "x").Status);
                break;
            case "nested":
                runner.Run(new Graph("outer", [Samples.Chain.AsNode().MapOver("x")]), ("x", new[] { 1, 2 }));
                break;
            default:
                Assert.Throws<IterationLimitException>(() => runner.Run(Endless, [("x", 1)], new RunOptions { MaxIterations = 5 }));
                break;
        }
    }
}
