namespace Hypergraph.Dashboard.Tests;

/// <summary>Links to items, of maps in items of other maps too.</summary>
public sealed class ItemLinkTests(TestBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Item_Of_a_nested_map_Is_found_from_its_failure_and_back()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        string key = await NestedAsync(server, failed: 1_203);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{key}/failures");
        await page.ShowsAsync("[data-failure='rows/check'] [data-item-link='1.203']");

        await page.Page.ClickAsync("[data-item-link='1.203']");
        await AssertItemAsync(page, "1.203", "rows");
        await page.Page.ClickAsync("tr.is-selected .item-links a");
        await page.ShowsAsync("[data-event][data-kind='nodeError']");
        Assert.Equal(["1.203"], (await page.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-event] [data-item-link]')].map(link => link.dataset.itemLink)")).Distinct());
        await page.Page.ClickAsync("[data-kind='nodeError'] [data-item-link='1.203']");
        await AssertItemAsync(page, "1.203", "rows");
        await page.Page.GoBackAsync();
        await page.ShowsAsync("[data-event][data-kind='nodeError']");
        await page.Page.GoBackAsync();
        await AssertItemAsync(page, "1.203", "rows");
        await page.Page.GoBackAsync();
        await page.ShowsAsync("[data-failure='rows/check']");
    }

    [Fact]
    public async Task Item_Of_a_nested_map_Has_an_address()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        string key = await NestedAsync(server, failed: 1_203);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{key}/items?node=rows&item=2.350");
        await AssertItemAsync(page, "2.350", "rows");

        await page.Page.ClickAsync(".tabs a:text-is('Log')");
        await page.ShowsAsync("[data-event]");
        await page.Page.ClickAsync(".tabs a:text-is('Items')");
        await AssertItemAsync(page, "2.350", "rows");

        await page.GoAsync($"#/run/{key}/items?node=rows&item=2");
        await AssertItemAsync(page, "2", string.Empty);

        await page.GoAsync($"#/run/{key}/items?item=0.17");
        await AssertItemAsync(page, "0.17", "rows");

        await page.GoAsync($"#/run/{key}/items?node=rows&item=7.7");
        await page.ShowsAsync("[data-missing]");
    }

    [Fact]
    public async Task Event_In_an_item_Leads_to_its_node_and_to_its_item()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        string key = await NestedAsync(server, failed: 1_203);
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{key}/log?kind=nodeError");
        await page.Page.ClickAsync("[data-kind='nodeError'] .event-path a >> text=rows/check");

        await page.ShowsAsync("[data-details='rows/check']");
        await page.ShowsAsync("[data-path='rows/check'][aria-selected='true']");
    }

    /// <summary>The table of items is that of a map, and the item in it is selected and visible.</summary>
    private static async Task AssertItemAsync(TestPage page, string item, string map)
    {
        await page.ShowsAsync($"tr.is-selected[data-item='{item}']");
        await page.UntilAsync(
            $$"""(() => { const { top, bottom } = document.querySelector("tr.is-selected[data-item='{{item}}']").getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })()""");
        Assert.Equal(map, await page.Page.Locator(".items select").InputValueAsync());
        Assert.Equal(1, await page.Page.Locator("tr.is-selected").CountAsync());
    }

    /// <summary>Runs a map of three items, of which each maps 400 rows.</summary>
    /// <param name="server">The dashboard.</param>
    /// <param name="failed">The number of the row that fails: 1,203 is the row 203 of the item 1.</param>
    /// <returns>The key of the run.</returns>
    private static async Task<string> NestedAsync(DashboardServer server, int failed)
    {
        var rows = new Graph("table", [Node.Create((int row) => row == failed ? throw new InvalidOperationException("The row is empty.") : row, "checked", "check")]);
        var tables = new Graph("tables",
        [
            Node.Create((int table) => Enumerable.Range(table * 1_000, 400).ToArray(), "row", "load"),
            rows.AsNode("rows").MapOver(["row"], MapMode.Zip, ErrorHandling.Continue),
        ]);
        MapResult result = await new AsyncRunner(server.Processor).MapAsync(
            tables, new { table = Enumerable.Range(0, 3).ToArray() }, "table", new MapOptions { ErrorHandling = ErrorHandling.Continue }, Token);
        return result.RunId.ToString();
    }
}
