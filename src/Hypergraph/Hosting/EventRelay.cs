using Hypergraph.Events.Dispatching;
using Hypergraph.Handles;
using Hypergraph.Threading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypergraph.Hosting;

/// <summary>
/// Publishes the events of one root run that were created elsewhere to processors here, under the same rules as a run: one at
/// a time, in one order for all, failures logged, queues drained at the end. Use it for events from another process
/// or from a log. Thread-safe.
/// </summary>
public sealed class EventRelay
{
    private readonly EventDispatcher? _dispatcher;
    private readonly EventHistory? _history;

    /// <summary>Creates the relay of one run.</summary>
    /// <param name="graph">The graph of the run; its own processors, and those of the graphs in it, receive the events too.</param>
    /// <param name="processors">The processors. One listed twice receives each event once.</param>
    /// <param name="keepsEvents">Whether the events are kept for <see cref="Events"/>.</param>
    /// <param name="logger">The log for failures of processors; null for none.</param>
    /// <param name="timeProvider">The clock of the time to drain the queues; null for the system's.</param>
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

    /// <summary>Whether the events have any listener.</summary>
    public bool HasListeners => _dispatcher is not null;

    /// <summary>Whether any listener wants inputs and outputs on node events.</summary>
    public bool WantsValues => _dispatcher is { WantsValues: true };

    /// <summary>The number of latest events that are kept, beside the first one; null for all. See <see cref="RunOptions.MaxKeptEvents"/>.</summary>
    public int? MaxKeptEvents
    {
        get => _history?.MaxEvents;
        init => _history?.MaxEvents = value;
    }

    /// <summary>The kept events from the first on, then those still to come, for any number of readers; null if they are not kept.</summary>
    public IAsyncEnumerable<Event>? Events => _history?.ReadAsync();

    /// <summary>Publishes an event.</summary>
    /// <param name="e">The event.</param>
    public void Publish(Event e)
    {
        ArgumentNullException.ThrowIfNull(e);
        _dispatcher?.Dispatch(e, static (published, _) => published);
    }

    /// <summary>Ends the run: drains the queues and shuts down every processor. Call it once, after the last event.</summary>
    /// <param name="timeout">The maximum time to drain all queues.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; or it is longer than a timer can wait, about 49.7 days.
    /// </exception>
    public ValueTask ShutdownAsync(TimeSpan timeout) => _dispatcher?.ShutdownAsync(TimeLimit.Check(timeout, nameof(timeout))) ?? ValueTask.CompletedTask;
}
