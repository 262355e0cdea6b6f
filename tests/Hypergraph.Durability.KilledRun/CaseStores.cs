using Hypergraph.Durability.PostgreSql;
using Hypergraph.Durability.Sqlite;

namespace Hypergraph.Durability.KilledRun;

/// <summary>Opens the stores of cases.</summary>
internal static class CaseStores
{
    public static async Task<IRunStore> OpenAsync(string kind, string address, DurabilityMode mode, TimeSpan lease) => kind switch
    {
        "sqlite" => await SqliteRunStore.OpenAsync(address, new SqliteRunStoreOptions { Durability = mode, LeaseDuration = lease, WaitForLease = TimeSpan.FromMinutes(2) }),
        "postgres" => await PostgreSqlRunStore.OpenAsync(address, new PostgreSqlRunStoreOptions { Durability = mode, LeaseDuration = lease, WaitForLease = TimeSpan.FromMinutes(2) }),
        _ => throw new ArgumentException($"There is no store '{kind}'.", nameof(kind)),
    };
}
