namespace Hypergraph.Durability.Journals;

/// <summary>Reads what is stored of a run: the last record of each key.</summary>
internal static class RunRecords
{
    /// <summary>Reads the records of a run, without those that a retry has removed, in the order in which their executions were first stored, or stored again.</summary>
    public static async ValueTask<Dictionary<string, RunRecord>> ReadAsync(IRunStore store, string id, CancellationToken cancellationToken)
    {
        var records = new Dictionary<string, RunRecord>(StringComparer.Ordinal);
        Dictionary<string, long>? orders = null;
        long order = 0;
        await foreach (RunRecord record in store.ReadAsync(id, cancellationToken).ConfigureAwait(false))
        {
            order++;
            if (record.Kind == RunRecordKind.Removed)
            {
                // From here on, the dictionary no longer has the order in which it was filled.
                orders ??= records.Keys.Index().ToDictionary(entry => entry.Item, entry => (long)entry.Index, StringComparer.Ordinal);
                records.Remove(record.Key);
                orders.Remove(record.Key);
            }
            else
            {
                records[record.Key] = record;
                orders?.TryAdd(record.Key, order);
            }
        }

        return orders is null ? records : new(records.OrderBy(record => orders[record.Key]), StringComparer.Ordinal);
    }
}
