namespace Hypergraph.Dashboard.Tests;

/// <summary>A folder of its own for a test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hypergraph-dashboard-").FullName;

    /// <summary>The path of a log in it.</summary>
    public string Log => System.IO.Path.Combine(Path, "run.jsonl");

    /// <summary>Writes events to the log.</summary>
    public void Write(IEnumerable<Event> events)
    {
        using var processor = new JsonLinesEventProcessor(Log);
        foreach (Event e in events)
        {
            processor.OnEvent(e);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
