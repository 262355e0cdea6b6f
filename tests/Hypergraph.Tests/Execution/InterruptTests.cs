namespace Hypergraph.Tests.Execution;

public class InterruptTests
{
    private static Graph Review { get; } = new("review",
    [
        Node.Create((string topic) => $"On {topic}", output: "draft"),
        Node.Interrupt<bool>((string draft) => $"Send '{draft}'?", "approved", "ask"),
        Node.Create((string draft, bool approved) => approved ? draft : "nothing", output: "sent"),
    ]);

    [Fact]
    public async Task Run_Without_the_answer_Pauses()
    {
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = await new AsyncRunner(recorder).RunAsync(Review, new { topic = "fish" });

        Assert.Equal(RunStatus.Paused, result.Status);
        Assert.Equal(new RunPause("ask", "Send 'On fish'?", "approved"), result.Pause);
        Assert.Null(result.Error);
        Assert.Equal(["draft"], result.Values.Keys);
        InterruptEvent e = Assert.Single(recorder.Events.OfType<InterruptEvent>());
        Assert.Equal(("ask", "approved"), (e.NodeName, e.ResponseParameter));
        Assert.Equal("Send 'On fish'?", e.Value);
        Assert.Equal(RunStatus.Paused, Assert.Single(recorder.Events.OfType<RunEndEvent>()).Status);
        recorder.AssertClosed();
    }

    [Theory]
    [InlineData(true, "On fish")]
    [InlineData(false, "nothing")]
    public async Task Run_With_the_answer_given_Goes_on(bool approved, string sent)
    {
        RunResult result = await new AsyncRunner().RunAsync(Review, new { topic = "fish", approved });

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Null(result.Pause);
        Assert.Equal(sent, result["sent"]);
        Assert.Equal(approved, result["approved"]);
    }

    [Fact]
    public async Task Run_With_the_answer_given_Reports_it_as_the_node_s_output()
    {
        var recorder = new EventRecorder();
        await new AsyncRunner(recorder).RunAsync(Review, new { topic = "fish", approved = true });

        Assert.Equal(true, recorder.Events.OfType<NodeEndEvent>().Single(e => e.NodeName == "ask").Outputs!["approved"]);
    }

    [Fact]
    public async Task Run_Answer_of_another_type_Is_refused() => Assert.Equal(
        "Graph 'review': input 'approved' accepts bool, but a value of type string was supplied. Supply a value of that type.",
        (await Assert.ThrowsAsync<InvalidInputException>(() => new AsyncRunner().RunAsync(Review, new { topic = "fish", approved = "yes" }))).Message);

    [Fact]
    public async Task Run_Nested_interrupt_Pauses_with_its_path()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var outer = new Graph("outer", [new Graph("middle", [Review.AsNode("inner")]).AsNode().RenameOutput("approved", "ok")]);
        RunResult result = await new AsyncRunner(recorder).RunAsync(outer, new { topic = "fish" });

        Assert.Equal(RunStatus.Paused, result.Status);
        Assert.Equal(new RunPause("middle/inner/ask", "Send 'On fish'?", "ok"), result.Pause);
        Assert.Equal(["ask", "inner/ask", "middle/inner/ask"], recorder.Events.OfType<InterruptEvent>().Select(e => e.NodeName));
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Run_Nested_interrupt_with_the_answer_given_outside_Goes_on()
    {
        var outer = new Graph("outer", [Review.AsNode("inner").RenameOutput("approved", "ok")]);
        RunResult result = await new AsyncRunner().RunAsync(outer, new { topic = "fish", ok = true });

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal("On fish", result["sent"]);
    }

    [Fact]
    public async Task Run_Others_of_the_superstep_Finish_before_the_pause()
    {
        var graph = new Graph([Node.Interrupt<bool>((int x) => x, "ok", "ask"), Node.Create((int x) => x + 1, output: "y")]);
        RunResult result = await new AsyncRunner().RunAsync(graph, new { x = 1 });

        Assert.Equal(RunStatus.Paused, result.Status);
        Assert.Equal(2, result["y"]);
    }

    [Fact]
    public async Task Run_Interrupt_in_a_mapped_graph_Pauses_the_run()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var outer = new Graph("outer", [Review.AsNode("each").MapOver("topic")]);
        RunResult result = await new AsyncRunner(recorder).RunAsync(outer, new { topic = new[] { "fish" } });

        recorder.AssertClosed();
        Assert.Equal(RunStatus.Paused, result.Status);
        Assert.Equal("each/ask", result.Pause?.NodePath);
    }

    [Fact]
    public async Task Map_Items_that_ask_Are_paused()
    {
        MapResult result = await new AsyncRunner().MapAsync(Review, new { topic = new[] { "fish", "fowl" } }, "topic");

        Assert.Equal(RunStatus.Paused, result.Status);
        Assert.Equal(["Send 'On fish'?", "Send 'On fowl'?"], result.Select(r => r.Pause!.Question));
    }

    [Fact]
    public async Task Interrupt_from_data_Takes_any_answer()
    {
        var graph = new Graph([Node.InterruptFrom(NodeFunction.FromValues(["x"], v => v["x"]), "answer")]);
        Assert.Equal(new RunPause("answer", 5, "answer"), (await new AsyncRunner().RunAsync(graph, new { x = 5 })).Pause);
        Assert.Equal("yes", (await new AsyncRunner().RunAsync(graph, new { x = 5, answer = "yes" }))["answer"]);
    }
}
