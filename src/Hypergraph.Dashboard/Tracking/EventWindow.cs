namespace Hypergraph.Dashboard.Tracking;

/// <summary>The latest events of a run, each with its number, counted from 1, and the latest of their values.</summary>
/// <param name="capacity">The number of events that are kept.</param>
/// <param name="valueCapacity">The number of characters of values that are kept.</param>
internal sealed class EventWindow(int capacity, int valueCapacity)
{
    private Entry[] _entries = new Entry[Math.Min(capacity, 16)];

    /// <summary>The characters of the values that are kept.</summary>
    private long _valueLength;

    /// <summary>The number of the event after the last one that lost its values.</summary>
    private long _oldestWithValues = 1;

    /// <summary>The number of the newest event; 0 if there is none.</summary>
    public long Newest { get; private set; }

    /// <summary>The number of the oldest event that is kept.</summary>
    public long Oldest => Math.Max(1, Newest - capacity + 1);

    /// <summary>Adds an event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="values">The JSON of its values; null if it has none.</param>
    public void Add(Event e, string? values)
    {
        if (Newest == _entries.Length && _entries.Length < capacity)
        {
            Array.Resize(ref _entries, (int)Math.Min(capacity, 2L * _entries.Length));
        }

        ref Entry entry = ref _entries[Newest % _entries.Length];
        _valueLength += (values?.Length ?? 0) - (entry.Values?.Length ?? 0);
        entry = new Entry(e, values);
        Newest++;
        DropOldValues();
    }

    /// <summary>Returns the events before a number, newest first, at most some.</summary>
    public List<(long Number, Event Event, string? Values)> Before(long number, int count)
    {
        List<(long Number, Event Event, string? Values)> events = [];
        for (long i = Math.Min(number - 1, Newest); i >= Oldest && events.Count < count; i--)
        {
            Entry entry = _entries[(i - 1) % _entries.Length];
            events.Add((i, entry.Event, entry.Values));
        }

        return events;
    }

    private void DropOldValues()
    {
        _oldestWithValues = Math.Max(_oldestWithValues, Oldest);
        while (_valueLength > valueCapacity)
        {
            ref Entry entry = ref _entries[(_oldestWithValues - 1) % _entries.Length];
            _valueLength -= entry.Values?.Length ?? 0;
            entry = entry with { Values = null };
            _oldestWithValues++;
        }
    }

    private readonly record struct Entry(Event Event, string? Values);
}
