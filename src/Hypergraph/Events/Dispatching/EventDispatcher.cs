using Hypergraph.Events.Ids;
using Hypergraph.Events.Processors;
using Hypergraph.Telemetry;
using Hypergraph.Threading;
using Microsoft.Extensions.Logging;

namespace Hypergraph.Events.Dispatching;

/// <summary>
/// Delivers the events of one root run to its processors: one at a time, in one order for all of them. Failures of
/// processors do not affect the run. Thread-safe.
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

    /// <summary>The thread that is in a call of a processor; 0 for none.</summary>
    private int _dispatchingThread;

    private EventDispatcher(
        List<EventProcessor> processors, ILogger logger, TimeProvider timeProvider, bool ownedByCurrentThread, TelemetryParts telemetry)
    {
        Telemetry = telemetry;
        HasProcessors = processors.Count > 0;
        _lock = new BiasedLock(ownedByCurrentThread);
        _syncProcessors = HasProcessors ? [.. processors.Where(p => p is not AsyncEventProcessor)] : [];
        _queues = HasProcessors ? [.. processors.OfType<AsyncEventProcessor>().Select(p => new EventQueue(p, logger))] : [];
        _logger = logger;
        _timeProvider = timeProvider;
        WantsValues = processors.Exists(ReadWantsValues);
        Clock = new EventClock(timeProvider);
    }

    /// <summary>What listens to the telemetry of the root run.</summary>
    public TelemetryParts Telemetry { get; }

    /// <summary>Whether there are processors. Without one, events only matter where creating them keeps the state of the run.</summary>
    public bool HasProcessors { get; }

    /// <summary>Whether any processor wants inputs and outputs on node events.</summary>
    public bool WantsValues { get; }

    public EventClock Clock { get; }

    /// <summary>The ids of the run's spans. Use it only in a section.</summary>
    public IdSequence Ids { get; } = new();

    /// <summary>Creates a dispatcher for the distinct processors, in order; null if there are none.</summary>
    /// <param name="processors">The processors.</param>
    /// <param name="logger">The log for failures of processors.</param>
    /// <param name="timeProvider">The clock of the events.</param>
    /// <param name="ownedByCurrentThread">Whether nearly all events come from the calling thread, which makes them cheaper.</param>
    /// <param name="telemetry">What listens to the telemetry of the root run.</param>
    public static EventDispatcher? Create(
        IEnumerable<EventProcessor> processors,
        ILogger logger,
        TimeProvider timeProvider,
        bool ownedByCurrentThread = false,
        TelemetryParts telemetry = TelemetryParts.None)
    {
        List<EventProcessor> distinct = [.. processors.Distinct(ReferenceEqualityComparer.Instance).Cast<EventProcessor>()];
        return distinct.Count == 0 ? null : new EventDispatcher(distinct, logger, timeProvider, ownedByCurrentThread, telemetry);
    }

    /// <summary>Creates the dispatcher of a root run that is only traced or measured.</summary>
    /// <param name="logger">The log.</param>
    /// <param name="timeProvider">The clock of the run.</param>
    /// <param name="ownedByCurrentThread">Whether the calling thread runs nearly all nodes.</param>
    /// <param name="telemetry">What listens to the telemetry of the root run.</param>
    public static EventDispatcher CreateWithoutProcessors(ILogger logger, TimeProvider timeProvider, bool ownedByCurrentThread, TelemetryParts telemetry) =>
        new([], logger, timeProvider, ownedByCurrentThread, telemetry);

    /// <summary>
    /// Creates an event with the time of a section and delivers it to every processor. Because the event is created inside
    /// the section, timestamps have the order of the events. The function may return no event.
    /// </summary>
    /// <returns>The time of the section, on the run's monotonic clock.</returns>
    public long Dispatch<TSource>(TSource source, Func<TSource, long, Event?> create)
    {
        using DispatchSection section = EnterDispatch();
        if (create(source, section.Now) is { } e)
        {
            Deliver(e);
        }

        return section.Now;
    }

    /// <summary>Like <see cref="Dispatch{TSource}"/>, without a delegate call: for the events of every node and every item.</summary>
    public DispatchSection EnterDispatch()
    {
        BiasedLock.Bias? bias = _lock.Enter();
        try
        {
            return new DispatchSection(this, _lock, bias, Clock.Now());
        }
        catch
        {
            _lock.Exit(bias);
            throw;
        }
    }

    /// <summary>Delivers an event to every processor. Call it only in a section.</summary>
    internal void Deliver(Event e)
    {
        if (_isDispatching)
        {
            // A processor caused this event in its own call. It follows the event that is being delivered.
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

    /// <summary>Drains the queues, for at most <paramref name="timeout"/> in total, and shuts down every processor.</summary>
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

    /// <summary>Like <see cref="ShutdownAsync"/>, but blocks the calling thread.</summary>
    public void Shutdown(TimeSpan timeout)
    {
        ValueTask shutdown = ShutdownAsync(timeout);
        if (!shutdown.IsCompletedSuccessfully)
        {
            shutdown.AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>A run that ends inside a call of a processor first waits for the end of that call and for the events queued after it.</summary>
    private async Task WaitForDispatchEndAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using DispatchSection section = EnterDispatch();
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
