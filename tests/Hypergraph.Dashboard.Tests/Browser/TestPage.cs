using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;

namespace Hypergraph.Dashboard.Tests;

/// <summary>A page of the dashboard. At its end it must have had no error, and have sent requests to its own server only.</summary>
internal sealed class TestPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly ConcurrentQueue<string> _foreign = [];

    public TestPage(IPage page, Uri address)
    {
        Page = page;
        _address = address;
        page.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !AllowsLostConnections)
            {
                _errors.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _foreign.Enqueue(request.Url);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Whether the server may be away for a while, which the browser reports as an error.</summary>
    public bool AllowsLostConnections { get; set; }

    /// <summary>Loads the page at one of its views.</summary>
    public Task GoAsync(string view) => Page.GotoAsync(_address.AbsoluteUri + view, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });

    /// <summary>Waits until a JavaScript expression is true. The waiting of the browser itself is refused by the page's policy.</summary>
    public async Task UntilAsync(string condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await Page.EvaluateAsync<bool>($"Boolean({condition})"))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain for: {condition}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until a selector matches, and nothing is loading.</summary>
    public async Task ShowsAsync(string selector)
    {
        await Page.Locator(selector).First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await UntilAsync("![...document.querySelectorAll('.note')].some(note => note.textContent === 'Loading…')");
    }

    /// <summary>Waits until nothing is loading, and the last change is drawn.</summary>
    public async Task SettlesAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.Load);
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await UntilAsync("![...document.querySelectorAll('.note')].some(note => note.textContent === 'Loading…')");
        await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /// <summary>Changes the size of the window, and whether the system is dark.</summary>
    public async Task ResizeAsync(int width, int height, bool isDark)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(width, height);
        await SettlesAsync();
    }

    /// <summary>The rows in the document, in its order.</summary>
    public async Task<IReadOnlyList<ShownRow>> RowsAsync() => await Page.EvaluateAsync<ShownRow[]>(
        """
        () => [...document.querySelectorAll('.tree [data-row]')].map(({ dataset: d }) => ({
          Path: d.path, Level: +d.level, Icon: d.icon, Label: d.label, Done: +d.done, Total: +d.total, State: d.state, Failed: +d.failed, Restored: +d.restored,
        }))
        """);

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_errors);
        Assert.Empty(_foreign);
    }
}
