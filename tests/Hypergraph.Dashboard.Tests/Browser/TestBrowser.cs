using Hypergraph.Dashboard.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(TestBrowser))]

namespace Hypergraph.Dashboard.Tests;

/// <summary>The browser of all tests. It starts when the first test needs it.</summary>
public sealed class TestBrowser : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium";

    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public TestBrowser() => _browser = new Lazy<Task<IBrowser>>(StartAsync);

    /// <summary>Opens a page.</summary>
    /// <param name="address">The address, without a fragment.</param>
    /// <param name="view">The fragment, as in <c>#/run/KEY/tree</c>.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="height">The height of the window.</param>
    /// <param name="isDark">Whether the system is dark.</param>
    /// <param name="setTime">Stops the clock of the page at this time.</param>
    internal async Task<TestPage> OpenAsync(Uri address, string view = "#/", int width = 1280, int height = 800, bool isDark = false, DateTime? setTime = null)
    {
        Assert.SkipUnless(File.Exists(Path), $"{Path} is not installed.");
        IBrowser browser = await _browser.Value;
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        var page = new TestPage(await context.NewPageAsync(), address);
        if (setTime is { } time)
        {
            await page.Page.Clock.SetFixedTimeAsync(time);
        }

        await page.GoAsync(view);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated && _browser.Value.IsCompletedSuccessfully)
        {
            await (await _browser.Value).CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Those of this process, with the fonts of the pictures.</summary>
    private static Dictionary<string, string> Variables()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        variables["FONTCONFIG_FILE"] = System.IO.Path.Combine(AppContext.BaseDirectory, "Browser", "fonts.conf");
        return variables;
    }

    private async Task<IBrowser> StartAsync()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Env = Variables(),
            Args = ["--no-sandbox", "--force-color-profile=srgb", "--font-render-hinting=none", "--disable-lcd-text", "--enable-precise-memory-info"],
        });
    }
}
