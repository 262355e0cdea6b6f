using Hypergraph.Progress;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/pictures.md, word for word, and the pictures on the page.</summary>
public sealed class PictureGuides : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-guide-");

    public PictureGuides() => Directory.SetCurrentDirectory(_folder.FullName);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pictures_Are_those_of_the_page()
    {
        // snippet: picture-graph
        var read = Node.Create((string folder) => Directory.GetFiles(folder), output: "file", name: "read");

        var isText = Node.IfElse((string file) => Path.GetExtension(file) == ".md", then: "parse", otherwise: Node.End, name: "is_text");
        var parse = Node.Create((string file) => File.ReadAllLines(file), output: "lines", name: "parse");
        var count = Node.Create((string[] lines) => lines.Length, output: "words", name: "count");
        var page = new Graph("page", [isText, parse, count]);

        var approve = Node.Interrupt<bool>((int?[] words) => $"Publish {words.Length} pages?", output: "approved", name: "approve");
        var publish = Node.Create((string[] file, int?[] words, bool approved) => approved ? words.Sum() : 0, output: "published", name: "publish");

        var site = new Graph("site", [read, page.AsNode("pages").MapOver("file"), approve, publish]);

        string picture = site.ToMermaid();
        // end

        Guide.Shows("docs/pictures.md", "site", picture);

        // snippet: picture-options
        string overview = site.ToMermaid(new GraphPictureOptions
        {
            Title = "The site, from above",
            Direction = GraphPictureDirection.LeftToRight,
            Depth = 0,                                              // nested graphs as one node
            OmitImpliedEdges = true,                                // 'read' precedes 'publish' anyway
            ShowTypes = true,
        });
        // end

        Guide.Shows("docs/pictures.md", "overview", overview);

        Directory.CreateDirectory("pages");
        foreach (string name in new[] { "a.md", "b.md", "c.txt" })
        {
            await File.WriteAllLinesAsync(Path.Combine("pages", name), ["one", "two"], TestContext.Current.CancellationToken);
        }

        using (var log = new JsonLinesEventProcessor("site.jsonl"))
        {
            Assert.Equal(RunStatus.Paused, (await new AsyncRunner(log).RunAsync(site, ("folder", "pages"))).Status);
        }

        // snippet: picture-run
        var model = new ProgressModel();
        await foreach (Event e in EventLog.ReadAsync("site.jsonl"))
        {
            model.Apply(e);
        }

        string run = model.Snapshot().Runs[0].ToMermaid();
        // end

        Guide.Shows("docs/pictures.md", "run", run);

        // snippet: picture-typed-run
        string typed = site.ToMermaid(new GraphPictureOptions { ShowTypes = true, States = model.Snapshot().Runs[0].GetPictureStates() });
        // end

        Assert.Contains("folder#58; string → file#58; string#91;#93;<br/>done", typed, StringComparison.Ordinal);
    }
}
