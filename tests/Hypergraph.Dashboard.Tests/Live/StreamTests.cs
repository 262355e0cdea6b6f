using Hypergraph.Progress.Tests;

namespace Hypergraph.Dashboard.Tests;

/// <summary>The connections of the page, of which a browser has only six to a server.</summary>
public sealed class StreamTests(TestBrowser browser)
{
    private const string Sources =
        """
        window.sources = [];
        window.EventSource = class extends EventSource { constructor(url) { super(url); sources.push(this); } };
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hidden_page_Has_no_connection_and_misses_nothing()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        RunScript map = new EventScript(server.Processor.OnEvent, TimeProvider.System).Map(Outlines.Graph("pages", Outlines.Node("read")), 9);
        await using TestPage page = await browser.OpenAsync(server.Address);
        await page.Page.AddInitScriptAsync(Sources);
        await page.Page.ReloadAsync();
        await page.ShowsAsync($"[data-run='{map.RunId}']");
        await page.GoAsync($"#/run/{map.RunId}/tree");
        Run(3);
        await page.ShowsAsync("[data-label='read'][data-done='3']");
        await page.UntilAsync("sources.filter(source => source.readyState !== 2).length === 1");

        await BecomeAsync("hidden");
        await page.UntilAsync("sources.every(source => source.readyState === 2)");
        int opened = await page.Page.EvaluateAsync<int>("sources.length");
        Run(3);
        Assert.Equal("3", await page.Page.GetAttributeAsync("[data-label='read']", "data-done"));

        await BecomeAsync("visible");
        await page.ShowsAsync("[data-label='read'][data-done='6']");
        Assert.Equal(opened + 1, await page.Page.EvaluateAsync<int>("sources.length"));
        Run(3);
        map.End();
        await page.ShowsAsync(".run-page[data-status='completed']");
        Assert.Equal([(0, 9L, 9L), (1, 9L, 9L)], (await page.RowsAsync()).Select(row => (row.Level, row.Done, row.Total)));

        // An ended run has nothing more to send.
        await BecomeAsync("hidden");
        await BecomeAsync("visible");
        Assert.Equal(opened + 1, await page.Page.EvaluateAsync<int>("sources.length"));

        void Run(int items)
        {
            for (int i = 0; i < items; i++)
            {
                map.Item().Nodes("read").End();
            }
        }

        Task BecomeAsync(string state) => page.Page.EvaluateAsync(
            $"() => {{ Object.defineProperty(document, 'visibilityState', {{ value: '{state}', configurable: true }}); document.dispatchEvent(new Event('visibilitychange')); }}");
    }

    [Fact]
    public async Task Header_Has_the_number_of_the_first_row_of_a_map()
    {
        await using DashboardServer server = await DashboardServer.StartAsync(cancellationToken: Token);
        var script = new EventScript(server.Processor.OnEvent, TimeProvider.System);
        RunScript map = script.Map(Outlines.Graph("pages", Outlines.Node("read"), Outlines.Node("write")), 12);
        map.Item().Nodes("read", "write").End();
        RunScript failed = map.Item();
        failed.Node("read").Fail();
        failed.End(RunStatus.Failed);
        map.Item().Node("read");
        RunScript run = script.Run(Outlines.Graph("report", Outlines.Nested("files", Outlines.Node("read")) with { IsMapped = true }, Outlines.Node("draw")));
        RunScript files = run.Node("files").Map(40);
        files.Item().Nodes("read").End();
        await using TestPage page = await browser.OpenAsync(server.Address, $"#/run/{map.RunId}/tree");
        await page.ShowsAsync("[data-row='0'][data-done='2'][data-total='12']");
        await page.UntilAsync("document.querySelector('[data-progress]').textContent === '2/12 items'");

        await page.GoAsync($"#/run/{run.RunId}/tree");
        await page.ShowsAsync("[data-row='0'][data-total='40']");
        await page.UntilAsync("document.querySelector('[data-progress]').textContent === '0/2 nodes'");
        await page.GoAsync("#/");
        await page.ShowsAsync($"[data-run='{map.RunId}'] >> text=2/12 items");
        await page.ShowsAsync($"[data-run='{run.RunId}'] >> text=0/2 nodes");
    }
}
