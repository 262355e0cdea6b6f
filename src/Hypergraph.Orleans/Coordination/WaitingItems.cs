namespace Hypergraph.Orleans;

/// <summary>
/// The items that wait for a silo. Those that were lost go first; those that were lost more than once, or that one further
/// loss would end, may be what ends their silos, and are run alone, so that they take no others with them.
/// </summary>
/// <param name="maxRetries">How often an item may be lost and run again.</param>
internal sealed class WaitingItems(int maxRetries)
{
    private const int MaxSuspectThreshold = 2;

    private readonly int _suspectThreshold = Math.Clamp(maxRetries, 1, MaxSuspectThreshold);

    private readonly Queue<LedgerItem> _items = [];
    private readonly Queue<LedgerItem> _retries = [];
    private readonly Queue<LedgerItem> _suspects = [];

    public bool HasSuspects => _suspects.Count > 0;

    public bool HasItems => _items.Count + _retries.Count > 0;

    public bool HasFresh => _items.Count > 0;

    public bool HasLost => _retries.Count > 0;

    public int Count => _items.Count + _retries.Count + _suspects.Count;

    public void Add(LedgerItem item) => QueueOf(item).Enqueue(item);

    public LedgerItem DequeueItem() => _retries.TryDequeue(out LedgerItem? lost) ? lost : _items.Dequeue();

    public LedgerItem TakeFresh() => _items.Dequeue();

    public LedgerItem TakeLost() => _retries.Dequeue();

    public LedgerItem DequeueSuspect() => _suspects.Dequeue();

    /// <summary>Clears the items of suspicion that were only lost along with others: what ended their silos is found.</summary>
    public void Clear()
    {
        LedgerItem[] suspects = [.. _suspects];
        _suspects.Clear();
        foreach (LedgerItem item in suspects)
        {
            item.SiloFailures = item.WasLostAlone ? item.SiloFailures : _suspectThreshold - 1;
            Add(item);
        }
    }

    private Queue<LedgerItem> QueueOf(LedgerItem item) =>
        item.SiloFailures == 0 ? _items
        : item.SiloFailures < _suspectThreshold ? _retries
        : _suspects;
}
