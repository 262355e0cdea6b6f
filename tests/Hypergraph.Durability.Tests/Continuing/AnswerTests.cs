using System.Text.Json;

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
        MapOptions options = Stored.Map("map", ErrorHandling.Continue);
        MapResult partial = await runner.MapAsync(graph, [("topic", new[] { "cats", "" })], "topic", options);

        List<PendingQuestion> pending = await _store.PendingAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        MapResult answered = await runner.AnswerMapAsync(graph, "map", "[0]/approve", true);

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

    [Fact]
    public async Task Large_answer_Is_stored()
    {
        string answer = new('x', 10_000);
        Graph graph = Asking<string>();
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(graph, [("topic", "cats")], Stored.Run("r"));

        RunResult done = await runner.AnswerAsync(graph, "r", "answer", answer);
        RunResult again = await runner.RunAsync(graph, default, Stored.Run("r"));

        Assert.Equal((answer, answer), (done.Get<string>("answer"), again.Get<string>("answer")));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"one\"")]
    [InlineData("null")]
    [InlineData("3000000000")]
    public async Task Answer_of_another_type_Is_refused_Without_the_program_of_the_run(string json)
    {
        await new AsyncRunner { Store = _store }.RunAsync(Asking<int>(), [("topic", "cats")], Stored.Run("r"));

        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => _store.AnswerAsync("r", "answer", JsonElement.Parse(json), TestContext.Current.CancellationToken));
        await _store.AnswerAsync("r", "answer", JsonElement.Parse("7"), TestContext.Current.CancellationToken);
        RunResult done = await new AsyncRunner { Store = _store }.RunAsync(Asking<int>(), default, Stored.Run("r"));

        Assert.Equal($"Run 'r': the answer to 'answer' must be System.Int32, but {json} was supplied. Supply such a value.", error.Message);
        Assert.Equal(7, done.Get<int>("answer"));
    }

    [Fact]
    public async Task Answer_That_does_not_fit_a_type_of_the_program_Makes_the_interrupt_ask_again()
    {
        Graph graph = Asking<DayOfWeek>();
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(graph, [("topic", "cats")], Stored.Run("r"));
        await _store.AnswerAsync("r", "answer", JsonElement.Parse("\"Someday\""), TestContext.Current.CancellationToken);

        RunResult again = await runner.RunAsync(graph, default, Stored.Run("r"));
        RunResult done = await runner.AnswerAsync(graph, "r", "answer", DayOfWeek.Friday);

        Assert.Equal((RunStatus.Paused, "Which for cats?"), (again.Status, again.Pause!.Question));
        Assert.Equal(DayOfWeek.Friday, done.Get<DayOfWeek>("answer"));
    }

    [Fact]
    public async Task Answer_With_another_graph_Changes_nothing()
    {
        var runner = new AsyncRunner { Store = _store };
        await runner.RunAsync(Asking<int>(), [("topic", "cats")], Stored.Run("r"));
        string before = await Stored.RecordsAsync(_store, "r");

        await Assert.ThrowsAsync<GraphChangedException>(() => runner.AnswerAsync(Asking<long>(), "r", "answer", 7L));
        await Assert.ThrowsAsync<InvalidOperationException>(() => runner.AnswerMapAsync(Asking<int>(), "r", "answer", 7));

        Assert.Equal(before, await Stored.RecordsAsync(_store, "r"));
        Assert.Equal(7, (await runner.AnswerAsync(Asking<int>(), "r", "answer", 7)).Get<int>("answer"));
    }

    [Fact]
    public async Task Question_That_stays_open_Is_listed_While_another_one_is_answered()
    {
        Graph graph = Asking<int>();
        var runner = new AsyncRunner { Store = _store };
        await runner.MapAsync(graph, [("topic", new[] { "cats", "dogs" })], "topic", Stored.Map("map"));

        await _store.RetryAsync("map", [0], TestContext.Current.CancellationToken);

        List<PendingQuestion> pending = await _store.PendingAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["[1]/answer"], pending.Select(question => question.Key));
    }

    private static Graph Asking<T>() => new("asking", [Node.Interrupt<T>((string topic) => $"Which for {topic}?", "answer")]);
}
