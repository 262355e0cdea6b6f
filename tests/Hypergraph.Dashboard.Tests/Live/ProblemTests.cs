using System.Text.Json;
using Hypergraph.Progress.Tests;
using Microsoft.Playwright;

namespace Hypergraph.Dashboard.Tests;

/// <summary>What the page shows when the server cannot answer, or does not have the run any more.</summary>
public sealed class ProblemTests(TestBrowser browser)
{
    /// <summary>The page connects again by itself after half a second or more. Without these timers, only the button can do it.</summary>
    private const string WithoutRetriesOfThePage = "() => { const start = window.setTimeout; window.setTimeout = (call, delay, ...rest) => delay >= 400 ? 0 : start(call, delay, ...rest); }";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_That_a_restarted_server_does_not_know_Is_not_shown_as_running()
    {
        DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        int port = server.Address.Port;
        RunScript run = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph("pages", Outlines.Node("read"), Outlines.Node("write")));
        run.Nodes("read").Node("write");
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{run.RunId}/tree");
        await page.ShowsAsync("[data-label='write'][data-state='running']");
        page.AllowsLostConnections = true;

        await server.DisposeAsync();
        await page.ShowsAsync("text=Reconnecting…");
        await using DashboardServer next = await DashboardServer.StartAsync(new DashboardServerOptions { Port = port }, Token);

