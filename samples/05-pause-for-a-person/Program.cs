using Hypergraph;

// An interrupt asks a question and names the answer. Other nodes read the answer like any value.
var draft = Node.Create((string topic) => $"On {topic}", output: "text", name: "draft");
var approve = Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve");
var publish = Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final", name: "publish");
var review = new Graph("review", [draft, approve, publish]);
var runner = new AsyncRunner();

// Without an answer the run pauses. It resumes with the answer, and 'draft' does not run again.
RunResult paused = await runner.RunAsync(review, new { topic = "cats" });
Console.WriteLine($"{paused.Status} at {paused.Pause!.NodePath}: {paused.Pause.Question}");
RunResult done = await runner.ResumeAsync(paused, true);
Console.WriteLine($"{done.Status}: {done.Get<string>("final")}");

// The call may supply the answer. Then it does not pause.
RunResult asked = await runner.RunAsync(review, new { topic = "dogs", approved = false });
Console.WriteLine($"{asked.Status}: {asked.Get<string>("final")}");

// In a map each item asks its own question, while the others finish. Answers are keyed by their pauses.
string[] topics = ["cats", "dogs", "fish"];
MapResult many = await runner.MapAsync(review, new { topic = topics }, over: "topic");
foreach (RunPause pause in many.Pauses)
{
    Console.WriteLine($"item {pause.ItemPath[0]}: {pause.Question}");
}

Dictionary<RunPause, object?> answers = many.Pauses.ToDictionary(
    pause => pause, pause => (object?)(pause.ItemPath[0] != 1));            // all but the second
many = await runner.ResumeMapAsync(many, answers);
Console.WriteLine($"{many.Status}: {string.Join(", ", many.Get<string>("final"))}");

// A handler answers while the run continues: a rule, a prompt, a message to a person.
runner = new AsyncRunner
{
    InterruptHandler = (pause, cancellationToken) =>
    {
        Console.WriteLine($"rule for {pause.NodePath}: yes");
        return ValueTask.FromResult(InterruptAnswer.Of(true));
    },
};
RunResult ruled = await runner.RunAsync(review, new { topic = "birds" });
Console.WriteLine($"{ruled.Status}: {ruled.Get<string>("final")}");
