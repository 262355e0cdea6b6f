namespace Hypergraph.Tests.Events;

/// <summary>Keeps every event, counts shutdowns, and notices two calls at once.</summary>
internal sealed class RecordingProcessor(Action<Event>? onEvent = null) : EventProcessor
{
    private readonly Lock _gate = new();
    private readonly List<Event> _events = [];
    private int _inside;
    private int _overlaps;
    private int _shutdowns;
    private int _afterShutdown;

    public Action? WhenShutDown { get; init; }

    public bool Wants { get; init; } = true;

    public override bool WantsValues => Wants;

    public int Overlaps => _overlaps;

    public int Shutdowns => _shutdowns;

    /// <summary>The number of events that came after a shutdown.</summary>
    public int AfterShutdown => _afterShutdown;

    public List<Event> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public override void OnEvent(Event e)
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            Interlocked.Increment(ref _overlaps);
        }

        try
        {
            lock (_gate)
            {
                _events.Add(e);
            }

            if (Volatile.Read(ref _shutdowns) > 0)
            {
                Interlocked.Increment(ref _afterShutdown);
            }

            onEvent?.Invoke(e);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public override void Shutdown()
    {
        Interlocked.Increment(ref _shutdowns);
        WhenShutDown?.Invoke();
    }
}
