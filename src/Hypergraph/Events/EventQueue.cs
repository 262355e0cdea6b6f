using Microsoft.Extensions.Logging;

namespace Hypergraph;

/// <summary>
/// The queue and pump between one root run and one <see cref="AsyncEventProcessor"/>. The writer appends to one list
/// while the pump works through another, so that a busy pump is never signalled and an event costs a lock and an append.
/// A pump that has caught up lets events gather for a moment, unless too many of them would be dropped: to wake it for each
/// would cost the run far more than the event.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    /// <summary>How long a pump that has caught up lets events gather, in milliseconds.</summary>
    private const int Gathering = 1;

    /// <summary>What the count of delivered events is set to when none may be delivered any more.</summary>
    private const long NoMore = long.MinValue / 2;

    private readonly Lock _gate = new();
    private readonly AsyncEventProcessor _processor;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task _pump;
    private List<Event> _waiting = [];
    private long _enqueued;
    private long _dropped;
    private PaddedCounter _delivered;
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
            if (_isAbandoned || (!e.IsStartOrEnd && IsFull))
            {
                _dropped++;
                _processor.CountDropped(1);
                return;
            }

            _waiting.Add(e);
            _enqueued++;
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
        long left;
        lock (_gate)
        {
            _isAbandoned = true;
            left = _enqueued - Interlocked.Exchange(ref _delivered.Value, NoMore);
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

    /// <summary>Whether as many events wait as may.</summary>
    private bool IsFull => _processor.Queue.Capacity is { } capacity && _enqueued - Volatile.Read(ref _delivered.Value) >= capacity;

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
            if (_processor.Queue.Capacity is null)
            {
                _ = await _signal.WaitAsync(Gathering).ConfigureAwait(false);
            }
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
        if (Interlocked.Increment(ref _delivered.Value) < 0)
        {
            return false;
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
