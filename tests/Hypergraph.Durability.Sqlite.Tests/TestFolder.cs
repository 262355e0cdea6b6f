namespace Hypergraph.Durability.Sqlite.Tests;

/// <summary>A folder of one test, which is deleted after it.</summary>
public abstract class TestFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-sqlite-");

    protected string Folder => _folder.FullName;

    protected string File => PathOf("runs.db");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected string PathOf(string name) => Path.Combine(Folder, name);
}
