using Microsoft.Extensions.Logging;

namespace Hypergraph;

/// <summary>
/// Hands the events of one root run to its processors: one at a time, in one order for all of them, isolating the run
/// from whatever they do. Safe from any thread.
/// </summary>
internal sealed class EventDispatcher
{
    private readonly BiasedLock _lock;
    private readonly EventProcessor[] _syncProcessors;
    private readonly EventQueue[] _queues;
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly Queue<Event> _reentrantEvents = new();
    private bool _isDispatching;

    /// <summary>The thread inside a processor's call; 0 for none.</summary>
    private int _dispatchingThread;

    private EventDispatcher(List<EventProcessor> processors, ILogger logger, TimeProvider timeProvider, bool isOfThisThread)
    {
        _lock = new BiasedLock(isOfThisThread);
        _syncProcessors = [.. processors.Where(p => p is not AsyncEventProcessor)];
        _queues = [.. processors.OfType<AsyncEventProcessor>().Select(p => new EventQueue(p, logger))];
        _logger = logger;
        _timeProvider = timeProvider;
        WantsValues = processors.Exists(ReadWantsValues);
        Clock = new EventClock(timeProvider);
    }

    /// <summary>Whether any processor wants inputs and outputs on node events.</summary>
    public bool WantsValues { get; }

    public EventClock Clock { get; }

    /// <summary>The ids of the run's scopes. Only within a moment.</summary>
    public IdSequence Ids { get; } = new();

    /// <summary>A dispatcher for the distinct processors of all sources, in order; null when there are none.</summary>
    /// <param name="processors">The processors.</param>
    /// <param name="logger">Where their failures are logged.</param>
    /// <param name="timeProvider">The clock of the events.</param>
    /// <param name="isOfThisThread">Whether nearly all events will come from the thread that calls this, which makes them cheaper.</param>
    public static EventDispatcher? Create(
        IEnumerable<EventProcessor> processors, ILogger logger, TimeProvider timeProvider, bool isOfThisThread = false)
    {
        List<EventProcessor> distinct = [.. processors.Distinct(ReferenceEqualityComparer.Instance).Cast<EventProcessor>()];
        return distinct.Count == 0 ? null : new EventDispatcher(distinct, logger, timeProvider, isOfThisThread);
    }

    /// <summary>
    /// Makes the event with the time of this moment and hands it to every processor. Making it inside keeps timestamps
    /// in the order of the events; making none lets the moment pass in silence.
    /// </summary>
    /// <returns>The moment, on the run's monotonic clock.</returns>
    public long Dispatch<TSource>(TSource source, Func<TSource, long, Event?> create)
    {
        using DispatchSection moment = EnterDispatch();
        if (create(source, moment.Now) is { } e)
        {
            Deliver(e);
        }

        return moment.Now;
    }

    /// <summary>As <see cref="Dispatch{TSource}"/>, for the events of every node and every item: without a call to make them.</summary>
    public DispatchSection EnterDispatch()
    {
        bool isOwner = _lock.Enter();
        try
        {
            return new DispatchSection(this, _lock, isOwner, Clock.Now());
        }
        catch
        {
            _lock.Exit(isOwner);
            throw;
        }
    }

    /// <summary>Hands an event to every processor. Only within a moment.</summary>
    internal void Deliver(Event e)
    {
        if (_isDispatching)
        {
            // A processor caused this event from inside its own call: it follows the one under way.
            _reentrantEvents.Enqueue(e);
            return;
        }

        _isDispatching = true;
        _dispatchingThread = Environment.CurrentManagedThreadId;
        try
        {
            DeliverToAll(e);
            while (_reentrantEvents.TryDequeue(out Event? next))
            {
                DeliverToAll(next);
            }
        }
        finally
        {
            _dispatchingThread = 0;
            _isDispatching = false;
        }
    }

    /// <summary>Drains the queues, at most for <paramref name="timeout"/> in all, and shuts every processor down.</summary>
    public async ValueTask ShutdownAsync(TimeSpan timeout)
    {
        if (_dispatchingThread == Environment.CurrentManagedThreadId)
        {
            await WaitForDispatchEndAsync().ConfigureAwait(false);
        }

        ShutdownSyncProcessors();
        if (_queues.Length == 0)
        {
            return;
        }

        Task drained = Task.WhenAll(_queues.Select(q => q.CompleteAsync()));
        using var timeIsUp = new CancellationTokenSource(timeout, _timeProvider);
        await Task.WhenAny(drained, Task.Delay(Timeout.InfiniteTimeSpan, timeIsUp.Token)).ConfigureAwait(false);
        foreach (EventQueue queue in _queues)
        {
            queue.Abandon();
        }
    }

    /// <summary>As <see cref="ShutdownAsync"/>, blocking the calling thread.</summary>
    public void Shutdown(TimeSpan timeout)
    {
        ValueTask shutdown = ShutdownAsync(timeout);
        if (!shutdown.IsCompletedSuccessfully)
        {
            shutdown.AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>A run that comes to its end inside a processor's call lets that end first, and the events behind it.</summary>
    private async Task WaitForDispatchEndAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using DispatchSection moment = EnterDispatch();
    }

    private bool ReadWantsValues(EventProcessor processor)
    {
        try
        {
            return processor.WantsValues;
        }
        catch (Exception exception)
        {
            ProcessorFailures.Report(_logger, processor, nameof(EventProcessor.WantsValues), exception);
            return false;
        }
    }

    private void DeliverToAll(Event e)
    {
        foreach (EventProcessor processor in _syncProcessors)
        {
            try
            {
                processor.OnEvent(e);
            }
            catch (Exception exception)
            {
                ProcessorFailures.Report(_logger, processor, e.GetType().Name, exception);
            }
        }

        foreach (EventQueue queue in _queues)
        {
            queue.Enqueue(e);
        }
    }

    private void ShutdownSyncProcessors()
    {
        foreach (EventProcessor processor in _syncProcessors)
        {
            try
            {
                processor.Shutdown();
            }
            catch (Exception exception)
            {
                ProcessorFailures.Report(_logger, processor, nameof(EventProcessor.Shutdown), exception);
            }
        }
    }
}
