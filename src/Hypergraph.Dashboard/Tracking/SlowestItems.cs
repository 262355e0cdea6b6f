namespace Hypergraph.Dashboard.Tracking;

/// <summary>The slowest items of a table. An item that runs has no duration yet.</summary>
internal sealed class SlowestItems
{
    /// <summary>The number of items that are kept.</summary>
    public const int Capacity = 10_000;

    /// <summary>The numbers of the items, the fastest first.</summary>
    private readonly PriorityQueue<int, float> _items = new();

    /// <summary>Adds an item that has ended, if it is slow enough.</summary>
    public void Add(int number, float duration)
    {
        if (_items.Count < Capacity)
        {
            _items.Enqueue(number, duration);
        }
        else if (_items.TryPeek(out _, out float least) && duration > least)
        {
            _items.EnqueueDequeue(number, duration);
        }
    }

    /// <summary>Copies the items, in no order.</summary>
    public (int Number, float Duration)[] Copy() => [.. _items.UnorderedItems];
}
