using System.Collections.Concurrent;
using Hypergraph.Orleans.Protocol;

namespace Hypergraph.Orleans.Calling;

/// <summary>
/// The caller's record of the items of its call, with which another coordinator can continue. One thread adds items while
/// another records log entries.
/// </summary>
/// <param name="isAttached">Whether another caller submits the items.</param>
internal sealed class SubmittedItems(bool isAttached)
{
    // Submitted items that have not ended: they are submitted again if the coordinator fails.
    private readonly ConcurrentDictionary<long, ItemInput> _unfinished = new();
    private readonly ConcurrentDictionary<long, int> _siloFailures = new();

    // The silo of each item: a coordinator that fails together with a silo cannot count that silo's items.
    private readonly Dictionary<long, string> _silos = [];
    private readonly HashSet<long> _ended = [];

    /// <summary>The silos to which items are assigned.</summary>
    public string[] Silos => [.. _silos.Values.Distinct()];

    /// <summary>The number of ended items; counted only for a caller that attached.</summary>
    public int EndedCount => _ended.Count;

    public void Add(ItemInput item) => _unfinished[item.Item] = item;

    /// <summary>
    /// Whether the item's end is recorded. A caller that attached may have read an end that the submitting caller has not read, and which submits the item again.
    /// </summary>
    public bool HasEnded(long item) => isAttached ? _ended.Contains(item) : !_unfinished.ContainsKey(item);

    /// <summary>Records an item's silo, the number of its silo failures, and its end.</summary>
    public void Record(LogEntry entry)
    {
        if (entry.Result is not null)
        {
            _siloFailures.TryRemove(entry.Item, out _);
            _silos.Remove(entry.Item);
            _unfinished.TryRemove(entry.Item, out _);
            if (isAttached)
            {
                _ended.Add(entry.Item);
            }

            return;
        }

        if (entry.SiloFailures > 0 || _siloFailures.ContainsKey(entry.Item))
        {
            _siloFailures[entry.Item] = entry.SiloFailures;
        }

        if (entry.Silo is { } silo)
        {
            _silos[entry.Item] = silo;
        }
    }

    /// <summary>Counts a silo failure for an item whose state is unknown.</summary>
    public void CountSiloFailures(long item) => _siloFailures.AddOrUpdate(item, 1, static (_, count) => count + 1);

    /// <summary>Counts the items on failed silos, and clears the silos of all items.</summary>
    /// <returns>Whether there were any.</returns>
    public bool CountSiloFailures(string[] failedSilos)
    {
        long[] failedItems = [.. _silos.Where(s => failedSilos.Contains(s.Value)).Select(s => s.Key)];
        _silos.Clear();
        foreach (long item in failedItems)
        {
            CountSiloFailures(item);
        }

        return failedItems.Length > 0;
    }

    /// <summary>Returns the submitted items that have not ended, for a new coordinator.</summary>
    public ItemInput[] GetUnfinished() =>
    [
        .. _unfinished.Values.OrderBy(i => i.Item).Select(i => i with { SiloFailures = _siloFailures.GetValueOrDefault(i.Item) }),
    ];
}
