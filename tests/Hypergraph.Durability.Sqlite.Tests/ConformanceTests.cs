using Hypergraph.Durability.Testing;

namespace Hypergraph.Durability.Sqlite.Tests;

public sealed class ConformanceTests : TestFolder
{
    public static TheoryData<string> Names => [.. RunStoreConformance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Store_Conforms(string name) => await RunStoreConformance.Cases.Single(c => c.Name == name)
        .RunAsync(async token => await SqliteRunStore.OpenAsync(File, new SqliteRunStoreOptions { Synchronous = SqliteSynchronous.Normal }, token), Token);
}
