namespace Hypergraph.Dashboard.Tracking;

/// <summary>The latest events of a run, each with its number, counted from 1.</summary>
/// <param name="capacity">The number of events that are kept.</param>
internal sealed class EventWindow(int capacity)
{
    private Event[] _events = new Event[Math.Min(capacity, 16)];

    /// <summary>The number of the newest event; 0 if there is none.</summary>
    public long Newest { get; private set; }

    /// <summary>The number of the oldest event that is kept.</summary>
    public long Oldest => Math.Max(1, Newest - capacity + 1);

    /// <summary>Adds an event.</summary>
    public void Add(Event e)
    {
        if (Newest == _events.Length && _events.Length < capacity)
        {
            Array.Resize(ref _events, (int)Math.Min(capacity, 2L * _events.Length));
        }

        _events[Newest % _events.Length] = e;
        Newest++;
    }

    /// <summary>Returns the events before a number, newest first.</summary>
    public IEnumerable<(long Number, Event Event)> Before(long number)
    {
        for (long i = Math.Min(number - 1, Newest); i >= Oldest; i--)
        {
            yield return (i, _events[(i - 1) % _events.Length]);
        }
    }
}
