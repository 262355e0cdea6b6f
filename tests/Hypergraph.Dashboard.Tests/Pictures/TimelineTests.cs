using Hypergraph.Progress.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Hypergraph.Dashboard.Tests;

/// <summary>The canvas of the timeline.</summary>
public sealed class TimelineTests(TestBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A failure of a millisecond in a run of minutes, which is on the critical path, is as wide as can be seen.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Short_failure_Is_visible_on_the_critical_path_and_among_other_spans(bool isDark)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
        await using TestApplication application = await TestApplication.StartAsync(time: clock);
        RunScript map = new EventScript(application.Processor.OnEvent, clock).Map(Outlines.Graph("pages", Outlines.Node("read")), 401);
        for (int i = 0; i < 401; i++)
        {
            RunScript item = map.Item(i);
            NodeScript node = item.Node("read");
            clock.Advance(TimeSpan.FromMilliseconds(i == 200 ? 1 : 500));
            if (i == 200)
            {
                node.Fail();
            }
            else
            {
                node.End();
            }

            item.End(i == 200 ? RunStatus.Failed : RunStatus.Completed);
        }

        map.End(RunStatus.Partial);
        await using TestPage page = await browser.OpenAsync(application.Page, $"#/run/{map.RunId}/timeline", isDark: isDark, setTime: clock.GetUtcNow().UtcDateTime);
        await page.ShowsAsync(".chart[data-spans='401']");
        await page.ShowsAsync("[data-critical]");
        await page.SettlesAsync();

        Assert.InRange(await PixelsAsync(page, "bad"), 3 * 8, 10 * 24);
        Assert.InRange(await PixelsAsync(page, "critical"), 2 * 400, 4 * 1280);
        Assert.InRange(await PixelsAsync(page, "good"), 8 * 400, 24 * 1280);
    }

    /// <summary>The number of pixels of the canvas with a colour of the style sheet.</summary>
    private static async Task<int> PixelsAsync(TestPage page, string color) => await page.Page.EvaluateAsync<int>(
        """
        name => {
          const canvas = document.querySelector('.chart canvas');
          const probe = document.createElement('span');
          probe.style.color = `var(--${name})`;
          canvas.parentElement.append(probe);
          const [r, g, b] = getComputedStyle(probe).color.match(/\d+/g).map(Number);
          probe.remove();
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let pixels = 0;
          for (let i = 0; i < data.length; i += 4) {
            pixels += Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 12;
          }
          return pixels;
        }
        """,
        color);
}
