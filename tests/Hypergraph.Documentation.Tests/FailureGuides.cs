namespace Hypergraph.Documentation.Tests;

/// <summary>The code of the guide to failures, word for word, and what it must produce.</summary>
public sealed class FailureGuides
{
    [Fact]
    public async Task Failures_Are_thrown_or_returned()
    {
        List<string> lines = [];
        var Console = new Lines(lines);

        // snippet: failures-throw
        var invoice = new Graph("invoice",
        [
            Node.Create((string amount) => decimal.Parse(amount), output: "net", name: "read"),
            Node.Create((decimal net) => net * 1.2m, output: "gross", name: "add_tax"),
        ]);

        var runner = new AsyncRunner();

        try
        {
            await runner.RunAsync(invoice, new { amount = "ten" });
        }
        catch (FormatException e)                                   // the node's own exception, with its stack trace
        {
            Console.WriteLine(e.Data[FailureData.Location]!);       // read
        }
        // end

        // snippet: failures-continue
        RunResult result = await runner.RunAsync(invoice, [("amount", "ten")], new RunOptions { ErrorHandling = ErrorHandling.Continue });

        if (result.Failure is { } failure)                          // result.Status is Failed
        {
            Console.WriteLine($"{failure.NodePath}: {failure.Error.GetType().Name}");       // read: FormatException
        }

        bool hasGross = result.TryGet("gross", out decimal gross);  // false; values that were produced before the failure are there
        // end

        // snippet: failures-map
        MapResult map = await runner.MapAsync(
            invoice, new { amount = new[] { "1", "two", "3" } }, over: "amount", new() { ErrorHandling = ErrorHandling.Continue });

        Console.WriteLine($"{map.Status}: {map.CompletedCount} completed, {map.FailedCount} failed");     // Partial: 2 completed, 1 failed

        IReadOnlyList<decimal?> amounts = map.Get<decimal?>("gross");       // 1.2, null, 3.6
        int failedItem = map.Failures[0].Index;                     // 1
        // end

        Assert.Equal(["read", "read: FormatException", "Partial: 2 completed, 1 failed"], lines);
        Assert.Equal((RunStatus.Failed, false, 0m), (result.Status, hasGross, gross));
        Assert.Equal([1.2m, null, 3.6m], amounts);
        Assert.Equal(1, failedItem);
    }

    [Fact]
    public void Failures_Say_where()
    {
        List<string> lines = [];
        var Console = new Lines(lines);

        // snippet: failures-where
        var parseRow = Node.Create((string row) => int.Parse(row), output: "number", name: "parse_row");
        var file = new Graph("file", [new Graph("row", [parseRow]).AsNode("rows").MapOver(["row"], MapMode.Zip, ErrorHandling.Continue)]);
        var files = new Graph("all", [file.AsNode("files").MapOver("row")]);

        RunResult result = new SyncRunner().Run(files, new { row = new[] { new[] { "1", "two" }, ["3"] } });

        foreach (RunFailure failure in result.Failures)             // result.Status is Completed, result.HasFailures true
        {
            Console.WriteLine(failure);                             // files/rows/parse_row [item 0.1]: FormatException: …
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

        // snippet: failures-labels
        var sizes = new Graph("sizes", [Node.Create((string path) => File.ReadAllText(path).Length, output: "size", name: "read")]);
        string[] paths = ["missing/f036.csv"];

        MapResult result = new SyncRunner().Map(sizes, new { path = paths }, "path", new MapOptions
        {
            ItemLabel = ItemLabel.Of<string>("path", path => Path.GetFileName(path)),      // or ItemLabel = "path"
            ErrorHandling = ErrorHandling.Continue,
        });

        Console.WriteLine(result.AllFailures[0].Location);          // read [f036.csv]
        // end

        Assert.Equal("read [f036.csv]", Assert.Single(lines));
    }

    private sealed class Lines(List<string> lines)
    {
        public void WriteLine(object line) => lines.Add(line.ToString()!);
    }
}
