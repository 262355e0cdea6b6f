using System.Text.Json;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to failures, word for word, and what it must give.</summary>
public sealed class FailureGuides
{
    [Fact]
    public void Failures_Say_where()
    {
        List<string> lines = [];
        var Console = new Lines(lines);

        // snippet: failures
        var parseRow = Node.Create((string row) => int.Parse(row), output: "number", name: "parse_row");
        var file = new Graph("file", [new Graph("row", [parseRow]).AsNode("rows").MapOver(["row"], MapMode.Zip, ErrorHandling.Continue)]);
        var files = new Graph("all", [file.AsNode("files").MapOver("row")]);

        RunResult result = new SyncRunner().Run(files, new { row = new[] { new[] { "1", "two" }, ["3"] } });

        foreach (RunFailure failure in result.Failures)        // result.Status is Completed, result.HasFailures true
        {
            Console.WriteLine(failure);                         // files/rows/parse_row [item 0.1]: FormatException: …
        }
        // end

        Assert.True(result is { Status: RunStatus.Completed, HasFailures: true });
        Assert.StartsWith("files/rows/parse_row [item 0.1]: FormatException: ", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_Name_items()
    {
        List<string> lines = [];
        var Console = new Lines(lines);
        string[] paths = [Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "f036.csv")];

        // snippet: failures-labels
        var sizes = new Graph("sizes", [Node.Create((string path) => File.ReadAllText(path).Length, output: "size", name: "read")]);

        MapResult result = new SyncRunner().Map(sizes, new { path = paths }, "path", new MapOptions
        {
            ItemLabel = ItemLabel.Of<string>("path", path => Path.GetFileName(path)),      // or ItemLabel = "path"
            ErrorHandling = ErrorHandling.Continue,
        });

        Console.WriteLine(result.AllFailures[0].Location);      // read [f036.csv]
        // end

        Assert.Equal("read [f036.csv]", Assert.Single(lines));
    }

    [Fact]
    public void Events_Are_JSON()
    {
        Event e = new StopRequestedEvent { RunId = RunId.New(), SpanId = SpanId.New(), Timestamp = DateTimeOffset.UnixEpoch };

        // snippet: failures-json
        string json = JsonSerializer.Serialize(e);              // {"type":"NodeError","time":"…","run":"…","nodePath":"files/rows/parse_row",…}
        Event read = JsonSerializer.Deserialize<Event>(json)!;
        // end

        Assert.Equal(e, read);
    }

    private sealed class Lines(List<string> lines)
    {
        public void WriteLine(object line) => lines.Add(line.ToString()!);
    }
}
