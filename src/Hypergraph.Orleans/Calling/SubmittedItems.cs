using System.Collections.Concurrent;

namespace Hypergraph.Orleans;

/// <summary>
/// What a caller knows of the items of its call, so that another coordinator can go on with them. Items are added from one
/// thread while another notes what is told of them.
/// </summary>
/// <param name="isAttached">Whether somebody else gives the items.</param>
internal sealed class SubmittedItems(bool isAttached)
{
    // What was given and has not ended: to be given again if the coordinator is lost.
    private readonly ConcurrentDictionary<long, ItemInput> _unfinished = new();
    private readonly ConcurrentDictionary<long, int> _siloFailures = new();

    // Who has what: a coordinator that is lost along with a silo cannot count the items that the silo had.
    private readonly Dictionary<long, string> _silos = [];
    private readonly HashSet<long> _ended = [];

    /// <summary>The silos that have items.</summary>
    public string[] Silos => [.. _silos.Values.Distinct()];

    /// <summary>The number of items whose end was told to a caller who attached.</summary>
    public int EndedCount => _ended.Count;

    public void Add(ItemInput item) => _unfinished[item.Item] = item;

    /// <summary>
    /// Whether the item's end was told. Who attached may have seen it where he who gave the item has not, and gives it again.
    /// </summary>
    public bool HasEnded(long item) => isAttached ? _ended.Contains(item) : !_unfinished.ContainsKey(item);

    /// <summary>Notes who has an item, how often it was lost, and that it has ended.</summary>
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

    /// <summary>Counts an item of which it is not known what has become.</summary>
    public void CountSiloFailures(long item) => _siloFailures.AddOrUpdate(item, 1, static (_, losses) => losses + 1);

    /// <summary>Counts the items that were on silos which are lost; where the others are is not known any more.</summary>
    /// <returns>Whether there were any.</returns>
    public bool CountSiloFailures(string[] lostSilos)
    {
        long[] lost = [.. _silos.Where(s => lostSilos.Contains(s.Value)).Select(s => s.Key)];
        _silos.Clear();
        foreach (long item in lost)
        {
            CountSiloFailures(item);
        }

        return lost.Length > 0;
    }

    /// <summary>What was given before, for a new coordinator.</summary>
    public ItemInput[] GetUnfinished() =>
    [
        .. _unfinished.Values.OrderBy(i => i.Item).Select(i => new ItemInput
        {
            Item = i.Item,
            Values = i.Values,
            SiloFailures = _siloFailures.GetValueOrDefault(i.Item),
        }),
    ];
}
