using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Runs.Values;

namespace Hypergraph.Runs.Streams;

/// <summary>
/// The items that a worker of a map over a stream claims at once and runs one after the other. There are several only if
/// results come in input order, so that items after a slow one wait for it anyway, and while the preceding batch
/// took almost no time.
/// </summary>
/// <param name="initialState">The initial state of the items.</param>
/// <param name="mayGrow">Whether it may have more than one item.</param>
internal sealed class StreamBatch<T>(RunState initialState, bool mayGrow)
{
    private const int MaxItems = 32;

    private readonly bool _keepsColumns = BatchValues.CanStore(initialState.Plan);
    private readonly T[] _items = new T[mayGrow ? MaxItems : 1];
    private BatchValues? _values;
    private long _startedAt;
    private int _rows;

    /// <summary>The maximum number of items in the next batch.</summary>
    public int NextCount { get; private set; } = 1;

    /// <summary>Whether some item of it has completed.</summary>
    public bool HasCompleted { get; private set; }

    /// <summary>The state that its items use, one after the other; null after an item that keeps it.</summary>
    public RunState? State { get; set; }

    /// <summary>Puts in an item that it has claimed.</summary>
    public void SetItem(int number, T item) => _items[number] = item;

    /// <summary>Removes an item that is about to run.</summary>
    public T RemoveItem(int number)
    {
        T item = _items[number];
        _items[number] = default!;
        return item;
    }

    /// <summary>Begins a batch of this number of items.</summary>
    public void Begin(int count)
    {
        HasCompleted = false;
        _rows = 0;
        _values = count > 1 && _keepsColumns ? new BatchValues(initialState.Plan, count) : null;
        if (mayGrow)
        {
            _startedAt = Environment.TickCount64;
        }
    }

    /// <summary>Ends it. The next one is larger, unless this one took a tick of the system clock.</summary>
    public void End()
    {
        if (mayGrow)
        {
            NextCount = Environment.TickCount64 == _startedAt ? Math.Min(2 * NextCount, MaxItems) : 1;
        }
    }

    /// <summary>The result of an item that has ended.</summary>
    /// <param name="index">The item's index in the stream, for its result.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="rows">How to store the values of a single item.</param>
    public RunResult CreateResult(int index, RunOutcome outcome, StreamItemLayout rows)
    {
        RunState state = State!;
        HasCompleted |= outcome.Status == RunStatus.Completed;
        _values?.StoreRow(_rows, state);
        RunSpan? span = state.Span;
        PausedRun? paused = null;
        ResultValues values;
        if (outcome.Status == RunStatus.Paused)
        {
            paused = state.Pause();
            values = paused.Values;
            State = null;
        }
        else
        {
            values = (ResultValues?)_values ?? rows.Copy(state);
        }

        return new RunResult(values, outcome, span?.RunId, span?.Duration, _rows++, paused) { ItemIndex = index };
    }
}
