namespace Hypergraph.Testing.Tests;

public sealed class EventRecorderTests
{
    [Fact]
    public void Values_Are_recorded_if_they_are_wanted()
    {
        Assert.Equal(5, InputOf(new EventRecorder()));
        Assert.Null(InputOf(new EventRecorder(wantsValues: false)));

        static object? InputOf(EventRecorder recorder)
        {
            new SyncRunner(recorder).Run(Graphs.Chain, ("x", 5));
            return ((NodeStartEvent)recorder.Events.AssertContains("NodeStart first")).Inputs?["x"];
        }
    }

    [Fact]
    public void Clear_Forgets_events_and_calls()
    {
        var recorder = new EventRecorder();
        var runner = new SyncRunner(recorder);
        runner.Run(Graphs.Chain, ("x", 1));
        Assert.Equal(1, recorder.EndedCalls);
        recorder.Clear();
        Assert.Equal(0, recorder.EndedCalls);
        runner.Run(Graphs.Chain, ("x", 2));
        Assert.Equal(6, recorder.Events.Count);
    }

    [Fact]
    public async Task WaitForAsync_Ends_with_the_event()
    {
        var recorder = new EventRecorder();
        var permit = new TaskCompletionSource<int>();
        var graph = new Graph("waits", [Node.Create(async (int x) => x + await permit.Task, output: "y", name: "wait")]);

        Task<Event> started = recorder.WaitForAsync("NodeStart wait", TestContext.Current.CancellationToken);
        Assert.False(started.IsCompleted);
        Task<RunResult> run = new AsyncRunner(recorder).RunAsync(graph, ("x", 1));
        Assert.IsType<NodeStartEvent>(await started);
        Task<Event> ended = recorder.WaitForAsync("NodeEnd wait", TestContext.Current.CancellationToken);
        Assert.False(ended.IsCompleted);
        permit.SetResult(2);
        Assert.IsType<NodeEndEvent>(await ended);
        Assert.Equal(3, (await run)["y"]);
    }

    [Fact]
    public async Task WaitForAsync_Fails_when_a_call_ends_without_the_event()
    {
        var recorder = new EventRecorder();
        Task<Event> before = recorder.WaitForAsync("NodeStart third", TestContext.Current.CancellationToken);
        new SyncRunner(recorder).Run(Graphs.Chain, ("x", 1));
        Task<Event> after = recorder.WaitForAsync("NodeStart third", TestContext.Current.CancellationToken);

        const string Message =
            """
            The call ended, but 'NodeStart third' does not occur.
            Expected:
              > NodeStart third
            Actual:
                RunStart chain
                NodeStart first
                NodeEnd first
                NodeStart second
                NodeEnd second
                RunEnd chain Completed
            """;
        Assert.Equal(Message, (await Assert.ThrowsAsync<EventAssertionException>(() => before)).Message);
        Assert.Equal(Message, (await Assert.ThrowsAsync<EventAssertionException>(() => after)).Message);
    }

    [Fact]
    public async Task WaitForAsync_Throws_what_a_condition_throws()
    {
        var recorder = new EventRecorder();
        Task<Event> wait = recorder.WaitForAsync(EventPattern.Of<NodeEndEvent>(e => e.Outputs!["w"] is 3, "w is 3"), TestContext.Current.CancellationToken);
        new SyncRunner(recorder).Run(Graphs.Chain, ("x", 1));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => wait);
        Assert.Equal(6, recorder.Events.Count);
    }

    [Fact]
    public async Task WaitForAsync_Ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        Task<Event> wait = new EventRecorder().WaitForAsync("RunEnd", source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
