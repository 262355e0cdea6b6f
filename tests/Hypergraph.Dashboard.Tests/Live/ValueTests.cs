namespace Hypergraph.Dashboard.Tests;

/// <summary>The values of nodes on the page.</summary>
public sealed class ValueTests(TestBrowser browser)
{
    private const string Hostile = "<img src=x onerror=\"window.isHit=1\">";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_Are_in_the_log_and_in_the_details_as_text()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(new DashboardServerOptions { Configure = o => o.IncludesValues = true }, Token);
        string key = await RunAsync(server);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{key}/log");
        await page.ShowsAsync("[data-kind='nodeEnd'] .values");

        await page.Page.ClickAsync("[data-kind='nodeEnd'] .values summary");
        Assert.Equal("{\n  \"letter\": \"Dear <img src=x onerror=\\\"window.isHit=1\\\">\",\n  \"number\": 12345678901234567890\n}", await LinesAsync("[data-kind='nodeEnd']"));
        await page.Page.ClickAsync("[data-kind='nodeStart'] .values summary");
        Assert.Contains(Hostile.Replace("\"", "\\\"", StringComparison.Ordinal), await LinesAsync("[data-kind='nodeStart']"), StringComparison.Ordinal);

        await page.Page.ClickAsync("[data-kind='nodeEnd'] .event-path a");
        await page.ShowsAsync("[data-details='write'] [data-values='nodeEnd']");
        Assert.Contains("Dear <img", await LinesAsync("[data-values='nodeEnd']"), StringComparison.Ordinal);
        Assert.Contains("<img", await LinesAsync("[data-values='nodeStart']"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.Locator("main img").CountAsync());
        Assert.False(await page.Page.EvaluateAsync<bool>("'isHit' in window"));

        async Task<string> LinesAsync(string place) => await page.Page.Locator($"{place} .lines").First.InnerTextAsync();
    }

    [Fact]
    public async Task Values_that_are_not_sent_Have_no_place()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        string key = await RunAsync(server);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{key}/log");
        await page.ShowsAsync("[data-kind='nodeEnd']");
        Assert.Equal(0, await page.Page.Locator(".values").CountAsync());

        await page.GoAsync($"#/run/{key}/tree?node=write");
        await page.ShowsAsync("[data-details='write']");
        await page.SettlesAsync();
        Assert.Equal(0, await page.Page.Locator("[data-values]").CountAsync());
    }

    private static async Task<string> RunAsync(DashboardServer server)
    {
        var graph = new Graph("letters", [Node.Create((string name) => ($"Dear {name}", 12345678901234567890UL), ["letter", "number"], "write")]);
        RunResult result = await new AsyncRunner(server.Processor).RunAsync(graph, new { name = Hostile }, cancellationToken: Token);
        return result.RunId.ToString();
    }
}
