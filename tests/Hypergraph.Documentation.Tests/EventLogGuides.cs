using Hypergraph.Progress;

namespace Hypergraph.Documentation.Tests;

/// <summary>The code of docs/event-log.md, word for word, and what it must produce.</summary>
public sealed class EventLogGuides : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-guide-");

    public EventLogGuides() => Directory.SetCurrentDirectory(_folder.FullName);

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Log_Is_written_and_read()
    {
        // snippet: event-log-write
        var square = new Graph("square", [Node.Create((int x) => x * x, output: "y", name: "multiply")]);

        using (var log = new JsonLinesEventProcessor("square.jsonl"))
        {
            await new AsyncRunner(log).MapAsync(square, new { x = new[] { 1, 2, 3 } }, over: "x");
        }
        // end

        var Console = new StringWriter();

        // snippet: event-log-read
        var progress = new ProgressModel();
        await foreach (Event e in EventLog.ReadAsync("square.jsonl"))
        {
            progress.Apply(e);
        }

        ProgressRow multiply = progress.Snapshot().Runs[0].Rows[1];
        Console.WriteLine($"{multiply.Label}: {multiply.Done} of {multiply.Total}");      // multiply: 3 of 3
        // end

        Assert.Equal("multiply: 3 of 3", Console.ToString().TrimEnd());
    }

    [Fact]
    public async Task Values_Are_redacted_and_cut()
    {
        {
            // snippet: event-log-values
            using var log = new JsonLinesEventProcessor("run.jsonl", new JsonLinesOptions
            {
                IncludesValues = true,
                Redact = value => value.Name == "password" ? "***" : value.Value,
                MaxValueBytes = 1024,
            });
            // end

            await new AsyncRunner(log).RunAsync(new Graph([Node.Create((string password, string text) => password + text, output: "y")]), [("password", "secret"), ("text", new string('x', 2000))]);
        }

        string[] lines = await File.ReadAllLinesAsync("run.jsonl");
        Assert.Contains("""{"password":"***","text":{"$truncated":2002,"start":"\"xxx""", lines[1], StringComparison.Ordinal);
    }
}
