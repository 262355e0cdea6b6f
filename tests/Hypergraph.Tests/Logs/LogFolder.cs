namespace Hypergraph.Tests.Logs;

/// <summary>A folder for the logs of one test.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-log-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string[] Files => [.. _folder.EnumerateFiles("*.jsonl").Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
