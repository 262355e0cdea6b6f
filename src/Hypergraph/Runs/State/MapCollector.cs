using System.Diagnostics;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Outcomes;

namespace Hypergraph.Runs.State;

/// <summary>
/// Stores the results of a map's items by column: an array for each value, so that a million results are a few arrays.
/// Any thread may write items, each item by one thread.
/// </summary>
internal sealed class MapCollector
{
    private readonly Lock _lock = new();
    private readonly (PlanValue Value, SlotType ItemType)[] _values;
    private readonly Array[] _columns;
    private readonly bool[]?[] _missing;
    private readonly Dictionary<int, RunOutcome> _notCompleted = [];
    private readonly Dictionary<int, PausedRun> _paused = [];

    /// <summary>What has failed in items, those that completed included; null if nothing did.</summary>
    private SortedDictionary<int, IReadOnlyList<RunFailure>>? _failures;
    private readonly bool[] _hasEnded;
    private readonly bool _keepsPartial;
    private TimeSpan[]? _durations;
    private RunId[]? _runIds;

    /// <param name="values">The values to store.</param>
    /// <param name="count">The number of items.</param>
    /// <param name="keepsPartial">Whether items that do not complete leave the values that they have so far, or gaps.</param>
    /// <param name="isTraced">Whether the items' ids and durations are stored.</param>
    public MapCollector((PlanValue Value, SlotType ItemType)[] values, int count, bool keepsPartial, bool isTraced)
    {
        _keepsPartial = keepsPartial;
        _values = values;
        _columns = [.. values.Select(v => v.ItemType.CreateArray(count))];
        _missing = new bool[values.Length][];
        _hasEnded = new bool[count];
        if (isTraced)
        {
            _runIds = new RunId[count];
            _durations = new TimeSpan[count];
        }
    }

    /// <summary>A copy, for a map that resumes a paused one.</summary>
    private MapCollector(MapCollector other)
    {
        _keepsPartial = other._keepsPartial;
        _values = other._values;
        _columns = [.. other._columns.Select(c => (Array)c.Clone())];
        _missing = [.. other._missing.Select(m => m?.ToArray())];
        _notCompleted = new(other._notCompleted);
        _paused = new(other._paused);
        _failures = other._failures is null ? null : new(other._failures);
        _hasEnded = [.. other._hasEnded];
        _durations = other._durations?.ToArray();
        _runIds = other._runIds?.ToArray();
        FirstTrace = other.FirstTrace;
    }

    /// <summary>The activity of the first map, before any resumption; the default value if it has none.</summary>
    public ActivityContext FirstTrace { get; set; }

    /// <summary>The number of items.</summary>
    public int Count => _hasEnded.Length;

    /// <summary>Whether some item never started.</summary>
    public bool HasUnstarted => Array.IndexOf(_hasEnded, false) >= 0;

    /// <summary>Whether the item has ended, with any status.</summary>
    public bool HasEnded(int item) => _hasEnded[item];

    /// <summary>How the item ended; stopped if it never started.</summary>
    public RunOutcome OutcomeOf(int item)
    {
        if (!_hasEnded[item])
        {
            return RunOutcome.Stopped;
        }

        if (_notCompleted.TryGetValue(item, out RunOutcome? outcome))
        {
            return outcome;
        }

        return _failures is not null && _failures.TryGetValue(item, out IReadOnlyList<RunFailure>? inside) ? RunOutcome.Completed with { Failures = inside } : RunOutcome.Completed;
    }

    /// <summary>Stores no ids and durations after all, because no listener wants the map. Call it before the first item.</summary>
    public void ForgetTrace() => (_runIds, _durations) = (null, null);

    public RunId? RunIdOf(int item) => _durations is null ? null : _runIds![item];

    /// <summary>An id for an item whose events did not need one; the same each time.</summary>
    public RunId GetOrCreateRunId(int item)
    {
        lock (_lock)
        {
            _runIds ??= new RunId[Count];
            return _runIds[item].IsNone ? _runIds[item] = RunId.New() : _runIds[item];
        }
    }

