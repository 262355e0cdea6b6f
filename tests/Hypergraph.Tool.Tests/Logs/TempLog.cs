namespace Hypergraph.Tool.Tests;

/// <summary>A log in a folder of its own.</summary>
public sealed class TempLog : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hypergraph-tool-").FullName;

    public TempLog() => Path = System.IO.Path.Combine(_folder, "run.jsonl");

    /// <summary>The path of the log.</summary>
    public string Path { get; }

    /// <summary>The lines of the log.</summary>
    public string[] Lines
    {
        get => File.ReadAllLines(Path);
        set => File.WriteAllLines(Path, value);
    }

    /// <summary>Writes the log of runs, one after the other.</summary>
    /// <param name="names">The names in <see cref="Runs.Names"/>.</param>
    public static async Task<TempLog> OfAsync(params string[] names)
    {
        var log = new TempLog();
        using var processor = new JsonLinesEventProcessor(log.Path);
        var clock = new FakeClock();
        foreach (string name in names)
        {
            await Runs.RunAsync(name, clock, processor);
        }

        return log;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
