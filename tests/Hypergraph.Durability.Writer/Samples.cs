using System.Text;

namespace Hypergraph.Durability;

/// <summary>Runs and writes for tests of stores.</summary>
internal static class Samples
{
    public static StoredRun Run(string id) => new()
    {
        Id = id,
        GraphHash = "hash",
        GraphShape = "{}",
        Inputs = default,
        Created = DateTimeOffset.UnixEpoch,
        Changed = DateTimeOffset.UnixEpoch,
        Lease = new RunLease(1, 0, "owner"),
    };

    public static RunWrite Write(params IEnumerable<string> keys) => new()
    {
        Records = [.. keys.Select(key => new RunRecord(key, RunRecordKind.Completed, Encoding.UTF8.GetBytes("value")))],
        Time = DateTimeOffset.UnixEpoch.AddMinutes(1),
    };

    public static async Task<string[]> KeysAsync(IRunStore store, string id, CancellationToken cancellationToken) =>
        await store.ReadAsync(id, cancellationToken).Select(record => record.Key).ToArrayAsync(cancellationToken);
}
