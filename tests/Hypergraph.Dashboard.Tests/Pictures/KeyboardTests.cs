namespace Hypergraph.Dashboard.Tests;

/// <summary>All controls of all views are reached with the Tab key, have a name, and are seen when they have the focus.</summary>
public sealed class KeyboardTests(TestBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task Controls_Are_reached_by_the_Tab_key(int width, bool isDark)
    {
        await using Scenes scenes = await Scenes.StartAsync();
        string running = scenes.Running();
        string failed = scenes.FailedInPart();
        string paused = await scenes.PausedAsync();
        await using TestPage page = await browser.OpenAsync(scenes.Page, width: width, isDark: isDark, setTime: scenes.Time);
        List<string> problems = [];
        await CheckAsync("#/", "[data-run]");
        await CheckAsync($"#/run/{running}/tree?node=read%20files", ".details");
        await CheckAsync($"#/run/{running}/picture?node=read%20files", "[data-layout='done']");
        await CheckAsync($"#/run/{running}/timeline", "[data-critical]");
        await CheckAsync($"#/run/{failed}/failures", ".sample");
        await CheckAsync($"#/run/{failed}/log?kind=nodeError", "[data-event]");
        await CheckAsync($"#/run/{failed}/items?order=index&item=22", "tr.is-selected");
        await CheckAsync($"#/run/{paused}/questions", "[data-question]");
        Assert.Empty(problems);

        async Task CheckAsync(string view, string selector)
        {
            await page.GoAsync(view);
            await page.ShowsAsync(selector);
            await page.SettlesAsync();
            int controls = await page.Page.EvaluateAsync<int>(
                """
                () => {
                  window.controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                    .filter(element => !element.disabled && element.checkVisibility({ visibilityProperty: true }));
                  window.unseen = [];
                  document.activeElement?.blur();
                  return controls.length;
                }
                """);

            Assert.True(controls > 5, $"{view} has {controls} controls.");

            // From the start of the document, once around.
            for (int i = 0; i <= controls + 2; i++)
            {
                await page.Page.Keyboard.PressAsync("Tab");
                await page.Page.EvaluateAsync(
                    """
                    () => {
                      const element = document.activeElement;
                      const style = getComputedStyle(element);
                      const at = controls.indexOf(element);
                      if (at < 0) {
                        return;
                      }
                      controls[at] = null;
                      const box = element.getBoundingClientRect();
                      if (!element.matches(':focus-visible') || style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) {
                        unseen.push(`no outline: ${element.outerHTML.slice(0, 120)}`);
                      } else if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
                        unseen.push(`out of sight: ${element.outerHTML.slice(0, 120)}`);
                      }
                    }
                    """);
            }

            string[] found = await page.Page.EvaluateAsync<string[]>("() => [...controls.filter(Boolean).map(element => `not reached: ${element.outerHTML.slice(0, 120)}`), ...unseen]");
            problems.AddRange(found.Select(problem => $"{view}: {problem}"));
            Token.ThrowIfCancellationRequested();
        }
    }
}
