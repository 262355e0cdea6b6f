namespace Hypergraph;

/// <summary>
/// The items that a worker of a map over a stream takes at once and runs one after the other. It takes several only where
/// results come in input order, so that those behind a slow item wait for it anyway, and as long as all of the last ones
/// together took next to no time.
/// </summary>
/// <param name="given">The state that items start with.</param>
/// <param name="mayGrow">Whether it may have more than one item.</param>
internal sealed class StreamBatch<T>(RunState given, bool mayGrow)
{
    private const int MaxItems = 32;

    private readonly bool _keepsColumns = BatchValues.CanStore(given.Plan);
    private readonly T[] _items = new T[mayGrow ? MaxItems : 1];
    private BatchValues? _values;
    private long _startedAt;
    private int _rows;

    /// <summary>The number of items that the next share may have.</summary>
    public int NextCount { get; private set; } = 1;

    /// <summary>Whether some item of it has completed.</summary>
    public bool HasCompleted { get; private set; }

    /// <summary>The state that its items run in, one after the other; null after one that keeps it.</summary>
    public RunState? State { get; set; }

    /// <summary>Puts in an item that it has claimed.</summary>
    public void SetItem(int number, T item) => _items[number] = item;

    /// <summary>Takes out an item that is about to run.</summary>
    public T RemoveItem(int number)
    {
        T item = _items[number];
        _items[number] = default!;
        return item;
    }

    /// <summary>Begins a share of so many items.</summary>
    public void Begin(int count)
    {
        HasCompleted = false;
        _rows = 0;
        _values = count > 1 && _keepsColumns ? new BatchValues(given.Plan, count) : null;
        if (mayGrow)
        {
            _startedAt = Environment.TickCount64;
        }
    }

    /// <summary>Ends it: the next one is larger, unless this one has taken a tick of the system's.</summary>
    public void End()
    {
        if (mayGrow)
        {
            NextCount = Environment.TickCount64 == _startedAt ? Math.Min(2 * NextCount, MaxItems) : 1;
        }
    }

    /// <summary>The result of an item that has ended.</summary>
    /// <param name="index">The item's place in the stream, as its result tells it.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="rows">How to keep the values of an item by itself.</param>
    public RunResult CreateResult(int index, RunOutcome outcome, RowLayout rows)
    {
        RunState state = State!;
        HasCompleted |= outcome.Status == RunStatus.Completed;
        _values?.StoreRow(_rows, state);
        ResultValues values = outcome.Status == RunStatus.Paused ? state : (ResultValues?)_values ?? rows.Copy(state);
        var result = new RunResult(values, outcome, state.Span?.RunId, state.Span?.Duration, _rows++) { ItemIndex = index };
        if (outcome.Status == RunStatus.Paused)
        {
            state.Close(RunStatus.Paused);
            State = null;
        }

        return result;
    }
}
