namespace Hypergraph.Dashboard.Tracking;

/// <summary>The items of all maps at one place: 24 bytes an item, so that a million items are listed and sorted without an object each.</summary>
internal sealed class ItemTable
{
    /// <summary>The number of items of which each has its state; further ones are only counted.</summary>
    public const int MaxItems = 4_000_000;

    private const int MaxTexts = 10_000;

    private readonly List<Item> _items = [];
    private readonly List<string> _maps = [];
    private readonly List<int> _failed = [];
    private readonly Dictionary<int, string> _labels = [];
    private readonly Dictionary<int, string> _messages = [];
    private readonly long[] _counts = new long[Enum.GetValues<ExecutionState>().Length];

    /// <summary>The number of items that have begun.</summary>
    public long Total { get; private set; }

    /// <summary>The number of items in a state.</summary>
    public long CountOf(ExecutionState state) => _counts[(int)state];

    /// <summary>Adds a map.</summary>
    /// <param name="items">The items around the map, as in <c>3.0</c>; empty outside other maps.</param>
    /// <returns>The number of the map, for <see cref="Begin"/>.</returns>
    public int AddMap(string items)
    {
        _maps.Add(items);
        return _maps.Count - 1;
    }

    /// <summary>Adds an item that begins.</summary>
    /// <returns>Its number, for <see cref="End"/>; -1 if it is only counted.</returns>
    public int Begin(int map, int index, string? label, double start)
    {
        Total++;
        _counts[(int)ExecutionState.Running]++;
        if (_items.Count == MaxItems)
        {
            return -1;
        }

        int number = _items.Count;
        _items.Add(new Item(map, index, start, float.NaN, ExecutionState.Running));
        if (label is not null && _labels.Count < MaxTexts)
        {
            _labels.Add(number, label);
        }

        return number;
    }

    /// <summary>Ends an item.</summary>
    public void End(int number, ExecutionState state, double end, string? label, string? message)
    {
        _counts[(int)ExecutionState.Running]--;
        _counts[(int)state]++;
        if (number < 0)
        {
            return;
        }

        Item item = _items[number];
        _items[number] = item with { State = state, Duration = (float)(end - item.Start) };
        if (state == ExecutionState.Failed)
        {
            AddFailed(number, label, message);
        }
    }

    /// <summary>Returns a page of the items.</summary>
    public List<ListedItem> Page(ItemOrder order, int offset, int limit) => order switch
    {
        ItemOrder.Failed => [.. _failed.Concat(Others()).Skip(offset).Take(limit).Select(Describe)],
        ItemOrder.Slowest => [.. Slowest(offset + limit).Skip(offset).Select(Describe)],
        _ => [.. Enumerable.Range(0, _items.Count).Skip(offset).Take(limit).Select(Describe)],
    };

    private void AddFailed(int number, string? label, string? message)
    {
        _failed.Add(number);
        if (_messages.Count < MaxTexts)
        {
            _messages.Add(number, message ?? string.Empty);
            if (label is not null)
            {
                _labels.TryAdd(number, label);
            }
        }
    }

    private IEnumerable<int> Others() => Enumerable.Range(0, _items.Count).Where(number => _items[number].State != ExecutionState.Failed);

    /// <summary>Returns the slowest items, slowest first. An item that runs has no duration yet.</summary>
    private List<int> Slowest(int count)
    {
        var slowest = new PriorityQueue<int, float>();
        for (int number = 0; number < _items.Count; number++)
        {
            float duration = _items[number].Duration;
            if (float.IsNaN(duration))
            {
                continue;
            }

            if (slowest.Count < count)
            {
                slowest.Enqueue(number, duration);
            }
            else if (slowest.TryPeek(out _, out float least) && duration > least)
            {
                slowest.EnqueueDequeue(number, duration);
            }
        }

        List<int> numbers = [];
        while (slowest.TryDequeue(out int number, out _))
        {
            numbers.Add(number);
        }

        numbers.Reverse();
        return numbers;
    }

    private ListedItem Describe(int number)
    {
        Item item = _items[number];
        return new ListedItem(
            _maps[item.Map] is { Length: > 0 } around ? $"{around}.{item.Index}" : $"{item.Index}",
            _labels.GetValueOrDefault(number),
            item.State,
            item.Start,
            float.IsNaN(item.Duration) ? null : item.Duration,
            _messages.GetValueOrDefault(number) is { Length: > 0 } message ? message : null);
    }

    private readonly record struct Item(int Map, int Index, double Start, float Duration, ExecutionState State);
}
