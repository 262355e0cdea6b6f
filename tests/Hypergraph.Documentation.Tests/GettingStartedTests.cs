using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hypergraph.Documentation.Tests;

/// <summary>The program of docs/getting-started.md writes what the page shows.</summary>
public sealed partial class GettingStartedTests
{
    [Fact]
    public async Task Program_Writes_what_the_page_shows()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FirstGraph.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process program = Process.Start(start)!;
        Task<string> errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        // The rows of the tree are on standard error here, as plain lines.
        IEnumerable<string> shown = Output().Match(Repository.Read("docs/getting-started.md")).Groups["text"].Value
            .Split('\n')
            .Where(line => !line.StartsWith('✓'));
        Assert.Equal(string.Join('\n', shown), output.ReplaceLineEndings("\n"));
        Assert.Equal((0, 2), (program.ExitCode, Completed().Count(await errors)));
    }

    [Fact]
    public void Error_Is_what_the_page_shows()
    {
        var words = Node.Create((string text) => text.Split(' '), output: "words");
        var count = Node.Create((string[] word) => word.Length, output: "count");
        var stats = new Graph("stats", [words, count]);
        Guide.Says("getting-started", () => new SyncRunner().Run(stats, new { text = "graphs out of plain functions" }));
    }

    [GeneratedRegex("<!-- sample: output -->\n```text\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Output();

    [GeneratedRegex("stats completed!")]
    private static partial Regex Completed();
}
