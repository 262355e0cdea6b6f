using Hypergraph.Durability.PostgreSql;
using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Durability;

internal static class WriterStores
{
    public static async Task<IRunStore> OpenAsync(string kind, string address) => kind switch
    {
        "sqlite" => await SqliteRunStore.OpenAsync(address),
        "postgres" => await PostgreSqlRunStore.OpenAsync(address),
        _ => throw new ArgumentException($"There is no store '{kind}'.", nameof(kind)),
    };
}
