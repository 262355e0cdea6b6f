namespace Hypergraph.Orleans.Coordination;

/// <summary>
/// The items that wait for a silo. Retries go first. Items whose silo failed more than once, and items without a further retry,
/// may crash silos: these suspects run alone, so that no other items fail with them.
/// </summary>
/// <param name="maxRetries">The number of times that an item is retried after its silo failed.</param>
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

    public bool HasRetries => _retries.Count > 0;

    public int Count => _items.Count + _retries.Count + _suspects.Count;

    public void Add(LedgerItem item) => QueueOf(item).Enqueue(item);

    public LedgerItem DequeueItem() => _retries.TryDequeue(out LedgerItem? retry) ? retry : _items.Dequeue();

    public LedgerItem DequeueFresh() => _items.Dequeue();

    public LedgerItem DequeueRetry() => _retries.Dequeue();

    public LedgerItem DequeueSuspect() => _suspects.Dequeue();

    /// <summary>Clears the suspects that failed only together with others: the item that crashed their silos is found.</summary>
    public void Clear()
    {
        LedgerItem[] suspects = [.. _suspects];
        _suspects.Clear();
        foreach (LedgerItem item in suspects)
        {
            item.SiloFailures = item.IsCulprit ? item.SiloFailures : _suspectThreshold - 1;
            Add(item);
        }
    }

    private Queue<LedgerItem> QueueOf(LedgerItem item) =>
        item.SiloFailures == 0 ? _items
        : item.SiloFailures < _suspectThreshold ? _retries
        : _suspects;
}
