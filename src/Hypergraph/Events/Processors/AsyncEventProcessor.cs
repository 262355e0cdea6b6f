using Hypergraph.Events.Processors;
using Hypergraph.Telemetry;
using Hypergraph.Threading;

namespace Hypergraph;

/// <summary>
/// A processor whose work is asynchronous. Each root run has its own queue and pump for it: the run never waits for the
/// processor, however slow or stuck it is.
/// </summary>
/// <remarks>
/// When a call ends, its queue is drained for at most the runner's <c>ShutdownTimeout</c>. The number of remaining events is
/// then logged, and the token that the methods below receive is canceled.
/// </remarks>
public abstract class AsyncEventProcessor : EventProcessor
{
    private readonly Lock _lock = new();
    private readonly List<EventQueue> _openQueues = [];
    private PaddedCounter _processed;
    private PaddedCounter _dropped;
    private long _received;
    private bool _isMeasured;

    /// <summary>Creates the processor.</summary>
    /// <param name="queue">The bound of the queue; null is unbounded.</param>
    protected AsyncEventProcessor(EventQueueOptions? queue = null) => Queue = queue ?? new EventQueueOptions();

    /// <summary>The bound of the queue of a root run.</summary>
    public EventQueueOptions Queue { get; }

    /// <summary>The number of events that runs have published to this processor, over its lifetime.</summary>
    public long ReceivedCount
    {
        get
        {
            lock (_lock)
            {
                return _received + _openQueues.Sum(q => q.EnqueuedCount);
            }
        }
    }

    /// <summary>The number of events that the processor was called with, over its lifetime, including those on which it threw.</summary>
    public long ProcessedCount => Interlocked.Read(ref _processed.Value);

    /// <summary>
    /// The number of events that the processor never receives: dropped by a full queue, or remaining when the time to drain
    /// the queue ended.
    /// </summary>
    public long DroppedCount => Interlocked.Read(ref _dropped.Value);

    /// <summary>Processes one event.</summary>
    /// <remarks>Called by the pump, on a thread of the pool, one event at a time for each root run.</remarks>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Canceled when the time to drain the queue ends.</param>
    public abstract ValueTask OnEventAsync(Event e, CancellationToken cancellationToken);

    /// <summary>
    /// Called by the pump each time it has processed all events that were waiting, and before <see cref="ShutdownAsync"/>. A processor that collects events
    /// in a buffer writes it here: early enough under little load, and seldom under much.
    /// </summary>
    /// <param name="cancellationToken">Canceled when the time to drain the queue ends.</param>
    public virtual ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Called by the pump once for each top-level call, after its last event.</summary>
    /// <param name="cancellationToken">Canceled when the time to drain the queue ends.</param>
    public virtual ValueTask ShutdownAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Processes one event and waits until that is done. Runs do not call it; a replay of a log may.</summary>
    /// <param name="e">The event.</param>
    public sealed override void OnEvent(Event e) => BlockingCall.Run(
        (Processor: this, Event: e), static call => call.Processor.OnEventAsync(call.Event, CancellationToken.None).AsTask());

    /// <summary>Shuts down and waits until that is done. Runs do not call it; a replay of a log may.</summary>
    public sealed override void Shutdown() => BlockingCall.Run(this, static processor => processor.ShutdownAsync(CancellationToken.None).AsTask());

    /// <summary>Adds the queue of a root run. Its own count is part of <see cref="ReceivedCount"/> until it is detached.</summary>
    internal void AttachQueue(EventQueue queue)
    {
        lock (_lock)
        {
            _openQueues.Add(queue);
            if (_isMeasured)
            {
                return;
            }

            _isMeasured = true;
        }

        Meters.AddQueues(this, CountWaiting);
    }

    /// <summary>Adds the final count of a queue to which no more events are added.</summary>
    internal void DetachQueue(EventQueue queue)
    {
        lock (_lock)
        {
            if (_openQueues.Remove(queue))
            {
                _received += queue.EnqueuedCount;
            }
        }
    }

    /// <summary>Counts an event that a queue rejected.</summary>
    internal void CountRejected()
    {
        lock (_lock)
        {
            _received++;
        }

        CountDropped(1);
    }

    /// <summary>The number of events that wait in the queues.</summary>
    private long CountWaiting()
    {
        lock (_lock)
        {
            return _openQueues.Sum(q => q.WaitingCount);
        }
    }

    internal void CountProcessed() => Interlocked.Increment(ref _processed.Value);

    internal void CountDropped(long count)
    {
        Interlocked.Add(ref _dropped.Value, count);
        if (count > 0)
        {
            Meters.DropEvents(this, count);
        }
    }
}
