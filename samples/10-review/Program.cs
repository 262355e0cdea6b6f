using Hypergraph;
using Hypergraph.Durability;
using Hypergraph.Durability.Sqlite;

// Without arguments the program asks and ends. `answer yes` or `answer no`, another process, answers; the run completes there.
var draft = Node.Create(
    (string topic) =>
    {
        Console.WriteLine($"draft runs for '{topic}'");
        return $"On {topic}";
    },
    output: "text",
    name: "draft");
var approve = Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve");
var publish = Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final", name: "publish");
var review = new Graph("review", [draft, approve, publish]);

// A run with an id is stored as it runs. A call with the id continues it: what has run is restored, not run again.
await using SqliteRunStore store = await SqliteRunStore.OpenAsync("review.db");
var runner = new AsyncRunner { Store = store };
const string id = "review-cats";

if (args is ["answer", ("yes" or "no") and var answer])
{
    try
    {
        RunResult done = await runner.AnswerAsync(review, id, "approved", answer == "yes");
        Console.WriteLine($"{done.Status}: {done.Get<string>("final")}");
    }
    catch (Exception exception) when (exception is RunNotFoundException or InvalidInputException)
    {
        // The run has not asked yet, or the question is answered.
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
}
else
{
    RunResult run = await runner.RunAsync(review, new { topic = "cats" }, new RunOptions { WorkflowId = id });
    Console.WriteLine(run.Status == RunStatus.Paused ? $"{run.Status}: {run.Pause!.Question}" : $"{run.Status}: {run.Get<string>("final")}");
}

return 0;
