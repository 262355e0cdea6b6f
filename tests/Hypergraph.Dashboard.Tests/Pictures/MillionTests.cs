using System.Text.Json;
using Hypergraph.Progress.Tests;
using Microsoft.Playwright;

namespace Hypergraph.Dashboard.Tests;

/// <summary>A map of a million items, followed by a page.</summary>
public sealed class MillionTests(TestBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Million_items_Are_counts_and_pages_of_items()
    {
        await using Scenes scenes = await Scenes.StartAsync();
        RunScript map = scenes.StartMillion();
        await using TestPage page = await browser.OpenAsync(scenes.Page, $"#/run/{map.RunId}/tree", setTime: scenes.Time);
        await page.ShowsAsync("[data-label='index'][data-state='waiting']");
        await Task.Run(() => scenes.RunMillion(map), Token);
        await page.ShowsAsync(".run-page[data-status='partial']");

        Assert.Equal([("map", 1_000_000L, 1_000_000L, 10L), ("node", 1_000_000L, 1_000_000L, 10L)], (await page.RowsAsync()).Select(row => (row.Icon, row.Done, row.Total, row.Failed)));
        double heap = await HeapAsync(page.Page);
        TestContext.Current.TestOutputHelper?.WriteLine($"heap of the page: {heap:F1} MB");
        Assert.InRange(heap, 0.1, 100);

        await page.GoAsync($"#/run/{map.RunId}/items");
        await page.ShowsAsync("[data-item]");
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{(i * 100_000) + 7}"), (await ItemsAsync(page)).Take(10));
        await page.SettlesAsync();
        await Screenshot.AssertAsync(page, "million-1280-light");
        await page.ResizeAsync(360, 640, isDark: true);
        await Screenshot.AssertAsync(page, "million-360-dark");
        await page.ResizeAsync(2560, 1100, isDark: false);
        await Screenshot.AssertAsync(page, "million-2560-light");
        await page.GoAsync($"#/run/{map.RunId}/items?order=index&offset=999900");
        await page.ShowsAsync("[data-item='999999']");
        Assert.Equal(100, (await ItemsAsync(page)).Count);
    }

    private static async Task<IReadOnlyList<string>> ItemsAsync(TestPage page) =>
        await page.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-item]')].map(item => item.dataset.item)");

    /// <summary>The heap of a page after a collection, in megabytes.</summary>
    private static async Task<double> HeapAsync(IPage page)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        JsonElement usage = (await session.SendAsync("Runtime.getHeapUsage"))!.Value;
        return usage.GetProperty("usedSize").GetDouble() / 1_000_000;
    }
}
