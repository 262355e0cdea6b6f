namespace Hypergraph;

/// <summary>
/// The items that a worker of a map over a stream runs before it hands their results in. It runs several only as long as all
/// of them together take next to no time, so that no result waits for its neighbours and no worker for another.
/// </summary>
internal sealed class StreamShare(RunState given)
{
    /// <summary>The most items of a share.</summary>
    public const int MostItems = 32;

    private readonly bool _mayGrow = given.RunsInPlace;
    private readonly bool _keepsColumns = ShareValues.CanKeep(given.Plan);
    private ShareValues? _values;
    private long _startedAt;
    private int _rows;

    /// <summary>The number of items that the next share may have.</summary>
    public int NextCount { get; private set; } = 1;

    /// <summary>The state that its items run in, one after the other; null after one that keeps it.</summary>
    public RunState? State { get; set; }

    /// <summary>What its items gave that have not been handed in.</summary>
    public List<RunResult> Results { get; } = new(MostItems);

    /// <summary>Whether it has taken long enough for what is there to be handed in.</summary>
    public bool IsSlow => _mayGrow && Environment.TickCount64 != _startedAt;

    /// <summary>Begins a share of so many items.</summary>
    public void Begin(int count)
    {
        _rows = 0;
        _values = count > 1 && _keepsColumns ? new ShareValues(given.Plan, count) : null;
        if (_mayGrow)
        {
            _startedAt = Environment.TickCount64;
            NextCount = Math.Min(2 * NextCount, MostItems);
        }
    }

    /// <summary>Keeps what an item gave.</summary>
    /// <param name="index">The item's place in the stream, as its result tells it.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="rows">How to keep the values of an item by itself.</param>
    public void Keep(int index, in RunOutcome outcome, RowLayout rows)
    {
        RunState state = State!;
        ResultValues values = outcome.Status == RunStatus.Paused ? state : (ResultValues?)_values ?? rows.Copy(state);
        _values?.Keep(_rows, state);
        Results.Add(new RunResult(values, outcome, state.Span?.RunId, state.Span?.Duration, _rows++) { ItemIndex = index });
    }

    /// <summary>Notes that its items take their time, so that the next share is one item again.</summary>
    public void SlowDown()
    {
        NextCount = 1;
        _startedAt = Environment.TickCount64;
    }
}
