using System.Text.Json;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Tests;

/// <summary>What the store knows of a run wins over older events of it.</summary>
public sealed class StoredStateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Graph Letters { get; } = new(
        "letters",
        [Node.Interrupt<string>((string draft) => $"send {draft}?", "answer", "approve"), Node.Create((string answer) => answer.Length, "length", "use")]);

    [Fact]
    public async Task Answered_question_Is_not_open_any_more()
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);
        await PauseAsync(store, server.Processor);
        Assert.Equal(("paused", 1), StateOf(await client.RunsAsync(runs => runs.Length == 1)));

        await AnswerAsync(store);

        JsonElement run = Assert.Single(await client.RunsAsync(runs => StateOf(runs) == ("paused", 0)));
        Assert.Equal("live", run.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Paused_run_That_another_process_completed_Is_completed()
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);
        string key = await PauseAsync(store, server.Processor);
        await AnswerAsync(store);

        await new AsyncRunner { Store = store }.RunAsync(Letters, GraphInputs.Empty, new RunOptions { WorkflowId = "letter" }, Token);

        JsonElement run = Assert.Single(await client.RunsAsync(runs => StateOf(runs) == ("completed", 0)));
        Assert.Equal((key, "paused"), (run.GetProperty("key").GetString(), run.GetProperty("callStatus").GetString()));
        (string type, JsonElement data) = await client.MessagesAsync($"api/runs/{key}/stream", Token).FirstAsync(Token);
        Assert.Equal(("run", "completed"), (type, data.GetProperty("summary").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Earlier_call_Has_no_open_question()
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);
        await PauseAsync(store, server.Processor);
        await PauseAsync(store, server.Processor);

        JsonElement[] runs = await client.RunsAsync(runs => runs.Length == 2);

        Assert.Equal([1, 0], runs.Select(run => run.GetProperty("questions").GetInt32()));
    }

    [Fact]
    public async Task Run_Of_a_log_That_the_store_knows_to_be_interrupted_Is_not_running()
    {
        await using var store = new InMemoryRunStore();
        using var folder = new TempFolder();
        var events = new EventRecorder();
        await PauseAsync(store, events);
        folder.Write(events.Events.SkipLast(1));
        StoredRun stored = (await store.FindAsync("letter", Token))!;
        Assert.NotNull(await store.TryAcquireAsync("letter", stored.Lease, $"{Environment.MachineName}/999999999-1/1", Token));
        await using DashboardServer server = await ServeAsync(store, folder.Log);
        using var client = new ServerClient(server);

        JsonElement run = Assert.Single(await client.RunsAsync(runs => runs is [var only] && only.GetProperty("source").GetString() == "log" && only.GetProperty("status").GetString() != "running"));

        Assert.Contains(run.GetProperty("status").GetString(), (string[])["paused", "interrupted"]);
    }

    [Fact]
    public async Task Run_That_has_not_ended_Has_the_time_of_its_last_event()
    {
        using var folder = new TempFolder();
        var events = new EventRecorder();
        await new AsyncRunner(events).RunAsync(Letters, [("draft", "x")], cancellationToken: Token);
        folder.Write(events.Events.SkipLast(1));
        await using DashboardServer server = await ServeAsync(store: null, folder.Log);
        using var client = new ServerClient(server);

        JsonElement run = Assert.Single(await client.RunsAsync(runs => runs is [var only] && only.GetProperty("questions").GetInt32() == 1));

        DateTimeOffset last = events.Events[^2].Timestamp;
        Assert.Equal("running", run.GetProperty("status").GetString());
        Assert.InRange(run.GetProperty("lastEvent").GetDateTimeOffset(), last - TimeSpan.FromSeconds(1), last);
    }

    private static Task<DashboardServer> ServeAsync(IRunStore? store, params string[] logs) => DashboardServer.StartAsync(
        new DashboardServerOptions
        {
            Configure = o =>
            {
                o.Store = store;
                foreach (string log in logs)
                {
                    o.Logs.Add(log);
                }
            },
        },
        Token);

    /// <summary>Calls the graph, which pauses.</summary>
    /// <returns>The key of the call.</returns>
    private static async Task<string> PauseAsync(InMemoryRunStore store, params EventProcessor[] processors)
    {
        bool isFirst = await store.FindAsync("letter", Token) is null;
        RunResult result = await new AsyncRunner(processors) { Store = store }
            .RunAsync(Letters, isFirst ? [("draft", "x")] : GraphInputs.Empty, new RunOptions { WorkflowId = "letter" }, Token);
        Assert.Equal(RunStatus.Paused, result.Status);
        return result.RunId.ToString();
    }

    private static Task AnswerAsync(InMemoryRunStore store) => store.AnswerAsync("letter", "answer", JsonSerializer.SerializeToElement("yes"), Token);

    private static (string? Status, int Questions) StateOf(JsonElement[] runs) =>
        runs is [var run] ? (run.GetProperty("status").GetString(), run.GetProperty("questions").GetInt32()) : default;
}
