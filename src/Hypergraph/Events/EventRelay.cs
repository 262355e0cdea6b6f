using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph;

/// <summary>
/// Hands the events of one root run that were made elsewhere to processors here, under the same promises as a run: one at
/// a time, in one order for all, failures logged, queues drained at the end. For events that come from another process
/// or from a log. Safe from any thread.
/// </summary>
public sealed class EventRelay
{
    private readonly EventDispatcher? _dispatcher;
    private readonly EventHistory? _history;

    /// <summary>Creates the relay of one run.</summary>
    /// <param name="graph">The graph that runs; its own processors, and those of the graphs in it, get the events too.</param>
    /// <param name="processors">The processors. One listed twice gets each event once.</param>
    /// <param name="keepsEvents">Whether the events are kept for <see cref="Events"/>.</param>
    /// <param name="logger">Where failures of processors are logged; null for nowhere.</param>
    /// <param name="timeProvider">The clock of the time to drain queues; null for the system's.</param>
    public EventRelay(Graph graph, IEnumerable<EventProcessor> processors, bool keepsEvents = false, ILogger? logger = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(processors);
        _history = keepsEvents ? new EventHistory() : null;
        _dispatcher = EventDispatcher.Create(
            [.. graph.AllEventProcessors, .. processors, .. _history is null ? Array.Empty<EventProcessor>() : [_history]],
            logger ?? NullLogger.Instance,
            timeProvider ?? TimeProvider.System);
    }

    /// <summary>Whether anybody gets the events.</summary>
    public bool HasListeners => _dispatcher is not null;

    /// <summary>Whether anybody wants inputs and outputs on node events.</summary>
    public bool WantsValues => _dispatcher is { WantsValues: true };

    /// <summary>The events from the first on, those to come included, for any number of readers; null if they are not kept.</summary>
    public IAsyncEnumerable<Event>? Events => _history?.ReadAsync();

    /// <summary>Hands an event on.</summary>
    /// <param name="e">The event.</param>
    public void Publish(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        _dispatcher?.Dispatch(e, static (told, _) => told);
    }

    /// <summary>Ends the run: drains the queues and shuts every processor down. To be called once, after the last event.</summary>
    /// <param name="timeout">The time to drain all queues in.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; or it is longer than a timer can wait, about 49.7 days.
    /// </exception>
    public ValueTask ShutdownAsync(TimeSpan timeout) => _dispatcher?.ShutdownAsync(TimeLimit.Check(timeout, nameof(timeout))) ?? ValueTask.CompletedTask;
}
