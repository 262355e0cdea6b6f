namespace Hypergraph.Durability.Journals;

/// <summary>Reads what is stored of a run: the last record of each key.</summary>
internal static class RunRecords
{
    /// <summary>Reads the records of a run, without those that a retry has removed.</summary>
    public static async ValueTask<Dictionary<string, RunRecord>> ReadAsync(IRunStore store, string id, CancellationToken cancellationToken)
    {
        var records = new Dictionary<string, RunRecord>(StringComparer.Ordinal);
        await foreach (RunRecord record in store.ReadAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (record.Kind == RunRecordKind.Removed)
            {
                records.Remove(record.Key);
            }
            else
            {
                records[record.Key] = record;
            }
        }

        return records;
    }
}
