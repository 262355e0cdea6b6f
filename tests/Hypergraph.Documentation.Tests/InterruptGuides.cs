namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/interrupts.md, word for word, and what it must produce.</summary>
public sealed class InterruptGuides
{
    [Fact]
    public async Task Pausing_and_resuming_Run()
    {
        // snippet: interrupts
        var draft = Node.Create((string topic) => $"On {topic}", output: "text", name: "draft");
        var approve = Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve");
        var publish = Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final", name: "publish");

        var review = new Graph("review", [draft, approve, publish]);
        var runner = new AsyncRunner();

        RunResult paused = await runner.RunAsync(review, new { topic = "cats" });
        RunPause pause = paused.Pause!;                         // approve: Publish 'On cats'?

        RunResult done = await runner.ResumeAsync(paused, true);
        string final = done.Get<string>("final");               // On cats
        // end

        Assert.Equal((RunStatus.Paused, "approve", "Publish 'On cats'?", "approved"), (paused.Status, pause.NodePath, pause.Question, pause.ResponseParameter));
        Assert.Equal("On cats", final);

        // snippet: interrupt-supplied
        RunResult asked = await runner.RunAsync(review, new { topic = "dogs", approved = false });
        // end

        Assert.Equal("rejected", asked["final"]);

        // snippet: interrupt-map
        string[] topics = ["cats", "dogs", "fish"];
        MapResult many = await runner.MapAsync(review, new { topic = topics }, over: "topic");
        Dictionary<RunPause, object?> answers = many.Pauses.ToDictionary(
            pause => pause, pause => (object?)(pause.ItemPath[0] != 1));            // all but the second

        many = await runner.ResumeMapAsync(many, answers);
        // end

        Assert.Equal(["On cats", "rejected", "On fish"], many.Get<string>("final"));
    }

    [Fact]
    public async Task A_handler_Runs()
    {
        var review = new Graph("review",
        [
            Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve"),
            Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final"),
        ]);

        // snippet: interrupt-handler
        var runner = new AsyncRunner
        {
            InterruptHandler = (pause, cancellationToken) => ValueTask.FromResult(
                pause.NodePath == "approve" ? InterruptAnswer.Of(true) : InterruptAnswer.None),
        };
        // end

        Assert.Equal("a", (await runner.RunAsync(review, new { text = "a" }))["final"]);
    }

    [Fact]
    public async Task Errors_Are_what_the_guide_says()
    {
        var review = new Graph("review",
        [
            Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve"),
            Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final"),
        ]);
        var runner = new AsyncRunner();
        RunResult paused = await runner.RunAsync(review, new { text = "a" });
        await Guide.SaysAsync("interrupts", () => runner.ResumeAsync(paused, "yes"));
        RunResult done = await runner.ResumeAsync(paused, true);
        await Guide.SaysAsync("interrupts", () => runner.ResumeAsync(done, true));
        await Guide.SaysAsync("interrupts", () => Task.FromResult(new SyncRunner().Run(review, new { text = "a" })));
    }
}
