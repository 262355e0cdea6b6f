namespace Hypergraph.Tests.Execution;

public class ResumeTests
{
    private static Graph Review { get; } = new("review",
    [
        Node.Create((string topic) => $"On {topic}", output: "draft"),
        Node.Interrupt<bool>((string draft) => $"Send '{draft}'?", "approved", "ask"),
        Node.Create((string draft, bool approved) => approved ? draft : "nothing", output: "sent"),
    ]);

    [Theory]
    [InlineData(true, "On fish")]
    [InlineData(false, "nothing")]
    public async Task Resume_With_the_answer_Goes_on_without_running_what_had_finished(bool approved, string sent)
    {
        RunResult paused = await new AsyncRunner().RunAsync(Review, new { topic = "fish" });
        var recorder = new EventRecorder();
        RunResult result = await new AsyncRunner(recorder).ResumeAsync(paused, approved);

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Null(result.Pause);
        Assert.Equal(["draft", "approved", "sent"], result.Values.Keys);
        Assert.Equal(sent, result["sent"]);
        Assert.Equal(["ask", "sent"], recorder.Started);
        Assert.Equal(approved, recorder.Events.OfType<NodeEndEvent>().First().Outputs!["approved"]);
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Resume_Twice_Leaves_the_paused_result_as_it_was()
    {
        RunResult paused = await new AsyncRunner().RunAsync(Review, new { topic = "fish" });

        Assert.Equal("On fish", (await new AsyncRunner().ResumeAsync(paused, true))["sent"]);
        Assert.Equal("nothing", (await new AsyncRunner().ResumeAsync(paused, false))["sent"]);
        Assert.Equal(RunStatus.Paused, paused.Status);
        Assert.Equal(["draft"], paused.Values.Keys);
    }

    [Fact]
    public async Task Resume_With_an_answer_of_another_type_Is_refused_before_anything_runs()
    {
        RunResult paused = await new AsyncRunner().RunAsync(new Graph("outer", [Review.AsNode("inner")]), new { topic = "fish" });
        var recorder = new EventRecorder(wantsValues: false);

        Assert.Equal(
            "Graph 'review': the answer to 'ask' must be bool, but a value of type string was supplied. Supply a value of that type.",
            (await Assert.ThrowsAsync<InvalidInputException>(() => new AsyncRunner(recorder).ResumeAsync(paused, "yes"))).Message);
        Assert.Empty(recorder.Events);
    }

    [Fact]
    public async Task Resume_What_is_not_paused_Is_refused()
    {
        RunResult done = await new AsyncRunner().RunAsync(Review, new { topic = "fish", approved = true });

        Assert.Equal(
            "Only what is paused can be resumed, but the result is Completed. Resume the result that has pauses.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => new AsyncRunner().ResumeAsync(done, true))).Message);
    }

    [Fact]
    public async Task Resume_With_an_answer_to_what_is_not_asked_Is_refused()
    {
        RunResult paused = await new AsyncRunner().RunAsync(Review, new { topic = "fish" });
        var answers = new Dictionary<RunPause, object?> { [new RunPause("aks", null, "approved")] = true };

        Assert.Equal(
            "Graph 'review' does not ask for 'aks'. It asks at: 'ask'. Answer one of the result's own pauses.",
            (await Assert.ThrowsAsync<InvalidInputException>(() => new AsyncRunner().ResumeAsync(paused, answers))).Message);
    }

    [Fact]
    public async Task Resume_Several_questions_of_a_superstep_Answers_some_and_stays_paused_at_the_rest()
    {
        var graph = new Graph(
        [
            Node.Interrupt<int>((int x) => "a?", "a"), Node.Interrupt<int>((int x) => "b?", "b"), Node.Create((int a, int b) => a - b, output: "c"),
        ]);
        RunResult paused = await new AsyncRunner().RunAsync(graph, new { x = 1 });
        Assert.Equal(["a", "b"], paused.Pauses.Select(p => p.NodePath));

        RunResult half = await new AsyncRunner().ResumeAsync(paused, new Dictionary<RunPause, object?> { [paused.Pauses[1]] = 5 });
        Assert.Equal(["a"], half.Pauses.Select(p => p.NodePath));
        Assert.Equal(5, half["b"]);

        Assert.Equal(2, (await new AsyncRunner().ResumeAsync(half, 7))["c"]);
        Assert.Equal(-2, (await new AsyncRunner().ResumeAsync(paused, paused.Pauses.ToDictionary(p => p, p => (object?)(p.NodePath == "a" ? 1 : 3))))["c"]);
    }

    [Fact]
    public async Task Resume_Nested_interrupt_Goes_on_inside_the_nested_run()
    {
        var outer = new Graph("outer",
        [
            Node.Create((int n) => $"no {n}", output: "topic"),
            new Graph("middle", [Review.AsNode("inner")]).AsNode().RenameOutput("approved", "ok"),
            Node.Create((string sent) => sent.Length, output: "size"),
        ]);
        RunResult paused = await new AsyncRunner().RunAsync(outer, new { n = 7 });
        var recorder = new EventRecorder(wantsValues: false);
        RunResult result = await new AsyncRunner(recorder).ResumeAsync(paused, true);

        Assert.Equal("On no 7", result["sent"]);
        Assert.Equal(7, result["size"]);
        Assert.Equal(["middle", "inner", "ask", "sent", "size"], recorder.Started);
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Resume_Interrupt_in_a_loop_Asks_again_each_turn()
    {
        var chat = new Graph("chat",
            [
                Node.Interrupt<string>((string log) => $"after '{log}'?", "said", "listen"),
                Node.Create((string log, string said) => $"{log}{said};", output: "log", name: "record"),
                Node.IfElse((string log) => log.Length < 12, "listen", Node.End, "more"),
            ],
            new() { Entrypoints = ["listen"], SharedValues = ["log"], Edges = [("record", "more")] });
        RunResult result = await new AsyncRunner().RunAsync(chat, new { log = "" });
        List<object?> questions = [];
        while (result.Pause is { } pause)
        {
            questions.Add(pause.Question);
            result = await new AsyncRunner().ResumeAsync(result, "yes");
        }

        Assert.Equal(["after ''?", "after 'yes;'?", "after 'yes;yes;'?"], questions);
        Assert.Equal("yes;yes;yes;", result["log"]);
    }

    [Fact]
    public async Task Resume_Items_of_a_mapped_graph_Go_on_one_by_one()
    {
        var outer = new Graph("outer", [Review.AsNode("each").MapOver("topic"), Node.Create((string[] sent) => string.Join('|', sent), output: "all")]);
        RunResult result = await new AsyncRunner().RunAsync(outer, new { topic = new[] { "a", "b", "c" } });
        Assert.Equal([0, 1, 2], result.Pauses.Select(p => Assert.Single(p.ItemPath)));
        Assert.All(result.Pauses, p => Assert.Equal("each/ask", p.NodePath));

        result = await new AsyncRunner().ResumeAsync(result, new Dictionary<RunPause, object?> { [result.Pauses[2]] = true });
        Assert.Equal([0, 1], result.Pauses.Select(p => p.ItemPath[0]));

        var recorder = new EventRecorder(wantsValues: false);
        result = await new AsyncRunner(recorder).ResumeAsync(result, result.Pauses.ToDictionary(p => p, p => (object?)(p.ItemPath[0] == 0)));
        Assert.Equal("On a|nothing|On c", result["all"]);
        Assert.Equal(2, recorder.Events.OfType<RunStartEvent>().Single(e => e.IsMap).MapSize);
        Assert.Equal([0, 1], recorder.Events.OfType<RunStartEvent>().Where(e => e.ItemIndex is not null).Select(e => e.ItemIndex!.Value).Order());
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Resume_Items_of_a_map_Keeps_those_that_had_finished()
    {
        int drafts = 0;
        var graph = new Graph("maybe",
        [
            Node.Create((int x) => Interlocked.Increment(ref drafts) > 0 ? x : 0, output: "draft"),
            Node.IfElse((int draft) => draft % 2 == 0, "ask", "skip", "even"),
            Node.Interrupt<int>((int draft) => draft, "y", "ask"),
            Node.Create((int draft) => -draft, output: "y", name: "skip"),
        ]);
        MapResult paused = await new AsyncRunner().MapAsync(graph, new { x = new[] { 1, 2, 3, 4 } }, "x");
        Assert.Equal(RunStatus.Paused, paused.Status);
        Assert.Equal([1, 3], paused.Pauses.Select(p => p.ItemPath[0]));

        MapResult half = await new AsyncRunner().ResumeMapAsync(paused, new Dictionary<RunPause, object?> { [paused.Pauses[1]] = 40 });
        Assert.Equal((RunStatus.Paused, 3), (half.Status, half.CompletedCount));

        MapResult done = await new AsyncRunner().ResumeMapAsync(half, new Dictionary<RunPause, object?> { [half.Pauses[0]] = 20 });
        Assert.Equal(RunStatus.Completed, done.Status);
        Assert.Equal([-1, 20, -3, 40], done.Get<int>("y"));
        Assert.Equal(4, drafts);
        Assert.Equal((RunStatus.Paused, 2), (paused.Status, paused.CompletedCount));
    }

    [Fact]
    public async Task Resume_One_item_of_a_map_Gives_that_run_s_result()
    {
        MapResult paused = await new AsyncRunner().MapAsync(Review, new { topic = new[] { "fish", "fowl" } }, "topic");

        Assert.Equal("On fowl", (await new AsyncRunner().ResumeAsync(paused[1], true))["sent"]);
    }

    [Fact]
    public async Task Run_With_a_handler_Answers_without_a_pause()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var outer = new Graph("outer", [Review.AsNode("each").MapOver("topic")]);
        var runner = new AsyncRunner(recorder)
        {
            InterruptHandler = async (pause, _) =>
            {
                await Task.Yield();
                Assert.Equal(("each/ask", "approved"), (pause.NodePath, pause.ResponseParameter));
                return InterruptAnswer.Of(pause.ItemPath[0] != 1);
            },
        };
        RunResult result = await runner.RunAsync(outer, new { topic = new[] { "a", "b", "c" } });

        Assert.Equal(["On a", "nothing", "On c"], result.Get<string[]>("sent"));
        Assert.Empty(recorder.Events.OfType<InterruptEvent>());
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Run_With_a_handler_that_knows_no_answer_Pauses()
    {
        var options = new RunOptions { InterruptHandler = (_, _) => ValueTask.FromResult(InterruptAnswer.None) };
        RunResult paused = await new AsyncRunner().RunAsync(Review, new { topic = "fish" }, options);
        Assert.Equal(RunStatus.Paused, paused.Status);

        var knows = new AsyncRunner { InterruptHandler = (_, _) => ValueTask.FromResult(InterruptAnswer.Of(true)) };
        Assert.Equal("On fish", (await knows.ResumeAsync(paused, new Dictionary<RunPause, object?>()))["sent"]);
    }

    [Fact]
    public async Task Run_With_a_handler_whose_answer_is_of_another_type_Fails_at_the_interrupt()
    {
        var recorder = new EventRecorder(wantsValues: false);
        var runner = new AsyncRunner(recorder) { InterruptHandler = (_, _) => ValueTask.FromResult(InterruptAnswer.Of("yes")) };

        Assert.Equal(
            "Graph 'review': the answer to 'ask' must be bool, but a value of type string was supplied. Supply a value of that type.",
            (await Assert.ThrowsAsync<InvalidInputException>(() => runner.RunAsync(Review, new { topic = "fish" }))).Message);
        Assert.Equal("ask", Assert.Single(recorder.Events.OfType<NodeErrorEvent>()).NodeName);
        recorder.AssertClosed();
    }

    [Fact]
    public async Task Run_With_one_permit_Lets_others_work_while_a_handler_waits()
    {
        var worked = new TaskCompletionSource();
        var graph = new Graph([Node.Interrupt<int>((int x) => x, "a"), Node.Create((int x) => { worked.SetResult(); return x; }, output: "b")]);
        var options = new RunOptions
        {
            MaxConcurrency = 1,
            InterruptHandler = async (_, _) =>
            {
                await worked.Task;
                return InterruptAnswer.Of(3);
            },
        };

        Assert.Equal(3, (await new AsyncRunner().RunAsync(graph, new { x = 1 }, options))["a"]);
    }
}
