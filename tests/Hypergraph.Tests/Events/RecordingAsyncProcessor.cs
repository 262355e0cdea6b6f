namespace Hypergraph.Tests.Events;

/// <summary>An asynchronous processor that runs an action and records its calls.</summary>
internal sealed class RecordingAsyncProcessor(
    Func<Event, CancellationToken, ValueTask>? onEvent = null,
    Func<CancellationToken, ValueTask>? onShutdown = null,
    EventQueueOptions? queue = null) : AsyncEventProcessor(queue)
{
    private readonly Lock _gate = new();
    private readonly List<Event> _events = [];
    private int _shutdowns;

    public int Shutdowns => _shutdowns;

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

    public override async ValueTask OnEventAsync(Event e, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _events.Add(e);
        }

        if (onEvent is not null)
        {
            await onEvent(e, cancellationToken);
        }
    }

    public override async ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _shutdowns);
        if (onShutdown is not null)
        {
            await onShutdown(cancellationToken);
        }
    }
}
