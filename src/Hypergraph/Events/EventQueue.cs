using Microsoft.Extensions.Logging;

namespace Hypergraph;

/// <summary>
/// The queue and pump between one root run and one <see cref="AsyncEventProcessor"/>. The run appends to a list of segments
/// and the pump follows it, neither waiting for the other: an event costs the run the append and one count of it.
/// A pump that has caught up lets events gather, for a moment or until a segment is full, unless too many of them would be
/// dropped: to wake it for each would cost the run far more than the event.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    /// <summary>How long a pump that has caught up lets events gather at most, in milliseconds.</summary>
    private const int CoalescingMilliseconds = 1;

    /// <summary>What the count of delivered events is set to when none may be delivered any more.</summary>
    private const long DeliveryClosed = long.MinValue / 2;

    /// <summary>The pump is at work, and looks for more by itself.</summary>
    private const int PumpRunning = 0;

    /// <summary>The pump waits for a segment to fill, or for a moment.</summary>
    private const int PumpCoalescing = 1;

    /// <summary>The pump waits for an event.</summary>
    private const int PumpIdle = 2;

    private readonly AsyncEventProcessor _processor;
    private readonly long _capacity;
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
        _capacity = processor.Queue.Capacity ?? long.MaxValue;
        _logger = logger;
        _writeSegment = _readSegment;
        processor.AttachQueue(this);
        _pump = AmbientContext.RunDetached(PumpAsync);
    }

    /// <summary>The number of events that it was given and took. Safe from any thread.</summary>
    public long EnqueuedCount => Volatile.Read(ref _enqueued.Value);

    /// <summary>Adds an event; called by one thread at a time. Never waits.</summary>
    public void Enqueue(Event e)
    {
        if (_isAbandoned || (IsBounded && IsFull && !e.IsStartOrEnd))
        {
            _processor.CountRejected();
            _dropped++;
            return;
        }

        Volatile.Write(ref _enqueued.Value, _enqueued.Value + 1);
        EventSegment written = _writeSegment.Add(e);
        bool isFirst = written != _writeSegment;
        _writeSegment = written;

        // No fence is between the writing and this reading: the pump has one for both, each time it goes to rest.
        int pump = Volatile.Read(ref _pumpState);
        if ((pump == PumpIdle || (pump == PumpCoalescing && isFirst)) && Interlocked.Exchange(ref _pumpState, PumpRunning) != PumpRunning)
        {
            _signal.Release();
        }
    }

    /// <summary>Says that no event follows; the task ends when the pump has processed all and shut the processor down.</summary>
    public Task CompleteAsync()
    {
        _isCompleted = true;
        _signal.Release();
        return _pump;
    }

    /// <summary>
    /// Ends the waiting for a pump that has not finished in time: what is left is dropped, counted and logged. Nobody adds
    /// events meanwhile, as every scope has ended.
    /// </summary>
    public void Abandon()
    {
        _isAbandoned = true;
        long left = EnqueuedCount - Interlocked.Exchange(ref _delivered.Value, DeliveryClosed);
        _processor.DetachQueue(this);
        if (_dropped > 0)
        {
            EventLog.EventsDropped(_logger, _processor.GetType(), _dropped);
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

    /// <summary>Whether only so many events may wait. Without a limit the run does not look at what the pump counts on its own processor.</summary>
    private bool IsBounded => _capacity != long.MaxValue;

    /// <summary>Whether as many events wait as may.</summary>
    private bool IsFull => _enqueued.Value - Volatile.Read(ref _delivered.Value) >= _capacity;

    /// <summary>Whether the pump has something to take.</summary>
    private bool HasMore => _readIndex < EventSegment.Size ? _readSegment.IsWritten(_readIndex) : _readSegment.Next is not null;

    /// <summary>Whether there is nothing for the pump to do until an event or the end comes.</summary>
    private bool IsIdle => !HasMore && !_isCompleted && !_isAbandoned;

    private async Task PumpAsync()
    {
        do
        {
            while (DequeueNext() is { } e && await DeliverAsync(e).ConfigureAwait(false))
            {
            }
        }
        while (await WaitForMoreAsync().ConfigureAwait(false));

        await ShutdownProcessorAsync().ConfigureAwait(false);
    }

    private Event? DequeueNext()
    {
        if (!HasMore)
        {
            return null;
        }

        if (_readIndex == EventSegment.Size)
        {
            _readSegment = _readSegment.Next!;
            _readIndex = 0;
        }

        return _readSegment.Dequeue(_readIndex++);
    }

    /// <summary>Waits until something may be there to take.</summary>
    /// <returns>False when no more will come.</returns>
    private async ValueTask<bool> WaitForMoreAsync()
    {
        // Asked in this order: what was added before the end was said is there.
        bool isOver = _isCompleted;
        if (_isAbandoned || (isOver && !HasMore))
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
    /// Waits for an event or the end. After the barrier, which is one on all processors, either the pump sees what was added,
    /// or who added it sees that the pump rests.
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
            ProcessorFailures.Report(_logger, _processor, e.GetType().Name, exception);
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
            ProcessorFailures.Report(_logger, _processor, nameof(AsyncEventProcessor.ShutdownAsync), exception);
        }
    }
}
