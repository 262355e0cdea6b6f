namespace Hypergraph.Testing.Tests;

public sealed class FakeResumingTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly RunPause Question = new("approve", "Publish?", "approved");

    private static readonly Graph Publish = new("publish",
    [
        Node.Interrupt<bool>((string text) => $"Publish {text}?", output: "approved", name: "approve"),
        Node.Create((bool approved) => approved ? "published" : "dropped", output: "state", name: "finish"),
    ]);

    [Fact]
    public async Task ResumeAsync_Uses_the_next_response_with_the_inputs_and_the_answer()
    {
        FakeGraphRunner runner = new FakeGraphRunner()
            .Pauses(Question)
            .Responds(inputs => [("approved", inputs.Values["approved"]), ("state", $"{inputs.Values["text"]}: {inputs.Values["approved"]}")]);

        RunResult paused = await runner.RunAsync(Publish, [("text", "a")], new RunOptions(), Token);
        RunResult result = await runner.ResumeAsync(paused, PauseAnswers.From(true), cancellationToken: Token);

        Assert.Equal((RunStatus.Paused, Question), (paused.Status, paused.Pause));
        Assert.Equal((RunStatus.Completed, "a: True"), (result.Status, result["state"]));
        Assert.NotEqual(paused.RunId, result.RunId);
        Assert.Null(runner.Calls[0].Answers);
        Assert.Equal([new(Question, true)], runner.Calls[1].Answers!);
        Assert.Equal([("text", "a")], runner.Calls[1].Inputs);
    }

    [Fact]
    public async Task Run_Pauses_again_and_is_resumed_again()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Pauses(Question).Pauses(Question).Returns(("approved", true), ("state", "published"));

        RunResult first = await runner.RunAsync(Publish, [("text", "a")], cancellationToken: Token);
        RunResult second = await runner.ResumeAsync(first, PauseAnswers.From(false), cancellationToken: Token);
        RunHandle<RunResult> handle = runner.StartResume(second, PauseAnswers.From(true), cancellationToken: Token);
        RunResult result = await handle.Completion;

        Assert.Equal(RunStatus.Paused, second.Status);
        Assert.Equal((RunStatus.Completed, handle.RunId), (result.Status, result.RunId));
    }

    [Fact]
    public async Task ResumeMapAsync_Runs_the_answered_items_only()
    {
        FakeGraphRunner runner = new FakeGraphRunner()
            .Pauses(Question)
            .Returns(("approved", true), ("state", "old"))
            .Pauses(Question)
            .Responds(inputs => [("approved", true), ("state", $"{inputs.Values["text"]} {inputs.Values["approved"]}")]);

        MapResult paused = await runner.MapAsync(Publish, [("text", new[] { "a", "b", "c" })], "text", cancellationToken: Token);
        Assert.Equal([[0], [2]], paused.Pauses.Select(pause => pause.ItemPath));

        MapResult result = await runner.ResumeMapAsync(
            paused, new Dictionary<RunPause, object?> { [paused.Pauses[1]] = false }, cancellationToken: Token);

        Assert.Equal(RunStatus.Paused, result.Status);
        Assert.Equal([null, "old", "c False"], result.Select(item => item.TryGet("state", out string? state) ? state : null));
        Assert.Equal([0], Assert.Single(result.Pauses).ItemPath);

        RunResult item = await runner.ResumeAsync(result[0], PauseAnswers.From(true), cancellationToken: Token);
        Assert.Equal((0, "a True"), (item.ItemIndex, item["state"]));
    }

    [Fact]
    public async Task Stop_Of_a_resumed_map_Leaves_the_other_items_paused()
    {
        var release = new TaskCompletionSource();
        FakeGraphRunner runner = new FakeGraphRunner().Pauses(Question).Pauses(Question).Responds(async (_, _) =>
        {
            await release.Task;
            return [("approved", true), ("state", "published")];
        });
        MapResult paused = await runner.MapAsync(Publish, [("text", new[] { "a", "b" })], "text", cancellationToken: Token);

        RunHandle<MapResult> run = runner.StartResumeMap(paused, paused.Pauses.ToDictionary(pause => pause, object? (_) => true), cancellationToken: Token);
        run.Stop();
        release.SetResult();
        MapResult result = await run.Completion;

        Assert.Equal((RunStatus.Stopped, RunStatus.Stopped, RunStatus.Paused), (result.Status, result[0].Status, result[1].Status));
    }

    [Fact]
    public async Task Pauses_In_nested_graphs_Have_the_path_and_the_items()
    {
        var outer = new Graph("outer", [Publish.AsNode("each").MapOver("text")]);
        var pause = new RunPause("each/approve", "Publish?", "approved") { ItemPath = [1] };

        FakeGraphRunner runner = new FakeGraphRunner().Pauses(pause).Returns(("approved", new[] { true }), ("state", new[] { "published" }));
        RunResult paused = await runner.RunAsync(outer, [("text", new[] { "a", "b" })], cancellationToken: Token);
        RunResult result = await runner.ResumeAsync(paused, PauseAnswers.From(true), cancellationToken: Token);

        Assert.Equal(pause, paused.Pause);
        Assert.Equal(["published"], result.Get<string[]>("state"));
        Assert.Equal(
            "A response pauses at 'each/approve' with 0 item indexes, but the path has 1 mapped nodes. Set ItemPath to an index for each.",
            (await Assert.ThrowsAsync<InvalidOperationException>(
                () => new FakeGraphRunner().Pauses(pause with { ItemPath = [] }).RunAsync(outer, ("text", new[] { "a" })))).Message);
        Assert.Equal(
            "A response pauses at 'each/accept', but graph 'outer' has no such interrupt. Interrupts: 'each/approve'.",
            (await Assert.ThrowsAsync<InvalidOperationException>(
                () => new FakeGraphRunner().Pauses(pause with { NodePath = "each/accept" }).RunAsync(outer, ("text", new[] { "a" })))).Message);
    }

    [Fact]
    public async Task Pause_That_does_not_fit_the_graph_Is_rejected()
    {
        static async Task<string> MessageOf(RunPause pause) => (await Assert.ThrowsAsync<InvalidOperationException>(
            () => new FakeGraphRunner().Pauses(pause).RunAsync(Publish, ("text", "a")))).Message;

        Assert.Equal("A response pauses at 'finish', but graph 'publish' has no such interrupt. Interrupts: 'approve'.", await MessageOf(Question with { NodePath = "finish" }));
        Assert.Equal("A response pauses at 'approve' for 'accepted', but the answer of that interrupt is 'approved'.", await MessageOf(Question with { ResponseParameter = "accepted" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FakeGraphRunner().Pauses());
    }

    [Fact]
    public async Task Answers_Are_validated_as_by_every_runner()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Pauses(Question).Returns(("approved", true), ("state", "published"));
        RunResult paused = await runner.RunAsync(Publish, [("text", "a")], cancellationToken: Token);

        InvalidInputException wrongType = await Assert.ThrowsAsync<InvalidInputException>(async () => await runner.ResumeAsync(paused, PauseAnswers.From("yes"), cancellationToken: Token));
        Assert.Equal(("The answer to 'approve' is string, but 'approved' accepts bool.", "approved"), (wrongType.Message, wrongType.Input));
        var unknown = new Dictionary<RunPause, object?> { [Question with { NodePath = "other" }] = true };
        Assert.Equal(
            "Graph 'publish' does not ask for 'other'. It asks at: 'approve'.",
            (await Assert.ThrowsAsync<InvalidInputException>(async () => await runner.ResumeAsync(paused, unknown, cancellationToken: Token))).Message);
        Assert.Single(runner.Calls);
    }

    [Fact]
    public async Task Result_That_this_runner_has_not_paused_Is_rejected()
    {
        FakeGraphRunner runner = new FakeGraphRunner().Pauses(Question).Returns(("approved", true), ("state", "published"));
        RunResult paused = await runner.RunAsync(Publish, [("text", "a")], cancellationToken: Token);
        RunResult completed = await runner.ResumeAsync(paused, PauseAnswers.From(true), cancellationToken: Token);

        Assert.Equal(
            "Only what is paused can be resumed, but the result is Completed. Add a response with Pauses, and resume its result.",
            (await Assert.ThrowsAsync<InvalidOperationException>(async () => await runner.ResumeAsync(completed, PauseAnswers.From(true), cancellationToken: Token))).Message);
        Assert.Equal(
            "The result is not that of a run that this runner has paused. Resume a result of the same FakeGraphRunner.",
            (await Assert.ThrowsAsync<InvalidOperationException>(async () => await new FakeGraphRunner().ResumeAsync(paused, PauseAnswers.From(true), cancellationToken: Token))).Message);
    }
}
