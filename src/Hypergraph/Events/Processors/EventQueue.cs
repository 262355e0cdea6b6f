using Hypergraph.Threading;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Events.Processors;

/// <summary>
/// The queue and pump between one root run and one <see cref="AsyncEventProcessor"/>. The run appends to a list of segments
/// and the pump reads it; neither waits for the other. An event costs the run the append and one increment of a counter.
/// An idle pump lets events accumulate, for a short time or until a segment is full, unless the queue is bounded and would
/// drop too many of them: to wake the pump for each event would cost the run far more than the event.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    /// <summary>The maximum time that an idle pump lets events accumulate, in milliseconds.</summary>
    private const int CoalescingMilliseconds = 1;

    /// <summary>The value of the count of delivered events when no more may be delivered.</summary>
    private const long DeliveryClosed = long.MinValue / 2;

    /// <summary>The pump is running, and checks for events by itself.</summary>
    private const int PumpRunning = 0;

    /// <summary>The pump waits until a segment is full, or for a short time.</summary>
    private const int PumpCoalescing = 1;

    /// <summary>The pump waits for an event.</summary>
    private const int PumpIdle = 2;

    private readonly AsyncEventProcessor _processor;
    private readonly long _capacity;
    private readonly long _hardLimit;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _signal = new(0);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task _pump;
    private EventSegment _readSegment = new();
    private int _readIndex;
    private EventSegment _writeSegment;
    private PaddedCounter _enqueued;
    private long _dropped;
    private PaddedCounter _delivered;
    private int _pumpState;
    private volatile bool _isCompleted;
    private volatile bool _isAbandoned;

    public EventQueue(AsyncEventProcessor processor, ILogger logger)
    {
        _processor = processor;
        _hardLimit = processor.Queue.HardLimit ?? long.MaxValue;
        _capacity = Math.Min(processor.Queue.Capacity ?? long.MaxValue, _hardLimit);
        _logger = logger;
        _writeSegment = _readSegment;
        processor.AttachQueue(this);
        _pump = AmbientContext.RunDetached(PumpAsync);
    }

    /// <summary>The number of events that were added. Thread-safe.</summary>
    public long EnqueuedCount => Volatile.Read(ref _enqueued.Value);

    /// <summary>The number of events that wait for the pump. Thread-safe.</summary>
    public long WaitingCount => Volatile.Read(ref _delivered.Value) is var delivered and >= 0 ? Math.Max(0, EnqueuedCount - delivered) : 0;

    /// <summary>Adds an event; called by one thread at a time. Never blocks.</summary>
    public void Enqueue(Event e)
    {
        if (_isAbandoned || (IsBounded && IsFull(e)))
        {
            _processor.CountRejected();
            _dropped++;
            return;
        }

        Volatile.Write(ref _enqueued.Value, _enqueued.Value + 1);
        EventSegment written = _writeSegment.Add(e);
        bool isNewSegment = written != _writeSegment;
        _writeSegment = written;

        // There is no fence between the write and this read: the pump has one for both threads, each time it becomes idle.
        int pumpState = Volatile.Read(ref _pumpState);
        if ((pumpState == PumpIdle || (pumpState == PumpCoalescing && isNewSegment)) && Interlocked.Exchange(ref _pumpState, PumpRunning) != PumpRunning)
        {
            _signal.Release();
        }
    }

    /// <summary>Marks the queue as complete. The task ends when the pump has processed all events and shut down the processor.</summary>
    public Task CompleteAsync()
    {
        _isCompleted = true;
        _signal.Release();
        return _pump;
    }

    /// <summary>
    /// Ends the wait for a pump that has not finished in time. The remaining events are dropped, counted and logged. No events
    /// are added meanwhile, because every span has ended.
    /// </summary>
    public void Abandon()
    {
        _isAbandoned = true;
        long remaining = EnqueuedCount - Interlocked.Exchange(ref _delivered.Value, DeliveryClosed);
        _processor.DetachQueue(this);
        if (_dropped > 0)
        {
            ProcessorLog.EventsDropped(_logger, _processor.GetType(), _dropped);
        }

        if (_pump.IsCompleted)
        {
            Dispose();
            return;
        }

        _processor.CountDropped(remaining);
        ProcessorLog.QueueNotDrained(_logger, _processor.GetType(), remaining);

        // On the pool: a callback of a processor on this token may do anything, and the call must not wait for it.
        _ = Task.Run(_abandoned.Cancel);
    }

    /// <summary>Releases the resources of a finished pump. A stuck one keeps them.</summary>
    public void Dispose()
    {
        _signal.Dispose();
        _abandoned.Dispose();
    }

    /// <summary>Whether the number of waiting events is limited. Without a limit the run does not read the counter of the pump's processor.</summary>
    private bool IsBounded => _capacity != long.MaxValue;

    /// <summary>Whether there are too many events for another one. Starts and ends have a limit of their own.</summary>
    private bool IsFull(Event e) => _enqueued.Value - Volatile.Read(ref _delivered.Value) is var waiting
        && waiting >= _capacity
        && (waiting >= _hardLimit || !e.IsStartOrEnd);

    /// <summary>Whether there is an event to read.</summary>
    private bool HasMore => _readIndex < _readSegment.Size ? _readSegment.IsWritten(_readIndex) : _readSegment.Next is not null;

    /// <summary>Whether the pump has nothing to do until an event is added or the queue is completed.</summary>
    private bool IsIdle => !HasMore && !_isCompleted && !_isAbandoned;

    private async Task PumpAsync()
    {
        do
        {
            bool hasDelivered = false;
            while (DequeueNext() is { } e && await DeliverAsync(e).ConfigureAwait(false))
            {
                hasDelivered = true;
            }

            if (hasDelivered)
            {
                await CallAsync(nameof(AsyncEventProcessor.FlushAsync), _processor.FlushAsync).ConfigureAwait(false);
            }
        }
        while (await WaitForMoreAsync().ConfigureAwait(false));

        await CallAsync(nameof(AsyncEventProcessor.ShutdownAsync), _processor.ShutdownAsync).ConfigureAwait(false);
    }

    private Event? DequeueNext()
    {
        if (!HasMore)
        {
            return null;
        }

        if (_readIndex == _readSegment.Size)
        {
            _readSegment = _readSegment.Next!;
            _readIndex = 0;
        }

        return _readSegment.Dequeue(_readIndex++);
    }

    /// <summary>Waits until there may be an event to read.</summary>
    /// <returns>False when no more events follow.</returns>
    private async ValueTask<bool> WaitForMoreAsync()
    {
        // Read in this order: events added before the queue was completed are visible.
        bool isCompleted = _isCompleted;
        if (_isAbandoned || (isCompleted && !HasMore))
        {
            return false;
        }

        if (!IsBounded)
        {
            Volatile.Write(ref _pumpState, PumpCoalescing);
            _ = await _signal.WaitAsync(CoalescingMilliseconds).ConfigureAwait(false);
        }

        if (IsIdle)
        {
            await WaitWhileIdleAsync().ConfigureAwait(false);
        }

        Volatile.Write(ref _pumpState, PumpRunning);
        return true;
    }

    /// <summary>
    /// Waits for an event or the end. After the process-wide barrier, either the pump sees an event that was added, or the
    /// thread that added it sees that the pump is idle.
    /// </summary>
    private async ValueTask WaitWhileIdleAsync()
    {
        Volatile.Write(ref _pumpState, PumpIdle);
        Interlocked.MemoryBarrierProcessWide();
        if (IsIdle)
        {
            await _signal.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Calls the processor with one event.</summary>
    /// <returns>False when the queue was abandoned meanwhile; no further event may be delivered then.</returns>
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
            ProcessorFailures.Report(_logger, _processor, e.GetType().Name, exception);
        }

        _processor.CountProcessed();
        return true;
    }

    private async ValueTask CallAsync(string name, Func<CancellationToken, ValueTask> method)
    {
        try
        {
            await method(_abandoned.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ProcessorFailures.Report(_logger, _processor, name, exception);
        }
    }
}
