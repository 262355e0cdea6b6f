using Hypergraph.Durability.PostgreSql.Tests;

[assembly: AssemblyFixture(typeof(SharedServer))]

namespace Hypergraph.Durability.PostgreSql.Tests;

/// <summary>A server that the tests share, each with a schema of its own.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private PostgreSqlServer? _server;

    public string ConnectionString
    {
        get
        {
            Assert.SkipWhen(_server is null, PostgreSqlServer.SkipReason);
            return _server.ConnectionString;
        }
    }

    public async ValueTask InitializeAsync() => _server = PostgreSqlServer.Programs is null ? null : await PostgreSqlServer.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
