using Hypergraph.Durability.Sqlite.Tests;
using Hypergraph.Durability.Stored;
using Microsoft.Data.Sqlite;

[assembly: AssemblyFixture(typeof(FixtureFile))]

namespace Hypergraph.Durability.Sqlite.Tests;

/// <summary>Files that earlier versions have written.</summary>
public sealed class FixtureTests : StoredFormatTests, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-fixture-");

    protected override async Task<IRunStore> LoadAsync()
    {
        string copy = Path.Combine(_folder.FullName, "copy.db");
        File.Copy(FixtureFile.Path, copy);
        return await SqliteRunStore.OpenAsync(copy, cancellationToken: Token);
    }

    protected override async Task<IRunStore> CreateAsync() => await FixtureFile.CreateAsync(Path.Combine(_folder.FullName, "new.db"), Token);

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>The fixture of version 1 of the schema.</summary>
public sealed class FixtureFile : StoredFixture
{
    public static string Path { get; } = SourceOf("version-1.db");

    public static async Task<IRunStore> CreateAsync(string path, CancellationToken cancellationToken) =>
        await SqliteRunStore.OpenAsync(path, new SqliteRunStoreOptions { TimeProvider = StoredRuns.Clock }, cancellationToken);

    protected override async Task WriteAsync()
    {
        File.Delete(Path);
        await using (IRunStore store = await CreateAsync(Path, CancellationToken.None))
        {
            await StoredRuns.WriteAsync(store, CancellationToken.None);
        }

        // Pages still have what was overwritten, such as the processes that held the runs.
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand vacuum = connection.CreateCommand();
        vacuum.CommandText = "VACUUM";
        await vacuum.ExecuteNonQueryAsync();
    }
}
