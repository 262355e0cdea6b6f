namespace Hypergraph.Durability.Tests;

public sealed class AnswerTests
{
    private readonly InMemoryRunStore _store = new();
    private readonly ExecutionLog _log = new();

    [Fact]
    public async Task Answer_In_another_process_Continues_the_run_Without_what_has_run()
    {
        Graph graph = DurableCases.Of("interrupt").Graph(_log);
        RunResult paused = await new AsyncRunner { Store = _store }.RunAsync(graph, [("topic", "cats")], Stored.Run("r"));
        int before = _log.Keys.Count;

        RunResult done = await new AsyncRunner { Store = _store }.AnswerAsync(DurableCases.Of("interrupt").Graph(_log), "r", "approve", true);

        Assert.Equal((RunStatus.Paused, "Publish 'About cats.'?"), (paused.Status, paused.Pause!.Question));
        Assert.Equal("Completed: approve=True, draft=About cats., published=About cats.", DurableCall.TextOf(done));
        Assert.Equal(before + 1, _log.Keys.Count);
        Assert.Equal("Completed draft, Question approve, Completed approve, Completed published", await Stored.RecordsAsync(_store, "r"));
    }

    [Fact]
    public async Task Call_Without_an_answer_Pauses_again_With_the_stored_question()
    {
        Graph graph = DurableCases.Of("interrupt").Graph(_log);
        await new AsyncRunner { Store = _store }.RunAsync(graph, [("topic", "cats")], Stored.Run("r"));
        int before = _log.Keys.Count;

        RunResult again = await new AsyncRunner { Store = _store }.RunAsync(graph, default, Stored.Run("r"));

        Assert.Equal((RunStatus.Paused, "Publish 'About cats.'?"), (again.Status, again.Pause!.Question));
        Assert.Equal(before, _log.Keys.Count);
        Assert.Equal("Completed draft, Question approve", await Stored.RecordsAsync(_store, "r"));
    }

    [Fact]
    public async Task Questions_Of_all_paused_runs_Are_listed()
    {
        Graph graph = DurableCases.Of("interrupt").Graph(_log);
        var runner = new AsyncRunner { Store = _store };
        await runner.MapAsync(graph, [("topic", new[] { "cats", "dogs" })], "topic", Stored.Map("map"));
        await runner.RunAsync(new Graph("outer", [graph.AsNode("inner").RenameOutput("approve", "ok")]), [("topic", "owls")], Stored.Run("nested"));
        await runner.AnswerMapAsync(graph, "map", "[0]/approve", true);

        List<string> pending = [];
        await foreach (PendingQuestion question in _store.PendingAsync(TestContext.Current.CancellationToken))
        {
            pending.Add($"{question.RunId} {question.Key} {question.NodePath} [{string.Join(',', question.ItemPath)}] {question.Answer}: {question.AnswerType} {question.Question}");
        }

        Assert.Equal(
            ["map [1]/approve approve [1] approve: System.Boolean Publish 'About dogs.'?", "nested inner/approve inner/approve [] ok: System.Boolean Publish 'About owls.'?"],
            pending);
        Assert.True((await runner.AnswerAsync(new Graph("outer", [graph.AsNode("inner").RenameOutput("approve", "ok")]), "nested", "ok", true)).IsCompleted);
    }

    [Fact]
    public async Task Question_Of_a_map_with_failed_items_Is_listed_And_answered()
    {
        Graph graph = new(
            "review",
            [
                Node.Create((string topic) => topic.Length > 0 ? topic : throw new ArgumentException("No topic."), "draft"),
                Node.Interrupt<bool>((string draft) => $"Publish '{draft}'?", "approve"),
            ]);
        var runner = new AsyncRunner { Store = _store };
        MapOptions options = Stored.Map("map") with { ErrorHandling = ErrorHandling.Continue };
        MapResult partial = await runner.MapAsync(graph, [("topic", new[] { "cats", "" })], "topic", options);

        List<PendingQuestion> pending = await _store.PendingAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        MapResult answered = await runner.AnswerMapAsync(graph, "map", "[0]/approve", true, options);

        Assert.Equal(RunStatus.Partial, partial.Status);
        Assert.Equal(["map [0]/approve"], pending.Select(question => $"{question.RunId} {question.Key}"));
        Assert.Equal((true, RunStatus.Failed), (answered[0].Get<bool>("approve"), answered[1].Status));
    }

    [Theory]
    [InlineData("approve", "yes", "Run 'r': the answer to 'approve' must be System.Boolean, but a value of type System.String was supplied. Supply a value of that type.")]
    [InlineData("accept", true, "Run 'r' has no open question 'accept'. It has 'approve'.")]
    public async Task Wrong_answer_Is_refused_And_the_question_stays(string name, object answer, string message)
    {
        Graph graph = DurableCases.Of("interrupt").Graph(_log);
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(graph, [("topic", "cats")], Stored.Run("r"));

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => runner.AnswerAsync(graph, "r", name, answer));

        Assert.Equal(message, error.Message);
        Assert.True((await runner.AnswerAsync(graph, "r", "approve", true)).IsCompleted);
    }

    [Fact]
    public async Task Answer_To_one_of_several_questions_Names_its_key()
    {
        Graph graph = DurableCases.Of("interrupt").Graph(_log);
        var runner = new AsyncRunner { Store = _store };
        await runner.MapAsync(graph, [("topic", new[] { "cats", "dogs" })], "topic", Stored.Map("map"));

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => runner.AnswerMapAsync(graph, "map", "approve", true));
        MapResult one = await runner.AnswerMapAsync(graph, "map", "[1]/approve", true);
        MapResult both = await runner.AnswerMapAsync(graph, "map", "approve", false);

        Assert.Equal("Run 'map' has several of 'approve'. Name one: '[0]/approve', '[1]/approve'.", error.Message);
        Assert.Equal([RunStatus.Paused, RunStatus.Completed], one.Select(item => item.Status));
        Assert.Equal(["nothing", "About dogs."], both.Select(item => item.Get<string>("published")));
    }

    [Fact]
    public async Task Result_That_is_paused_in_this_process_Resumes_and_is_stored()
    {
        Graph graph = DurableCases.Of("interrupt").Graph(_log);
        var runner = new AsyncRunner { Store = _store };
        RunResult paused = await runner.RunAsync(graph, [("topic", "cats")], Stored.Run("r"));

        RunResult done = await runner.ResumeAsync(paused, PauseAnswers.From(true), Stored.Run("r"), TestContext.Current.CancellationToken);

        Assert.True(done.IsCompleted);
        Assert.Equal("Completed draft, Question approve, Completed approve, Completed published", await Stored.RecordsAsync(_store, "r"));
    }
}
