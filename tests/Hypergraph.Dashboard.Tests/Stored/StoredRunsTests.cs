using System.Net;
using System.Text.Json;
using Hypergraph.Durability;

namespace Hypergraph.Dashboard.Tests;

/// <summary>What the server reads of a store, whatever the names of runs and the state of the store.</summary>
public sealed class StoredRunsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Graph Letters { get; } = new("letters", [Node.Interrupt<string>((string draft) => $"send {draft}?", "answer", "approve")]);

    public static TheoryData<string> Ids =>
        ["plain", "a/b", "a%2Fb", "a%252Fb", "%", "%25", "ä/ö", "x y", "..", "../..", "~", "~2F", "a?b=c#d", "a\\b", "a+b", "😀", "stored:x", "a;b=c", ".", "\u202e\n"];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Run_With_any_name_Is_found(string id)
    {
        await using var store = new InMemoryRunStore();
        foreach (string each in Ids)
        {
            await PauseAsync(store, each);
        }

        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);
        string key = (await client.RunsAsync()).Single(run => run.GetProperty("workflow").GetString() == id).GetProperty("key").GetString()!;

        JsonElement stored = await client.JsonAsync($"api/runs/{key}/stored");

        Assert.Equal(id, stored.GetProperty("summary").GetProperty("workflow").GetString());
        Assert.Equal(key, stored.GetProperty("summary").GetProperty("key").GetString());
        Assert.Single(stored.GetProperty("questions").EnumerateArray());
    }

    [Theory]
    [InlineData("stored:unknown")]
    [InlineData("stored:")]
    [InlineData("stored:~")]
    [InlineData("stored:~ZZ")]
    [InlineData("stored:~FF")]
    [InlineData("stored:~00")]
    [InlineData("unknown")]
    [InlineData("..")]
    public async Task Key_Of_no_run_Is_unknown(string key)
    {
        await using var store = new InMemoryRunStore();
        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);

        using HttpResponseMessage response = await client.GetAsync($"api/runs/{key}/stored");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Forks_Are_searched_among_a_limited_number_of_runs()
    {
        await using var memory = new InMemoryRunStore();
        var store = new BrokenStore(memory);
        await PauseAsync(store, "origin");
        await store.ForkAsync("origin", "fork", cancellationToken: Token);
        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);

        JsonElement stored = await client.JsonAsync("api/runs/stored:origin/stored");

        Assert.Equal(["origin self", "fork descendant"], stored.GetProperty("lineage").EnumerateArray().Select(run => $"{run.GetProperty("workflow")} {run.GetProperty("relation")}"));
        Assert.False(stored.TryGetProperty("isLineagePartial", out _));
        Assert.All(store.Queries, query => Assert.NotNull(query.Limit));
    }

    [Fact]
    public async Task Records_Of_a_large_run_Are_not_read()
    {
        await using var memory = new InMemoryRunStore();
        var store = new BrokenStore(memory);
        await PauseAsync(store, "large");
        int reads = store.Reads;
        store.Size = 1L << 40;
        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);

        JsonElement stored = await client.JsonAsync("api/runs/stored:large/stored");

        Assert.Equal(reads, store.Reads);
        Assert.Equal(0, stored.GetProperty("executions").GetArrayLength());
        Assert.Contains("1,099,511,627,776 bytes", stored.GetProperty("notRead").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, stored.GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task Stored_list_That_is_cut_off_Says_so()
    {
        await using var store = new InMemoryRunStore();
        for (int i = 0; i < 501; i++)
        {
            await PauseAsync(store, $"run {i}");
        }

        await using DashboardServer server = await ServeAsync(store);
        using var client = new ServerClient(server);

        (_, JsonElement data) = await client.MessagesAsync("api/runs/stream", Token).FirstAsync(Token);

        Assert.Equal(500, data.GetProperty("runs").GetArrayLength());
        Assert.True(data.GetProperty("store").GetProperty("hasMore").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Store_That_cannot_be_read_Is_no_unknown_run(bool isOwnException)
    {
        await using var memory = new InMemoryRunStore();
        var store = new BrokenStore(memory);
        await using TestApplication application = await TestApplication.StartAsync(o => o.Store = store);
        store.Failure = isOwnException
            ? new RunStoreException("The store '/data/secret/runs.db' has version 7, which is newer than 3. Update Hypergraph.")
            : new UnauthorizedAccessException("Access to the path '/data/secret/runs.db' is denied.");
        using var client = new ServerClient(application.Page);

        JsonElement problem = await client.JsonAsync("api/runs/stored:x/stored", HttpStatusCode.ServiceUnavailable);

        Assert.Equal("The store cannot be read", problem.GetProperty("title").GetString());
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(isOwnException ? "has version 7, which is newer than 3" : "log of the server", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(application.Log.Messages, message => message.StartsWith("Error: The store cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Store_That_cannot_be_read_Is_reported_in_the_list_until_it_can()
    {
        await using var memory = new InMemoryRunStore();
        var store = new BrokenStore(memory) { Failure = new RunStoreException("The store is busy.") { IsTransient = true } };
        await PauseAsync(memory, "x");
        await using TestApplication application = await TestApplication.StartAsync(o => o.Store = store);
        using var client = new ServerClient(application.Page);
        List<string?> errors = [];

        await foreach ((_, JsonElement data) in client.MessagesAsync("api/runs/stream", Token))
        {
            errors.Add(data.GetProperty("store").TryGetProperty("error", out JsonElement error) ? error.GetString() : null);
            store.Failure = null;
            if (data.GetProperty("runs").GetArrayLength() == 1)
            {
                break;
            }
        }

        Assert.Equal(["The store is busy.", null], errors);
        Assert.Single(application.Log.Messages);
    }

    [Fact]
    public async Task Answer_To_a_store_that_fails_Is_a_problem()
    {
        await using var memory = new InMemoryRunStore();
        var store = new BrokenStore(memory);
        await using TestApplication application = await TestApplication.StartAsync(o => o.Store = store);
        string token = await application.TokenAsync();
        store.Failure = new IOException("The disk /dev/sda is full.");

        using HttpResponseMessage response = await application.PostAsync("api/runs/stored:x/answer", """{"key":"a","value":1}""", ("Content-Type", "application/json"), ("X-Hypergraph-Token", token));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("/dev", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    internal static Task<DashboardServer> ServeAsync(IRunStore store) => DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.Store = store }, Token);

    internal static Task<RunResult> PauseAsync(IRunStore store, string id) =>
        new AsyncRunner { Store = store }.RunAsync(Letters, [("draft", "x")], new RunOptions { WorkflowId = id }, Token);
}
