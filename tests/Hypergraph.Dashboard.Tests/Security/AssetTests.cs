using System.Net;
using System.Text.RegularExpressions;

namespace Hypergraph.Dashboard.Tests;

/// <summary>The files of the page.</summary>
public sealed partial class AssetTests
{
    [Theory]
    [InlineData("")]
    [InlineData("assets/dashboard.js")]
    [InlineData("assets/dashboard.css")]
    [InlineData("assets/layout.js")]
    public async Task Asset_Has_no_address_elsewhere(string path)
    {
        await using TestApplication application = await TestApplication.StartAsync();
        string text = await application.TextAsync(path);

        // The names of XML namespaces look like addresses, and are never loaded.
        Assert.Equal([], Address().Matches(text).Select(match => match.Value).Distinct().Where(address => address is not ("http://www.w3.org/2000/svg" or "http://www.w3.org/1998/Math/MathML" or "http://www.w3.org/1999/xhtml" or "http://www.w3.org/1999/xlink" or "http://www.w3.org/XML/1998/namespace")));
        Assert.DoesNotContain("sourceMappingURL", text, StringComparison.Ordinal);
        Assert.DoesNotContain("eval(", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assets/../index.html")]
    [InlineData("assets/..%2Findex.html")]
    [InlineData("assets/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("assets/page.js")]
    [InlineData("assets/")]
    public async Task Asset_That_is_none_Is_not_found(string path)
    {
        await using TestApplication application = await TestApplication.StartAsync();

        using HttpResponseMessage response = await application.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Page_Compressed_Is_small()
    {
        await using TestApplication application = await TestApplication.StartAsync();
        long size = 0;
        foreach (string path in (string[])["", "assets/dashboard.js", "assets/dashboard.css", "assets/layout.js"])
        {
            using HttpResponseMessage response = await application.GetAsync(path, ("Accept-Encoding", "gzip"));
            Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
            size += response.Content.Headers.ContentLength!.Value;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{size} bytes with gzip");
        Assert.InRange(size, 1_000, 300_000);
    }

    [GeneratedRegex("""(https?:)?//[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(/[^\s"'`)]*)?|wss?://\S+""")]
    private static partial Regex Address();
}