        await page.ShowsAsync("text=This run is not known to the server any more");
        await page.ShowsAsync(".run-page[data-status='unknown']");
        await page.ShowsAsync("[data-label='write'][data-state='unknown']");
        await page.ShowsAsync("[data-label='read'][data-state='done']");
        Assert.Equal(0, await page.Page.Locator(".ticking").CountAsync());
        await page.UntilAsync("document.querySelector('.connection').textContent === ''");
    }

    [Theory]
    [InlineData("#/run/stored:numbers/questions", "**/stored")]
    [InlineData("#/run/00000000000000000000000000000001/tree", "**/api/runs/*/stream")]
    public async Task Problem_Of_the_server_Is_shown_with_a_button_to_try_again(string view, string failing)
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync("text=No run yet");
        page.AllowsLostConnections = true;
        await page.Page.EvaluateAsync(WithoutRetriesOfThePage);
        await page.Page.RouteAsync(failing, route => route.FulfillAsync(Problem(503, "The disk of the store is full.")));

        await page.GoAsync(view);
        await page.ShowsAsync("[role=alert] >> text=The disk of the store is full.");
        Assert.DoesNotContain("does not know", await page.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.Page.UnrouteAsync(failing);
        await page.Page.ClickAsync("[data-retry]");
        await page.ShowsAsync("text=The server does not know this run.");
    }

    [Fact]
    public async Task Problem_Of_a_view_Is_shown_with_a_button_to_try_again()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        RunScript run = new EventScript(server.Processor.OnEvent, TimeProvider.System).Run(Outlines.Graph("pages", Outlines.Node("read")));
        run.Node("read").Fail("no page");
        run.End(RunStatus.Failed);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync("[data-run]");
        page.AllowsLostConnections = true;
        await page.Page.RouteAsync("**/failures", route => route.FulfillAsync(Problem(500, "The failures cannot be read.")));

        await page.GoAsync($"#/run/{run.RunId}/failures");
        await page.ShowsAsync("[role=alert] >> text=The failures cannot be read.");
        await page.Page.UnrouteAsync("**/failures");
        await page.Page.ClickAsync("[data-retry]");

        await page.ShowsAsync("[data-failure='read']");
        Assert.Equal(0, await page.Page.Locator("[role=alert]").CountAsync());
    }

    [Fact]
    public async Task Failures_that_are_not_listed_Are_only_counted()
    {
        const int Causes = 503;
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        RunScript map = new EventScript(server.Processor.OnEvent, TimeProvider.System).Map(Outlines.Graph("pages", Outlines.Node("read")), Causes + 24);
        for (int i = 0; i < Causes + 24; i++)
        {
            RunScript item = map.Item(i);
            item.Node("read").Fail($"The page {Math.Max(0, i - 24)} is empty.");
            item.End(RunStatus.Failed);
        }

        map.End(RunStatus.Failed);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{map.RunId}/failures");
        await page.ShowsAsync("[data-failure][data-count='25']");

        Assert.Equal("527 failures, 500 causes shown", await page.Page.InnerTextAsync("[data-failures]"));
        Assert.Equal("3 more failures of other causes not shown. The event log has all of them.", await page.Page.InnerTextAsync("[data-omitted]"));
        Assert.Contains("5 more failures of this cause not shown.", await page.Page.InnerTextAsync("[data-count='25']"), StringComparison.Ordinal);
        Assert.Equal(500, await page.Page.Locator("[data-failure]").CountAsync());
    }

    [Fact]
    public async Task Log_Without_an_event_for_a_while_Has_the_time_of_the_last_one()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync("text=No run yet");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        object run = new { key = "1", source = "log", origin = "run.jsonl", graph = "pages", status = "running", started = now.AddHours(-2), lastEvent = now.AddHours(-1), done = 1, total = 2 };
        await page.Page.RouteAsync("**/api/runs/stream", route => route.FulfillAsync(Messages("runs", new { runs = new[] { run }, time = now })));
        page.AllowsLostConnections = true;

        await page.Page.ReloadAsync();

        await page.ShowsAsync("[data-run='1'] >> text=no event since");
    }

    [Fact]
    public async Task List_Without_its_store_Has_the_reason_and_the_other_runs()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync("text=No run yet");
        page.AllowsLostConnections = true;
        object run = new { key = "1", source = "live", graph = "pages", status = "running", started = DateTimeOffset.UtcNow, done = 1, total = 2 };
        await page.Page.RouteAsync("**/api/runs/stream", route => route.FulfillAsync(Messages("runs", new { runs = new[] { run }, store = new { error = "The disk is <b>full</b>.", hasMore = true }, time = DateTimeOffset.UtcNow })));

        await page.Page.ReloadAsync();

        await page.ShowsAsync("[data-run='1']");
        Assert.Contains("The disk is <b>full</b>.", await page.Page.InnerTextAsync("[data-store-error]"), StringComparison.Ordinal);
        await page.ShowsAsync("[data-store-more]");
    }

    [Fact]
    public async Task Stored_run_That_is_not_read_in_full_Has_the_reason_and_its_calls()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.ShowsAsync("text=No run yet");
        await page.Page.RouteAsync("**/stored", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(new
            {
                summary = new { key = "stored:a", source = "store", workflow = "a", graph = "pages", status = "failed", started = DateTimeOffset.UtcNow },
                notRead = "The run has 9,000,000 bytes.",
                retried = 2,
                isLineagePartial = true,
                hasMoreQuestions = true,
                calls = new[] { new { key = "1", status = "failed", started = DateTimeOffset.UtcNow.AddHours(-1), ended = DateTimeOffset.UtcNow, isResumed = true, restored = 3 } },
                lineage = new[] { new { key = "stored:a", workflow = "a", status = "failed", relation = "self" } },
            }),
        }));

        await page.GoAsync("#/run/stored:a/questions");
        await page.ShowsAsync("[data-not-read] >> text=9,000,000 bytes");

        string text = await page.Page.InnerTextAsync("main");
        Assert.Contains("Retries have removed 2 executions", text, StringComparison.Ordinal);
        Assert.Contains("There may be more forks.", text, StringComparison.Ordinal);
        Assert.Contains("There are more questions.", text, StringComparison.Ordinal);
        Assert.Contains("3 executions restored", await page.Page.InnerTextAsync("[data-call='1']"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is stored yet.", text, StringComparison.Ordinal);
    }

    private static RouteFulfillOptions Messages(string name, object value) => new()
    {
        ContentType = "text/event-stream",
        Body = $"event: {name}\ndata: {JsonSerializer.Serialize(value)}\n\n",
    };

    private static RouteFulfillOptions Problem(int status, string detail) => new()
    {
        Status = status,
        ContentType = "application/problem+json",
        Body = JsonSerializer.Serialize(new { title = "The server failed", detail, status }),
    };
}
