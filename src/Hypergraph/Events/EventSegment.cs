namespace Hypergraph;

/// <summary>A stretch of a queue of events: one thread at a time writes it from the front, another one reads behind it.</summary>
internal sealed class EventSegment
{
    /// <summary>The number of events that it has room for.</summary>
    public const int Size = 2048;

    private readonly Entry[] _events = new Entry[Size];
    private int _writtenCount;
    private EventSegment? _next;

    /// <summary>The segment that follows this full one; null as long as it holds nothing.</summary>
    public EventSegment? Next => Volatile.Read(ref _next);

    /// <summary>Adds an event.</summary>
    /// <returns>The segment that it is in: this one, or if it is full the one that follows.</returns>
    public EventSegment Add(Event e)
    {
        int place = _writtenCount;
        if (place == Size)
        {
            var next = new EventSegment();
            next.Add(e);
            Volatile.Write(ref _next, next);
            return next;
        }

        _events[place].Event = e;
        Volatile.Write(ref _writtenCount, place + 1);
        return this;
    }

    /// <summary>Whether the event at a place has been written.</summary>
    public bool IsWritten(int place) => place < Volatile.Read(ref _writtenCount);

    /// <summary>Takes the event at a place, which has been written.</summary>
    public Event Dequeue(int place)
    {
        ref Event? kept = ref _events[place].Event;
        Event e = kept!;
        kept = null;
        return e;
    }

    /// <summary>Room for an event. An array of these, unlike one of events, is written without asking for the event's type.</summary>
    private struct Entry
    {
        public Event? Event;
    }
}