    public TimeSpan? DurationOf(int item) => _durations?[item];

    /// <summary>The number of items that ended otherwise than by completing.</summary>
    public int NotCompletedCount => _notCompleted.Count;

    /// <summary>The items that did not complete, in input order.</summary>
    public IEnumerable<(int Item, RunOutcome Outcome)> NotCompleted
    {
        get
        {
            int[] items = [.. _notCompleted.Keys];
            Array.Sort(items);
            foreach (int item in items)
            {
                yield return (item, _notCompleted[item]);
            }
        }
    }

    /// <summary>All failures in the items, nested runs included, in input order; null if there are none.</summary>
    public IReadOnlyList<RunFailure>? AllFailures() => _failures is not { Count: > 0 } ? null : [.. _failures.Values.SelectMany(f => f)];

    /// <summary>An item that is paused.</summary>
    public PausedRun PausedItem(int item) => _paused[item];

    /// <summary>A paused item; null also if it paused in another process.</summary>
    public PausedRun? FindPausedItem(int item) => _paused.GetValueOrDefault(item);

    /// <summary>A copy, to which resumed items can be added again.</summary>
    public MapCollector Copy() => new(this);

    /// <summary>The array of a value.</summary>
    public Array ArrayAt(int value) => _columns[value];

    public bool Has(int value, int item) => _hasEnded[item] && _missing[value]?[item] != true;

    /// <summary>Whether some item has no such value.</summary>
    public bool HasGaps(int value) => HasUnstarted || (_missing[value] is { } missing && Array.IndexOf(missing, true) >= 0);

    /// <summary>Stores how an item ended and its outputs. The state of a paused item must not be reused.</summary>
    public void Add(int item, RunState state, RunOutcome outcome)
    {
        bool counts = _keepsPartial || outcome.Status == RunStatus.Completed;
        for (int i = 0; i < _values.Length; i++)
        {
            (PlanValue value, SlotType itemType) = _values[i];
            if (counts && state.Has(value))
            {
                itemType.CopyToArray(state.Frame, value.Slot, _columns[i], item);
                if (_missing[i] is { } missing)
                {
                    missing[item] = false;
                }
            }
            else
            {
                AddGap(i, item);
            }
        }

        if (_durations is not null && state.Span is { } span)
        {
            _runIds![item] = span.RunId;
            _durations[item] = span.Duration;
        }

        if (outcome.Status != RunStatus.Completed || outcome.Failures is not null || _hasEnded[item])
        {
            Note(item, state, outcome);
        }

        _hasEnded[item] = true;
    }

    /// <summary>Stores an item that ended in another process.</summary>
    public void Add(int item, IReadOnlyDictionary<string, object?> values, RunOutcome outcome, RunId runId, TimeSpan? duration)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (values.TryGetValue(_values[i].Value.Name, out object? value))
            {
                _columns[i].SetValue(value, item);
            }
            else
            {
                AddGap(i, item);
            }
        }

        if (outcome.Status != RunStatus.Completed)
        {
            _notCompleted.Add(item, outcome);
        }

        if (outcome.Failures is { } failures)
        {
            (_failures ??= []).Add(item, failures);
        }

        if (_durations is not null)
        {
            _runIds![item] = runId;
            _durations[item] = duration ?? TimeSpan.Zero;
        }

        _hasEnded[item] = true;
    }

    private void Note(int item, RunState state, RunOutcome outcome)
    {
        lock (_lock)
        {
            _paused.Remove(item);
            _notCompleted.Remove(item);
            _failures?.Remove(item);
            if (outcome.Failures is { } failures)
            {
                (_failures ??= []).Add(item, failures);
            }

            if (outcome.Status != RunStatus.Completed)
            {
                _notCompleted.Add(item, outcome);
            }

            if (outcome.Status == RunStatus.Paused)
            {
                _paused.Add(item, state.Pause());
            }
        }
    }

    private void AddGap(int value, int item)
    {
        lock (_lock)
        {
            (_missing[value] ??= new bool[Count])[item] = true;
        }
    }
}
