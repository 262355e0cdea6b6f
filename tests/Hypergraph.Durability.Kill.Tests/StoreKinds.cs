using Hypergraph.Durability.Kill.Tests;
using Hypergraph.Durability.PostgreSql.Tests;

[assembly: AssemblyFixture(typeof(StoreKinds))]

namespace Hypergraph.Durability.Kill.Tests;

/// <summary>New, empty storage of each kind of store.</summary>
public sealed class StoreKinds : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hypergraph-kill-");
    private PostgreSqlServer? _server;
    private int _count;

    /// <summary>A new file in a temporary folder.</summary>
    public string NewFile() => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _count)}");

    /// <summary>The address of a store of a kind for one run. Runs in PostgreSQL have a database each.</summary>
    public async Task<string> NewAddressAsync(string kind)
    {
        if (kind == "sqlite")
        {
            return $"{NewFile()}.db";
        }

        Assert.SkipWhen(_server is null, PostgreSqlServer.SkipReason);
        string database = $"run{Interlocked.Increment(ref _count)}";
        await using var source = Npgsql.NpgsqlDataSource.Create(_server.ConnectionString);
        await using Npgsql.NpgsqlCommand create = source.CreateCommand($"CREATE DATABASE {database}");
        await create.ExecuteNonQueryAsync();
        return _server.ConnectionString.Replace("Database=postgres", $"Database={database}", StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync() => _server = PostgreSqlServer.Programs is null ? null : await PostgreSqlServer.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
