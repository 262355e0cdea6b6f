namespace Hypergraph.Orleans;

/// <summary>
/// The items that wait for a silo. Those that were lost go first; those that were lost more than once may be what ends their
/// silos, and are run alone, so that they take no others with them.
/// </summary>
internal sealed class WaitingItems
{
    private const int LossesOfSuspects = 2;

    private readonly Queue<LedgerItem> _items = [];
    private readonly Queue<LedgerItem> _lost = [];
    private readonly Queue<LedgerItem> _suspects = [];

    public bool HasSuspects => _suspects.Count > 0;

    public bool HasItems => _items.Count + _lost.Count > 0;

    public int Count => _items.Count + _lost.Count + _suspects.Count;

    public void Add(LedgerItem item) => QueueOf(item).Enqueue(item);

    public LedgerItem TakeItem() => _lost.TryDequeue(out LedgerItem? lost) ? lost : _items.Dequeue();

    public LedgerItem TakeSuspect() => _suspects.Dequeue();

    private Queue<LedgerItem> QueueOf(LedgerItem item) => item.Losses switch
    {
        0 => _items,
        < LossesOfSuspects => _lost,
        _ => _suspects,
    };
}
