namespace Hypergraph.Testing.Tests;

public sealed class RunUntilTests
{
    [Fact]
    public async Task RunUntilAsync_Stops_inside_the_event()
    {
        RecordedRun run = await new AsyncRunner().RunUntilAsync(Graphs.Chain, new { x = 5 }, "NodeEnd first");

        Assert.Equal(RunStatus.Stopped, run.Result.Status);
        Assert.Equal(6, run.Result["y"]);
        Assert.False(run.Result.TryGet<int>("z", out _));
        Assert.Equal(6, Assert.IsType<NodeEndEvent>(run.Match).Outputs!["y"]);
        run.Events.AssertExactly("RunStart chain", "NodeStart first", "NodeEnd first", "StopRequested chain NodeEnd first occurred.", "RunEnd chain Stopped");
    }

    [Fact]
    public void RunUntil_Stops_inside_the_event()
    {
        RecordedRun run = new SyncRunner().RunUntil(Graphs.Chain, new { x = 5 }, "NodeEnd first");

        Assert.Equal(RunStatus.Stopped, run.Result.Status);
        run.Events.AssertExactly("RunStart chain", "NodeStart first", "NodeEnd first", "StopRequested", "RunEnd chain Stopped");
    }

    [Fact]
    public async Task RunUntilAsync_Stops_at_the_first_event_before_any_node()
    {
        RecordedRun run = await new AsyncRunner().RunUntilAsync(Graphs.Chain, [("x", 5)], "RunStart");
        run.Events.AssertExactly("RunStart chain", "StopRequested", "RunEnd chain Stopped");
    }

    [Fact]
    public async Task RunUntilAsync_Leaves_an_endless_loop_at_a_value()
    {
        Graph endless = new("endless",
        [
            Node.Create((int n) => n + 1, output: "n", name: "step"),
            Node.IfElse((int n) => true, then: "step", otherwise: Node.End, name: "always"),
        ], new GraphOptions { Entrypoints = ["step"] });
        RecordedRun run = await new AsyncRunner().RunUntilAsync(
            endless, [("n", 0)], EventPattern.Of<NodeEndEvent>(e => e.NodeName == "step" && e.Outputs!["n"] is 25, "n is 25"), new RunOptions { MaxIterations = int.MaxValue });
        Assert.Equal(25, run.Result["n"]);
    }

    [Fact]
    public async Task RunUntilAsync_Reports_an_event_that_does_not_occur()
    {
        EventAssertionException exception = await Assert.ThrowsAsync<EventAssertionException>(
            () => new AsyncRunner().RunUntilAsync(Graphs.Chain, [("x", 5)], "NodeError"));
        Assert.Equal(
            """
            The run ended, but 'NodeError' does not occur.
            Expected:
              > NodeError
            Actual:
                RunStart chain
                NodeStart first
                NodeEnd first
                NodeStart second
                NodeEnd second
                RunEnd chain Completed
            """,
            exception.Message);
        Assert.Null(exception.InnerException);
    }

    [Fact]
    public async Task RunUntilAsync_Reports_the_failure_before_the_event()
    {
        Graph failing = Graphs.Chain.Replace("first", int (int x) => throw new TimeoutException());
        EventAssertionException exception = await Assert.ThrowsAsync<EventAssertionException>(
            () => new AsyncRunner().RunUntilAsync(failing, [("x", 5)], "NodeStart second"));
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Contains("NodeError first System.TimeoutException", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunUntilAsync_Keeps_the_processors_of_the_call()
    {
        var recorder = new EventRecorder();
        await new AsyncRunner().RunUntilAsync(Graphs.Chain, [("x", 5)], "NodeStart first", new RunOptions { EventProcessors = [recorder] });
        recorder.Events.AssertInOrder("NodeStart first", "StopRequested", "RunEnd chain Stopped");
    }

    [Fact]
    public async Task RunUntilAsync_Throws_what_a_condition_throws()
    {
        var recorder = new EventRecorder();
        KeyNotFoundException exception = await Assert.ThrowsAsync<KeyNotFoundException>(() => new AsyncRunner(recorder).RunUntilAsync(
            Graphs.Chain, [("x", 5)], EventPattern.Of<NodeEndEvent>(e => e.Outputs!["w"] is 3, "w is 3")));
        Assert.Equal("There is no value named 'w'. Did you mean 'y'? Names: 'y'.", exception.Message);
        recorder.Events.AssertNone("NodeStart second");
    }

    [Fact]
    public async Task RunUntilAsync_Rejects_inputs_as_the_runner_does() =>
        await Assert.ThrowsAsync<MissingInputException>(() => new AsyncRunner().RunUntilAsync(Graphs.Chain, GraphInputs.Empty, "RunEnd"));
}
