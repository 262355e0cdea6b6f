namespace Hypergraph;

/// <summary>
/// A processor whose work is asynchronous. Each root run gives it a queue and a pump of its own: the run never waits
/// for it, however slow or stuck it is.
/// </summary>
/// <remarks>
/// When a call ends, its queue is drained, at most for the runner's <c>ShutdownTimeout</c>. What was left then is logged
/// with its count, and the token given to the methods below is cancelled.
/// </remarks>
public abstract class AsyncEventProcessor : EventProcessor
{
    private readonly Lock _lock = new();
    private readonly List<EventQueue> _openQueues = [];
    private PaddedCounter _processed;
    private PaddedCounter _dropped;
    private long _received;

    /// <summary>Creates the processor.</summary>
    /// <param name="queue">How the queue is bounded; by default it is not.</param>
    protected AsyncEventProcessor(EventQueueOptions? queue = null) => Queue = queue ?? new EventQueueOptions();

    /// <summary>How the queue of a root run is bounded.</summary>
    public EventQueueOptions Queue { get; }

    /// <summary>The number of events that runs have handed to this processor, over its lifetime.</summary>
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

    /// <summary>The number of events it was called with, over its lifetime, those on which it threw included.</summary>
    public long ProcessedCount => Interlocked.Read(ref _processed.Value);

    /// <summary>
    /// The number of events that it will never be called with: dropped by a full queue, or left when the time to drain
    /// it was over.
    /// </summary>
    public long DroppedCount => Interlocked.Read(ref _dropped.Value);

    /// <summary>Takes one event.</summary>
    /// <remarks>Called by the pump, on a thread of the pool, one event at a time for each root run.</remarks>
    /// <param name="e">The event.</param>
    /// <param name="cancellationToken">Cancelled when the time to drain the queue is over.</param>
    public abstract ValueTask OnEventAsync(Event e, CancellationToken cancellationToken);

    /// <summary>Called by the pump once for each top-level call, after its last event.</summary>
    /// <param name="cancellationToken">Cancelled when the time to drain the queue is over.</param>
    public virtual ValueTask ShutdownAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Takes one event and waits until it is processed. Runs do not call it; a replay of a log may.</summary>
    /// <param name="e">The event.</param>
    public sealed override void OnEvent(Event e) => BlockingCall.Run(
        (Processor: this, Event: e), static call => call.Processor.OnEventAsync(call.Event, CancellationToken.None).AsTask());

    /// <summary>Shuts down and waits for it. Runs do not call it; a replay of a log may.</summary>
    public sealed override void Shutdown() => BlockingCall.Run(this, static processor => processor.ShutdownAsync(CancellationToken.None).AsTask());

    /// <summary>Takes up the queue of a root run, which counts what it is given by itself until it is closed.</summary>
    internal void AttachQueue(EventQueue queue)
    {
        lock (_lock)
        {
            _openQueues.Add(queue);
        }
    }

    /// <summary>Takes over the count of a queue to which nothing is added any more.</summary>
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

    /// <summary>Counts an event that a queue did not take.</summary>
    internal void CountRejected()
    {
        lock (_lock)
        {
            _received++;
        }

        CountDropped(1);
    }

    internal void CountProcessed() => Interlocked.Increment(ref _processed.Value);

    internal void CountDropped(long count) => Interlocked.Add(ref _dropped.Value, count);
}
