namespace Hypergraph.Events.Processors;

/// <summary>
/// A segment of a sequence of events: one thread at a time writes it from the front, others read the written events. Each segment is
/// twice as large as the one before, up to a limit, so that a small run needs little memory and a large one few segments.
/// </summary>
internal sealed class EventSegment
{
    private const int FirstSize = 64;
    private const int MaxSize = 2048;

    private readonly Entry[] _events;
    private int _writtenCount;
    private EventSegment? _next;

    /// <summary>Creates the first segment of a sequence.</summary>
    public EventSegment()
        : this(FirstSize)
    {
    }

    private EventSegment(int size) => _events = new Entry[size];

    /// <summary>The number of events that fit in.</summary>
    public int Size => _events.Length;

    /// <summary>The segment that follows this full one; null if there is none yet.</summary>
    public EventSegment? Next => Volatile.Read(ref _next);

    /// <summary>The event at an index, which has been written and not removed.</summary>
    public Event this[int index] => _events[index].Event!;

    /// <summary>Adds an event.</summary>
    /// <returns>The segment that holds the event: this one, or the next one if this is full.</returns>
    public EventSegment Add(Event e)
    {
        int index = _writtenCount;
        if (index == _events.Length)
        {
            var next = new EventSegment(Math.Min(2 * index, MaxSize));
            next.Add(e);
            Volatile.Write(ref _next, next);
            return next;
        }

        _events[index].Event = e;
        Volatile.Write(ref _writtenCount, index + 1);
        return this;
    }

    /// <summary>Whether the event at an index has been written.</summary>
    public bool IsWritten(int index) => index < Volatile.Read(ref _writtenCount);

    /// <summary>Removes the event at an index, which has been written.</summary>
    public Event Dequeue(int index)
    {
        ref Event? entry = ref _events[index].Event;
        Event e = entry!;
        entry = null;
        return e;
    }

    /// <summary>An element for an event. Unlike an array of events, an array of these is written without a check of the event's type.</summary>
    private struct Entry
    {
        public Event? Event;
    }
}
