using Hypergraph.Durability.Graphs;

namespace Hypergraph.Durability.Runs;

/// <summary>What a retry runs again.</summary>
internal static class RetriedExecutions
{
    /// <summary>Returns the keys of the executions that a retry removes, in the order of their records.</summary>
    /// <param name="run">The run.</param>
    /// <param name="records">Its records.</param>
    /// <param name="items">Items of the outermost maps, which run again as a whole; null for all that failed.</param>
    /// <exception cref="InvalidOperationException">The outcome of one is unknown, and it may run at most once.</exception>
    public static IReadOnlyList<string> OfItems(StoredRun run, Dictionary<string, RunRecord> records, IReadOnlyCollection<int>? items)
    {
        var keys = records.Keys.ToDictionary(key => key, ExecutionKeys.PartsOf);
        HashSet<int> chosen = [.. items ?? []];
        IEnumerable<IReadOnlyList<KeyPart>> departures = items is null
            ? records.Values.Where(record => record.Kind == RunRecordKind.Failed).Select(record => keys[record.Key])
            : keys.Values.Select(parts => UpToItem(parts, chosen)).OfType<IReadOnlyList<KeyPart>>();
        return AffectedBy(run, records, keys, departures);
    }

    /// <summary>Returns the keys of the executions that a retry removes, in the order of their records.</summary>
    /// <param name="run">The run.</param>
    /// <param name="records">Its records.</param>
    /// <param name="chosen">Executions, or the starts of their keys.</param>
    /// <exception cref="InvalidInputException">The run has no such execution.</exception>
    /// <exception cref="InvalidOperationException">The outcome of one is unknown, and it may run at most once.</exception>
    public static IReadOnlyList<string> OfKeys(StoredRun run, Dictionary<string, RunRecord> records, IReadOnlyCollection<string> chosen)
    {
        var keys = records.Keys.ToDictionary(key => key, ExecutionKeys.PartsOf);
        return AffectedBy(run, records, keys, [.. chosen.Select(key => ExecutionKeys.Find(key, keys.Values)
            ?? throw new InvalidInputException($"Run '{run.Id}' has no execution '{key}' to retry. Inspect it to see its executions.", key))]);
    }

    private static string[] AffectedBy(
        StoredRun run, Dictionary<string, RunRecord> records, Dictionary<string, IReadOnlyList<KeyPart>> keys, IEnumerable<IReadOnlyList<KeyPart>> departures)
    {
        var changed = new ChangedExecutions(new Downstream(GraphShape.Parse(run.GraphShape)), new ExecutionOrders(keys.Values));
        foreach (IReadOnlyList<KeyPart> departure in departures)
        {
            changed.Add(departure);
        }

        string[] retried = [.. records.Keys.Where(key => changed.Affect(keys[key]))];
        return Array.Find(retried, key => records[key].Kind == RunRecordKind.Begun) is { } unknown
            ? throw new InvalidOperationException($"'{unknown}' of run '{run.Id}' may run at most once, has begun, and may have had its effect. Decide with RunStoreExtensions.ResolveAsync, then retry.")
            : retried;
    }

    /// <summary>The key up to the outermost item, if it is one of these; null otherwise.</summary>
    private static IReadOnlyList<KeyPart>? UpToItem(IReadOnlyList<KeyPart> parts, HashSet<int> items)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].Item is { } item)
            {
                return items.Contains(item) ? [.. parts.Take(i + 1)] : null;
            }
        }

        return null;
    }
}
