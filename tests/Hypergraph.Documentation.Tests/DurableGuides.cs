using Hypergraph.Durability;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/durable-runs.md, word for word, and what it must produce.</summary>
public sealed class DurableGuides
{
    private int _charges;

    [Fact]
    public async Task Stored_runs_Run()
    {
        var review = new Graph("review",
        [
            Node.Create((string topic) => $"On {topic}", output: "text", name: "draft"),
            Node.Interrupt<bool>((string text) => $"Publish '{text}'?", output: "approved", name: "approve"),
            Node.Create((string text, bool approved) => approved ? text : "rejected", output: "final", name: "publish"),
        ]);

        // snippet: durable
        await using var store = new InMemoryRunStore();                 // or: await SqliteRunStore.OpenAsync("runs.db")
        var runner = new AsyncRunner { Store = store };

        RunResult paused = await runner.RunAsync(review, new { topic = "cats" }, new() { WorkflowId = "review-42" });
        // end

        Assert.Equal(RunStatus.Paused, paused.Status);

        // snippet: durable-answer
        RunResult done = await runner.AnswerAsync(review, "review-42", "approved", true);
        RunResult again = await runner.RunAsync(review, default, new() { WorkflowId = "review-42" });
        // end

        Assert.Equal(("On cats", "On cats"), (done.Get<string>("final"), again.Get<string>("final")));

        var check = new Graph("check", [Node.Create((int x, int limit) => x <= limit ? x : throw new InvalidOperationException("too large"), output: "checked")]);
        await runner.MapAsync(check, new { x = new[] { 1, 9 }, limit = 3 }, over: "x", new MapOptions { WorkflowId = "nightly", ErrorHandling = ErrorHandling.Continue });
        check = new Graph("check", [Node.Create((int x, int limit) => x + limit, output: "checked")]);

        // snippet: durable-retry
        MapResult retried = await runner.RetryMapAsync(check, "nightly");                                   // the failed items
        MapResult chosen = await runner.RetryMapAsync(check, "nightly", items: [1]);                        // these, failed or not
        MapResult forked = await runner.ForkMapAsync(check, "nightly", "what-if", new ForkOptions { Inputs = [("limit", 5)] });
        // end

        Assert.Equal([1, 12], retried.Get<int>("checked"));
        Assert.Equal([1, 12], chosen.Get<int>("checked"));
        Assert.Equal([6, 14], forked.Get<int>("checked"));

        // snippet: durable-list
        await foreach (PendingQuestion question in store.PendingAsync())
        {
            Console.WriteLine($"{question.RunId}: {question.Question} ({question.Answer}: {question.AnswerType})");
        }

        RunDetails details = await store.InspectAsync("nightly", includeValues: true);
        IReadOnlyList<string> deleted = await store.PruneAsync(new RunRetention { MaxAge = TimeSpan.FromDays(30), MaxRuns = 1000 });
        // end

        Assert.Equal(2, details.Executions.Count);
        Assert.Empty(deleted);
    }

    [Fact]
    public async Task Effects_Run()
    {
        // snippet: durable-effects
        var charge = Node.Create((decimal amount, NodeContext context) => Charge(amount, context.IdempotencyKey), output: "receipt", name: "charge");
        var once = charge.AtMostOnce();
        // end

        var payment = new Graph("payment", [once]);
        var store = new InMemoryRunStore();
        var runner = new AsyncRunner { Store = store };
        await runner.RunAsync(payment, new { amount = 5m }, new() { WorkflowId = "payment-7" });
        StoredRun run = (await store.FindAsync("payment-7", TestContext.Current.CancellationToken))!;
        var unknown = new RunWrite { Records = [new RunRecord("charge", RunRecordKind.Begun, default)], StatusChange = new RunStatusChange(null, null, IsReleased: true) };
        await store.TryAppendAsync(run.Id, run.Lease.Epoch, unknown, TestContext.Current.CancellationToken);

        // snippet: durable-unknown
        RunResult resolved = await runner.AnswerAsync(payment, "payment-7", "charge", UnknownOutcome.Completed(new Dictionary<string, object?> { ["receipt"] = "4711" }));
        // end

        Assert.Equal(("4711", 1), (resolved.Get<string>("receipt"), _charges));
    }

    private string Charge(decimal amount, string key)
    {
        _charges++;
        return $"{amount} {key}";
    }
}
