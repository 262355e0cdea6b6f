using Hypergraph.Progress.Tests;

namespace Hypergraph.Dashboard.Tests;

/// <summary>axe-core finds no violation in any view.</summary>
public sealed class AccessibilityTests(TestBrowser browser)
{
    private static readonly string Axe = Path.Combine(Environment.GetEnvironmentVariable("HYPERGRAPH_AXE") ?? string.Empty, "node_modules", "axe-core", "axe.min.js");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 1280)]
    [InlineData(true, 1280)]
    [InlineData(false, 360)]
    [InlineData(true, 360)]
    public async Task View_Has_no_violation(bool isDark, int width)
    {
        Assert.SkipUnless(File.Exists(Axe), "The variable HYPERGRAPH_AXE names no folder with axe-core in it.");
        string script = await File.ReadAllTextAsync(Axe, Token);
        await using Scenes scenes = await Scenes.StartAsync(includesValues: true);
        string running = scenes.Running();
        string failed = scenes.FailedInPart();
        string nodes = scenes.ThousandNodes();
        string paused = await scenes.PausedAsync();
        string values = await scenes.ValuesAsync();
        await using TestPage page = await browser.OpenAsync(scenes.Page, width: width, isDark: isDark, setTime: scenes.Time);
        await page.ShowsAsync("[data-run]");
        await page.Page.EvaluateAsync(script);
        List<string> violations = [];
        await CheckAsync("#/", "[data-run]");
        await CheckAsync("#/?status=failed", "text=No run matches the filter");
        await CheckAsync($"#/run/{running}/tree?node=read%20files", ".details");
        await CheckAsync($"#/run/{nodes}/tree", ".tree [data-row]");
        await CheckAsync($"#/run/{running}/picture?node=read%20files", "[data-layout='done']");
        await CheckAsync($"#/run/{nodes}/picture", "[data-layout='done']");
        await CheckAsync($"#/run/{running}/timeline", "main svg, main canvas");
        await CheckAsync($"#/run/{failed}/failures", ".sample");
        await CheckAsync($"#/run/{failed}/log", "main table, main ol, main ul, main .lines, main [role=log]");
        await CheckAsync($"#/run/{failed}/items", "[data-item]");
        await CheckAsync($"#/run/{failed}/items?order=index&item=22", "tr.is-selected");
        await CheckAsync($"#/run/{failed}/items?item=999", "[data-missing]");
        await CheckAsync($"#/run/{failed}/log?item=22", "[data-event]");
        await CheckAsync($"#/run/{failed}/timeline", "[data-critical]");
        await CheckAsync($"#/run/{values}/log", ".values");
        await page.Page.ClickAsync(".values summary");
        await ScanAsync("open values");
        await CheckAsync($"#/run/{values}/tree?node=write", "[data-values]");
        await CheckAsync($"#/run/{paused}/questions", "[data-question]");
        await CheckAsync("#/run/stored:review-42/questions", "[data-question]");
        await CheckAsync($"#/run/{running}/tree", ".run-title button.danger");
        await page.Page.ClickAsync(".run-title button.danger");
        await ScanAsync("stop dialog");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.ClickAsync("[aria-label='Help']");
        await ScanAsync("help");
        await page.Page.Keyboard.PressAsync("Escape");

        // The server fails, and does not know the run.
        page.AllowsLostConnections = true;
        await page.Page.RouteAsync("**/failures", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = "{\"detail\":\"The disk is full.\"}" }));
        await CheckAsync($"#/run/{failed}/failures", "[data-retry]");
        await CheckAsync("#/run/00000000000000000000000000abcdef/tree", "text=The server does not know this run.");
        Assert.Empty(violations);

        async Task CheckAsync(string view, string selector)
        {
            await page.GoAsync(view);
            await page.ShowsAsync(selector);
            await page.SettlesAsync();
            await ScanAsync(view);
        }

        async Task ScanAsync(string view)
        {
            string[] found = await page.Page.EvaluateAsync<string[]>(
                "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`)");
            violations.AddRange(found.Select(violation => $"{view}: {violation}"));
        }
    }
}
