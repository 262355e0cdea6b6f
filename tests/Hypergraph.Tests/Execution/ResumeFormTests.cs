namespace Hypergraph.Tests.Execution;

/// <summary>The forms of answers that every method that resumes accepts.</summary>
public sealed class ResumeFormTests
{
    private const string OptionsFollow = "Options and a token follow the answer: supply the answer first.";

    private static Graph Ask { get; } = new("ask", [Node.Interrupt<string>((int n) => $"Name of {n}?", output: "name", name: "ask")]);

    [Fact]
    public async Task Resume_of_a_map_Accepts_one_answer()
    {
        IResumableGraphRunner runner = new AsyncRunner();
        MapResult paused = await runner.MapAsync(Ask, new { n = new[] { 1, 2 } }, "n");

        MapResult resumed = await runner.ResumeMapAsync(paused, "Ada");
        MapResult started = await runner.StartResumeMap(paused, "Ada").Completion;

        Assert.Equal(["Completed: name = Ada", "Paused (ask asks for 'name'): "], resumed.Select(item => item.ToString()));
        Assert.Equal(["Completed: name = Ada", "Paused (ask asks for 'name'): "], started.Select(item => item.ToString()));
    }

    [Fact]
    public async Task Resume_of_a_map_Accepts_a_dictionary_of_answers_of_any_type_with_options_and_a_token()
    {
        IResumableGraphRunner runner = new AsyncRunner();
        using var source = new CancellationTokenSource();
        MapResult paused = await runner.MapAsync(Ask, new { n = new[] { 1, 2 } }, "n");
        Dictionary<RunPause, string> answers = new() { [paused.Pauses[0]] = "Ada", [paused.Pauses[1]] = "Grace" };

        MapResult resumed = await runner.ResumeMapAsync(paused, answers, new MapOptions { MaxConcurrency = 1 }, source.Token);
        MapResult started = await runner.StartResumeMap(paused, answers, new MapOptions { MaxConcurrency = 1 }, source.Token).Completion;

        Assert.Equal(["Ada", "Grace"], resumed.Get<string>("name"));
        Assert.Equal(["Ada", "Grace"], started.Get<string>("name"));
    }

    [Fact]
    public async Task Options_a_token_or_a_task_in_the_place_of_the_answer_Are_refused()
    {
        IResumableGraphRunner runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(Ask, new { n = 1 });
        MapResult map = await runner.MapAsync(Ask, new { n = new[] { 1 } }, "n");

        Assert.Equal(
            [
                $"A value of type RunOptions is no answer. {OptionsFollow}",
                $"A value of type CancellationToken is no answer. {OptionsFollow}",
                $"A value of type RunOptions is no answer. {OptionsFollow}",
                $"A value of type MapOptions is no answer. {OptionsFollow}",
                $"A value of type CancellationToken is no answer. {OptionsFollow}",
                "A value of type Task<string> is no answer. Await it, and supply its result.",
                "A value of type ValueTask<string> is no answer. Await it, and supply its result.",
            ],
            [
                await MessageOfAsync(() => runner.ResumeAsync(paused, new RunOptions())),
                await MessageOfAsync(() => runner.ResumeAsync(paused, CancellationToken.None)),
                await MessageOfAsync(() => Task.FromResult(runner.StartResume(paused, new RunOptions()))),
                await MessageOfAsync(() => runner.ResumeMapAsync(map, new MapOptions())),
                await MessageOfAsync(() => Task.FromResult(runner.StartResumeMap(map, CancellationToken.None))),
                await MessageOfAsync(() => runner.ResumeAsync(paused, Task.FromResult("Ada"))),
                await MessageOfAsync(() => runner.ResumeAsync(paused, new ValueTask<string>("Ada"))),
            ]);
    }

    [Fact]
    public async Task A_dictionary_Answers_an_interrupt_that_asks_for_options()
    {
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(new Graph([Node.Interrupt<RunOptions>(() => "Which?", output: "options", name: "ask")]));
        var answer = new RunOptions { MaxIterations = 3 };

        RunResult resumed = await runner.ResumeAsync(paused, new Dictionary<RunPause, object?> { [paused.Pause!] = answer });

        Assert.Same(answer, resumed["options"]);
    }

    private static async Task<string> MessageOfAsync(Func<Task> call) => (await Assert.ThrowsAsync<InvalidInputException>(call)).Message;
}
