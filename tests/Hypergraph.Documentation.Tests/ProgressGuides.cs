using System.Text.Json;
using System.Text.RegularExpressions;
using Hypergraph.Progress;
using Spectre.Console;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to progress, word for word, and what it must produce; the output that the guide shows is the one that comes.</summary>
public sealed partial class ProgressGuides
{
    // snippet: progress-graph
    private static readonly Graph Pages = new("pages",
    [
        Node.Create((int page) => page == 3 ? throw new InvalidOperationException("the page is empty") : page * 2, output: "text", name: "read"),
        Node.Create((int text) => text + 1, output: "size", name: "measure"),
    ]);

    private static readonly Graph Report = new("report",
    [
        Node.Create((int count) => Enumerable.Range(1, count).ToArray(), output: "page", name: "load"),
        Pages.AsNode().MapOver(["page"], MapMode.Zip, ErrorHandling.Continue),
        Node.Create((int?[] size) => size.Sum() ?? 0, output: "sum", name: "summarise"),
    ]);
    // end

    [Fact]
    public void Options_Run()
    {
        // snippet: progress-options
        using var progress = new RichProgressProcessor(new RichProgressOptions
        {
            Theme = ProgressTheme.Tree,
            MapLabel = "Documents",
            MapLabels = new Dictionary<string, string> { ["pages"] = "Pages" },
            MaxFailures = 3,
        });

        var runner = new SyncRunner(progress);
        // end

        Assert.Contains(progress, runner.EventProcessors);
    }

    [Fact]
    public void Own_theme_Runs()
    {
        // snippet: progress-theme
        ProgressTheme calm = ProgressTheme.Tree with
        {
            Spinner = ["▸"],                                        // one frame: it does not move
            DoneSign = "●",
            WaitingSign = "○",
            Good = new Style(Color.Blue),
        };

        var options = new RichProgressOptions { Theme = calm };
        // end

        Assert.Same(calm, options.Theme);
    }

    [Fact]
    public void Own_console_Runs()
    {
        // snippet: progress-console
        using var log = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(log) });

        using var progress = new RichProgressProcessor(new RichProgressOptions { Console = console, Mode = ProgressMode.Plain });
        new SyncRunner(progress).Run(Report, new { count = 4 });
        // end

        Assert.Equal(Shown("plain"), Timeless(log.ToString()));
    }

    [Fact]
    public void Model_Runs()
    {
        List<string> shown = [];
        var Console = new Lines(shown);

        // snippet: progress-model
        var model = new ProgressModel();
        new SyncRunner(new ModelFeed(model)).Run(Report, new { count = 4 });

        foreach (ProgressRow row in model.Snapshot().Runs[0].Rows)
        {
            Console.WriteLine($"{row.Label}: {row.Done} of {row.Total}, {row.State}");
        }
        // end

        Assert.Equal(
            ["load: 1 of 1, Done", "pages Progress: 4 of 4, Failed", "read: 4 of 4, Failed", "measure: 3 of 3, Done", "summarise: 1 of 1, Done"],
            shown);
    }

    [Theory]
    [InlineData(ProgressMode.Quiet, "quiet")]
    [InlineData(ProgressMode.Accessible, "accessible")]
    [InlineData(ProgressMode.Plain, "plain")]
    public void Output_Is_shown_as_it_comes(ProgressMode mode, string sample) => Assert.Equal(Shown(sample), Timeless(Output(mode, new { count = 4 })));

    [Fact]
    public void Json_Has_no_member_that_the_schema_does_not_name()
    {
        string page = Repository.Read("docs/progress.md");
        HashSet<string> members = [];
        foreach (string line in Output(ProgressMode.Json, new { count = 4 }).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))
        {
            Collect(JsonDocument.Parse(line).RootElement, members);
        }

        Assert.Subset(members, new HashSet<string>(["v", "type", "time", "run", "graph", "row", "rows", "status", "path", "label", "kind", "state", "done", "total"]));
        Assert.All(members, member => Assert.Contains($"`{member}`", page, StringComparison.Ordinal));
    }

    private static void Collect(JsonElement element, HashSet<string> members)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            element.EnumerateArray().ToList().ForEach(item => Collect(item, members));
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                members.Add(property.Name);
                Collect(property.Value, members);
            }
        }
    }

    private static string Output(ProgressMode mode, object inputs)
    {
        using var log = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(log) });
        using var progress = new RichProgressProcessor(new RichProgressOptions { Console = console, Mode = mode });
        new SyncRunner(progress).Run(Report, inputs);
        return log.ToString();
    }

    /// <summary>The sample of the page that stands behind this comment.</summary>
    private static string Shown(string sample)
    {
        string page = Repository.Read("docs/progress.md");
        Match match = Regex.Match(page, $"<!-- sample: {sample} -->\n```text\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));
        Assert.True(match.Success, $"docs/progress.md has no sample '{sample}'.");
        return Timeless(match.Groups["text"].Value);
    }

    private static string Timeless(string text) => Length().Replace(text.ReplaceLineEndings("\n"), "TIME");

    [GeneratedRegex(@"\d+(\.\d+)? (ms|s)\b|less than a second|\d+ seconds?")]
    private static partial Regex Length();

    // snippet: progress-feed
    private sealed class ModelFeed(ProgressModel model) : EventProcessor
    {
        public override bool WantsValues => false;

        public override void OnEvent(Event e) => model.Apply(e);
    }
    // end

    private sealed class Lines(List<string> lines)
    {
        public void WriteLine(string line) => lines.Add(line);
    }
}
