namespace Hypergraph.Dashboard.Tests;

/// <summary>What a person sees, at several widths, light and dark.</summary>
public sealed class ScreenshotTests(TestBrowser browser)
{
    [Theory]
    [InlineData("running-1280-light", 1280, 560, false)]
    [InlineData("running-360-dark", 360, 640, true)]
    [InlineData("running-2560-dark", 2560, 900, true)]
    public async Task Run_That_runs(string name, int width, int height, bool isDark)
    {
        await using Scenes scenes = await Scenes.StartAsync();
        string key = scenes.Running();
        await AssertAsync(scenes, name, $"#/run/{key}/tree", ".tree [data-row]", width, height, isDark);
    }

    [Theory]
    [InlineData("failed-1280-dark", 1280, 640, true)]
    [InlineData("failed-360-light", 360, 640, false)]
    [InlineData("failed-2560-light", 2560, 900, false)]
    public async Task Run_That_failed_in_part(string name, int width, int height, bool isDark)
    {
        await using Scenes scenes = await Scenes.StartAsync();
        string key = scenes.FailedInPart();
        await AssertAsync(scenes, name, $"#/run/{key}/failures", ".sample", width, height, isDark);
    }

    [Theory]
    [InlineData("question-360-dark", 360, 640, true)]
    [InlineData("question-1280-light", 1280, 640, false)]
    [InlineData("question-2560-dark", 2560, 900, true)]
    public async Task Run_That_asks_a_question(string name, int width, int height, bool isDark)
    {
        await using Scenes scenes = await Scenes.StartAsync(includesValues: true);
        string key = await scenes.PausedAsync();
        await AssertAsync(scenes, name, $"#/run/{key}/questions", "[data-question]", width, height, isDark);
    }

    [Theory]
    [InlineData("nodes-360-light", "tree", ".tree [data-row]", 360, 640, false)]
    [InlineData("nodes-1280-dark", "tree", ".tree [data-row]", 1280, 640, true)]
    [InlineData("nodes-2560-light", "picture", "[data-layout='done']", 2560, 1200, false)]
    public async Task Run_Of_a_thousand_nodes(string name, string view, string selector, int width, int height, bool isDark)
    {
        await using Scenes scenes = await Scenes.StartAsync();
        string key = scenes.ThousandNodes();
        await AssertAsync(scenes, name, $"#/run/{key}/{view}", selector, width, height, isDark);
    }

    [Theory]
    [InlineData("timeline-1280-light", 1280, 560, false)]
    [InlineData("timeline-3840-dark", 3840, 1000, true)]
    public async Task Timeline_Of_a_run(string name, int width, int height, bool isDark)
    {
        await using Scenes scenes = await Scenes.StartAsync();
        string key = scenes.Running();
        await AssertAsync(scenes, name, $"#/run/{key}/timeline", "main svg, main canvas", width, height, isDark);
    }

    [Theory]
    [InlineData("runs-1280-light", 1280, 480, false)]
    [InlineData("runs-360-dark", 360, 640, true)]
    [InlineData("runs-3840-light", 3840, 1000, false)]
    public async Task List_of_runs(string name, int width, int height, bool isDark)
    {
        await using Scenes scenes = await Scenes.StartAsync();
        scenes.FailedInPart();
        await scenes.PausedAsync();
        scenes.ThousandNodes();
        scenes.Running();
        await AssertAsync(scenes, name, "#/", "[data-run]", width, height, isDark);
    }

    private async Task AssertAsync(Scenes scenes, string name, string view, string selector, int width, int height, bool isDark)
    {
        await using TestPage page = await browser.OpenAsync(scenes.Page, view, width, height, isDark, scenes.Time);
        await page.ShowsAsync(selector);
        await page.SettlesAsync();
        await Screenshot.AssertAsync(page, name);
    }
}
