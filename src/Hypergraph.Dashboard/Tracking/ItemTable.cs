namespace Hypergraph.Dashboard.Tracking;

/// <summary>The items of all maps at one place: 24 bytes an item, so that a million items are listed and sorted without an object each.</summary>
internal sealed class ItemTable
{
    /// <summary>The number of items of which each has its state; further ones are only counted.</summary>
    public const int MaxItems = 4_000_000;

    /// <summary>The number of maps whose items have their states. There are as many as items of the map around.</summary>
    private const int MaxMaps = 1_000_000;

    private const int MaxTexts = 10_000;

    /// <summary>The number of items of a block, of which <see cref="_failedOfBlock"/> counts the failed ones.</summary>
    private const int BlockSize = 1_024;

    private readonly List<Item> _items = [];
    private readonly List<Map> _maps = [];
    private readonly List<int> _failed = [];
    private readonly List<int> _failedOfBlock = [];
    private readonly Dictionary<int, string> _labels = [];
    private readonly Dictionary<int, string> _messages = [];
    private readonly long[] _counts = new long[Enum.GetValues<ExecutionState>().Length];

    /// <summary>The number of items that have begun.</summary>
    public long Total { get; private set; }

    /// <summary>The slowest items.</summary>
    public SlowestItems Slowest { get; } = new();

    /// <summary>The number of items in a state.</summary>
    public long CountOf(ExecutionState state) => _counts[(int)state];

    /// <summary>Adds a map.</summary>
    /// <param name="around">The table of the item around the map; null outside other maps.</param>
    /// <param name="number">The number of the item around the map.</param>
    /// <returns>The number of the map, for <see cref="Begin"/>; -1 if its items are only counted.</returns>
    public int AddMap(ItemTable? around, int number)
    {
        if (_maps.Count == MaxMaps)
        {
            return -1;
        }

        _maps.Add(new Map(around, number));
        return _maps.Count - 1;
    }

    /// <summary>Adds an item that begins.</summary>
    /// <returns>Its number, for <see cref="End"/>; -1 if it is only counted.</returns>
    public int Begin(int map, int index, string? label, double start)
    {
        Total++;
        _counts[(int)ExecutionState.Running]++;
        if (map < 0 || _items.Count == MaxItems)
        {
            return -1;
        }

        int number = _items.Count;
        _items.Add(new Item(map, index, start, float.NaN, ExecutionState.Running));
        if (number % BlockSize == 0)
        {
            _failedOfBlock.Add(0);
        }

        if (label is not null && _labels.Count < MaxTexts)
        {
            _labels.Add(number, KeptFailure.Limited(label)!);
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
        float duration = (float)(end - item.Start);
        _items[number] = item with { State = state, Duration = duration };
        Slowest.Add(number, duration);
        if (state == ExecutionState.Failed)
        {
            AddFailed(number, label, message);
        }
    }

    /// <summary>Returns the numbers of a page of items: failed ones first, in the order in which they failed.</summary>
    public List<int> FailedFirst(int offset, int limit)
    {
        List<int> page = [.. _failed.Skip(offset).Take(limit)];
        if (page.Count < limit)
        {
            page.AddRange(Others(Math.Max(0, offset - _failed.Count)).Take(limit - page.Count));
        }

        return page;
    }

    /// <summary>Returns the numbers of a page of items, in the order in which they began.</summary>
    public List<int> InOrder(int offset, int limit) => offset >= _items.Count ? [] : [.. Enumerable.Range(offset, Math.Min(limit, _items.Count - offset))];

    /// <summary>Describes an item.</summary>
    public ListedItem Describe(int number)
    {
        Item item = _items[number];
        return new ListedItem(
            IndexOf(number),
            _labels.GetValueOrDefault(number),
            item.State,
            item.Start,
            float.IsNaN(item.Duration) ? null : item.Duration,
            _messages.GetValueOrDefault(number) is { Length: > 0 } message ? message : null);
    }

    private void AddFailed(int number, string? label, string? message)
    {
        _failed.Add(number);
        _failedOfBlock[number / BlockSize]++;
        if (_messages.Count < MaxTexts)
        {
            _messages.Add(number, KeptFailure.Limited(message) ?? string.Empty);
            if (label is not null)
            {
                _labels.TryAdd(number, KeptFailure.Limited(label)!);
            }
        }
    }

    /// <summary>The items that have not failed, from one on. Whole blocks before it are skipped by their counts.</summary>
    private IEnumerable<int> Others(int skipped)
    {
        int block = 0;
        for (; block < _failedOfBlock.Count && skipped >= OthersOf(block); block++)
        {
            skipped -= OthersOf(block);
        }

        for (int number = block * BlockSize; number < _items.Count; number++)
        {
            if (_items[number].State != ExecutionState.Failed && --skipped < 0)
            {
                yield return number;
            }
        }
    }

    private int OthersOf(int block) => Math.Min(BlockSize, _items.Count - (block * BlockSize)) - _failedOfBlock[block];

    /// <summary>The index of an item, with those of the items around it, as in <c>3.0</c>.</summary>
    private string IndexOf(int number)
    {
        if (number < 0)
        {
            return "…";
        }

        Item item = _items[number];
        return _maps[item.Map] is { Around: { } around } map ? $"{around.IndexOf(map.Number)}.{item.Index}" : $"{item.Index}";
    }

    private readonly record struct Item(int Map, int Index, double Start, float Duration, ExecutionState State);

    /// <param name="Around">The table of the item around it; null outside other maps.</param>
    /// <param name="Number">The number of the item around it.</param>
    private readonly record struct Map(ItemTable? Around, int Number);
}
