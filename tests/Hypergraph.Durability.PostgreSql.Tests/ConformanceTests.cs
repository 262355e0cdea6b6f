using Hypergraph.Durability.Testing;

namespace Hypergraph.Durability.PostgreSql.Tests;

public sealed class ConformanceTests(SharedServer server)
{
    public static TheoryData<string> Names => [.. RunStoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Store_Conforms(string name)
    {
        string connection = server.ConnectionString;
        var options = new PostgreSqlRunStoreOptions { Schema = $"case {Guid.NewGuid()}" };
        await RunStoreConformance.Cases.Single(c => c.Name == name)
            .RunAsync(async token => await PostgreSqlRunStore.OpenAsync(connection, options, token), TestContext.Current.CancellationToken);
    }
}
