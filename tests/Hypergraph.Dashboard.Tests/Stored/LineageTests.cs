using System.Text.Json;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Where a run comes from, and what came of it, as far as the store and the events have it.</summary>
public sealed class LineageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forks_Are_the_lineage_in_both_directions()
    {
        await using var store = new InMemoryRunStore();
        await StoredRunsTests.PauseAsync(store, "first");
        await store.ForkAsync("first", "second", cancellationToken: Token);
        await store.ForkAsync("second", "third/ä", cancellationToken: Token);
        await StoredRunsTests.PauseAsync(store, "other");

        JsonElement stored = await ReadAsync(store, "second");

        Assert.Equal(["first ancestor", "second self", "third/ä descendant"], stored.GetProperty("lineage").EnumerateArray().Select(run => $"{run.GetProperty("workflow")} {run.GetProperty("relation")}"));
    }

    [Fact]
    public async Task Calls_Of_a_run_Are_listed_with_those_that_resumed_it()
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await StoredRunsTests.ServeAsync(store);
        using var client = new ServerClient(server);
        var graph = new Graph(
            "letters",
            [
                Node.Create((string draft) => draft.Trim(), "text", "trim"),
                Node.Interrupt<string>((string text) => $"send {text}?", "answer", "approve"),
                Node.Create((string answer) => answer.Length, "length", "use"),
            ]);
        var runner = new AsyncRunner(server.Processor) { Store = store };
        RunResult first = await runner.RunAsync(graph, [("draft", "x")], new RunOptions { WorkflowId = "letter" }, Token);
        await store.AnswerAsync("letter", "answer", JsonSerializer.SerializeToElement("yes"), Token);
        RunResult second = await runner.RunAsync(graph, GraphInputs.Empty, new RunOptions { WorkflowId = "letter" }, Token);

        JsonElement stored = await client.JsonAsync("api/runs/stored:letter/stored");

        Assert.Equal(
            [$"{first.RunId} paused False 0", $"{second.RunId} completed True 2"],
            stored.GetProperty("calls").EnumerateArray().Select(call => $"{call.GetProperty("key")} {call.GetProperty("status")} {call.TryGetProperty("isResumed", out _)} {call.GetProperty("restored")}"));
        Assert.Equal(0, stored.GetProperty("retried").GetInt64());
    }

    [Fact]
    public async Task Executions_That_are_retried_Are_counted()
    {
        await using var store = new InMemoryRunStore();
        var graph = new Graph("odd", [Node.Create((int x) => x % 2 == 0 ? x : throw new InvalidOperationException("odd"), "y", "check")]);
        await new AsyncRunner { Store = store }.MapAsync(
            graph, [("x", new[] { 1, 2, 3 })], "x", new MapOptions { WorkflowId = "numbers", ErrorHandling = ErrorHandling.Continue }, Token);
        int removed = await store.RetryAsync("numbers", cancellationToken: Token);

        JsonElement stored = await ReadAsync(store, "numbers");

        Assert.Equal(2, removed);
        Assert.Equal(2, stored.GetProperty("retried").GetInt64());
    }

    private static async Task<JsonElement> ReadAsync(InMemoryRunStore store, string id)
    {
        await using DashboardServer server = await StoredRunsTests.ServeAsync(store);
        using var client = new ServerClient(server);
        return await client.JsonAsync($"api/runs/stored:{id}/stored");
    }
}
