using Microsoft.Extensions.Logging;

namespace Hypergraph;

/// <summary>
/// The queue and pump between one root run and one <see cref="AsyncEventProcessor"/>. The writer appends to one list
/// while the pump works through another, so that a busy pump is never signalled and an event costs a lock and an append.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AsyncEventProcessor _processor;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task _pump;
    private List<Event> _waiting = [];
    private long _dropped;
    private int _undelivered;
    private bool _pumpIsIdle;
    private bool _isCompleted;
    private bool _isAbandoned;

    public EventQueue(AsyncEventProcessor processor, ILogger logger)
    {
        _processor = processor;
        _logger = logger;
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>Adds an event; called by one thread at a time. Never waits.</summary>
    public void Enqueue(Event e)
    {
        _processor.CountReceived();
        bool wake;
        lock (_gate)
        {
            if (_isAbandoned || (_undelivered >= _processor.Queue.Capacity && !e.IsStartOrEnd))
            {
                _dropped++;
                _processor.CountDropped(1);
                return;
            }

            _waiting.Add(e);
            _undelivered++;
            wake = _pumpIsIdle;
            _pumpIsIdle = false;
        }

        if (wake)
        {
            _signal.Release();
        }
    }

    /// <summary>Says that no event follows; the task ends when the pump has processed all and shut the processor down.</summary>
    public Task CompleteAsync()
    {
        lock (_gate)
        {
            _isCompleted = true;
        }

        _signal.Release();
        return _pump;
    }

    /// <summary>Ends the waiting for a pump that has not finished in time: what is left is dropped, counted and logged.</summary>
    public void Abandon()
    {
        long dropped;
        int left;
        lock (_gate)
        {
            _isAbandoned = true;
            left = _pump.IsCompleted ? 0 : _undelivered;
            dropped = _dropped;
        }

        if (dropped > 0)
        {
            EventLog.EventsDropped(_logger, _processor.GetType(), dropped);
        }

        if (_pump.IsCompleted)
        {
            Dispose();
            return;
        }

        _processor.CountDropped(left);
        EventLog.QueueNotDrained(_logger, _processor.GetType(), left);

        // On the pool: a processor may do anything in a callback on this token, and the call must not wait for it.
        _ = Task.Run(_abandoned.Cancel);
    }

    /// <summary>Releases what a finished pump used. A stuck one keeps it.</summary>
    public void Dispose()
    {
        _signal.Dispose();
        _abandoned.Dispose();
    }

    private async Task PumpAsync()
    {
        List<Event> batch = [];
        while (await TakeBatchAsync(batch).ConfigureAwait(false) is { } filled)
        {
            foreach (Event e in filled)
            {
                if (!await DeliverAsync(e).ConfigureAwait(false))
                {
                    break;
                }
            }

            filled.Clear();
            batch = filled;
        }

        await ShutdownProcessorAsync().ConfigureAwait(false);
    }

    /// <summary>The waiting events, leaving <paramref name="empty"/> in their place; null when no more will come.</summary>
    private async ValueTask<List<Event>?> TakeBatchAsync(List<Event> empty)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_isAbandoned)
                {
                    return null;
                }

                if (_waiting.Count > 0)
                {
                    List<Event> batch = _waiting;
                    _waiting = empty;
                    return batch;
                }

                if (_isCompleted)
                {
                    return null;
                }

                _pumpIsIdle = true;
            }

            await _signal.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Calls the processor with one event.</summary>
    /// <returns>False when the queue was abandoned meanwhile, so that no further event may be delivered.</returns>
    private async ValueTask<bool> DeliverAsync(Event e)
    {
        lock (_gate)
        {
            if (_isAbandoned)
            {
                return false;
            }

            _undelivered--;
        }

        try
        {
            await _processor.OnEventAsync(e, _abandoned.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            EventLog.ProcessorFailed(_logger, _processor.GetType(), e.GetType().Name, exception);
        }

        _processor.CountProcessed();
        return true;
    }

    private async ValueTask ShutdownProcessorAsync()
    {
        try
        {
            await _processor.ShutdownAsync(_abandoned.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            EventLog.ProcessorFailed(_logger, _processor.GetType(), nameof(AsyncEventProcessor.ShutdownAsync), exception);
        }
    }
}
