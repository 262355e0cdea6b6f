namespace Hypergraph.Durability.Stored;

/// <summary>A fixture beside the sources of its tests. With the environment variable <c>HYPERGRAPH_WRITE_FIXTURES=1</c> it is written before the tests run.</summary>
public abstract class StoredFixture : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("HYPERGRAPH_WRITE_FIXTURES") == "1")
        {
            await WriteAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The path of a fixture.</summary>
    protected static string SourceOf(string name) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "Fixtures", name));

    /// <summary>Writes the fixture of the current version.</summary>
    protected abstract Task WriteAsync();
}
