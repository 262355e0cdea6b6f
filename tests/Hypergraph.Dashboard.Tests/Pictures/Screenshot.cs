using Microsoft.Playwright;

namespace Hypergraph.Dashboard.Tests;

/// <summary>Compares what a page looks like with a file of the documentation. Fonts and browsers differ, so a part of the pixels may too.</summary>
internal static class Screenshot
{
    /// <summary>The part of the pixels that may differ.</summary>
    private const double Tolerance = 0.02;

    private static readonly bool Writes = Environment.GetEnvironmentVariable("HYPERGRAPH_WRITE_IMAGES") == "1";

    /// <summary>Compares a page with <c>docs/images/dashboard-NAME.png</c>, or writes it there with HYPERGRAPH_WRITE_IMAGES=1.</summary>
    public static async Task AssertAsync(TestPage page, string name)
    {
        Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than its window.");
        await page.Page.EvaluateAsync("() => document.fonts.ready");
        byte[] actual = await page.Page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        string path = Path.Combine(Root(), "docs", "images", $"dashboard-{name}.png");
        if (Writes)
        {
            await File.WriteAllBytesAsync(path, actual, TestContext.Current.CancellationToken);
            return;
        }

        byte[] expected = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        double difference = await DifferenceAsync(page, expected, actual);
        if (difference > Tolerance)
        {
            string found = Path.Combine(AppContext.BaseDirectory, $"dashboard-{name}.png");
            await File.WriteAllBytesAsync(found, actual, TestContext.Current.CancellationToken);
            Assert.Fail($"{difference:P1} of the pixels are not those of {path}. The page looks like {found}. If that is right, write the files with HYPERGRAPH_WRITE_IMAGES=1.");
        }
    }

    /// <summary>Counts pixels that differ visibly, in a page of the same browser.</summary>
    private static async Task<double> DifferenceAsync(TestPage page, byte[] expected, byte[] actual)
    {
        IPage canvas = await page.Page.Context.NewPageAsync();
        double difference = await canvas.EvaluateAsync<double>(
            """
            async ([expected, actual]) => {
              const pixelsOf = async png => {
                const image = new Image();
                image.src = `data:image/png;base64,${png}`;
                await image.decode();
                const canvas = new OffscreenCanvas(image.width, image.height);
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                return context.getImageData(0, 0, image.width, image.height);
              };
              const [a, b] = [await pixelsOf(expected), await pixelsOf(actual)];
              if (a.width !== b.width || a.height !== b.height) {
                return 1;
              }

              let different = 0;
              for (let i = 0; i < a.data.length; i += 4) {
                if (Math.abs(a.data[i] - b.data[i]) + Math.abs(a.data[i + 1] - b.data[i + 1]) + Math.abs(a.data[i + 2] - b.data[i + 2]) > 96) {
                  different++;
                }
              }

              return different / (a.width * a.height);
            }
            """,
            new[] { Convert.ToBase64String(expected), Convert.ToBase64String(actual) });
        await canvas.CloseAsync();
        return difference;
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Hypergraph.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests are not below the folder of the repository.");
        }

        return folder;
    }
}
