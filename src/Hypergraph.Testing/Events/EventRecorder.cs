using System.Diagnostics;
using Hypergraph.Testing.Events;

namespace Hypergraph.Testing;

/// <summary>Records the events of the calls to which it is attached. Thread-safe.</summary>
/// <remarks>Attach it to a runner, to a call or to a graph, and compare <see cref="Events"/> with <see cref="EventAssertions"/>.</remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class EventRecorder : EventProcessor
{
    private readonly Lock _gate = new();
    private readonly List<Event> _events = [];
    private readonly List<EventWait> _waits = [];
    private int _endedCalls;

    /// <summary>Creates a recorder.</summary>
    /// <param name="wantsValues">Whether the events have the inputs and outputs of nodes.</param>
    public EventRecorder(bool wantsValues = true) => WantsValues = wantsValues;

    /// <inheritdoc/>
    public override bool WantsValues { get; }

    /// <summary>The events so far, in order.</summary>
    public IReadOnlyList<Event> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>The number of calls that have ended.</summary>
    public int EndedCalls => Volatile.Read(ref _endedCalls);

    /// <summary>
    /// Waits for an event, which may have occurred before. The wait fails if a call ends without the event, so that a test does not hang.
    /// </summary>
    /// <param name="expected">The pattern of the event.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The first event that matches.</returns>
    /// <exception cref="EventAssertionException">A call has ended, and no event matches.</exception>
    public Task<Event> WaitForAsync(EventPattern expected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(expected);
        lock (_gate)
        {
            if (_events.Find(expected.IsMatch) is { } found)
            {
                return Task.FromResult(found);
            }

            var wait = new EventWait(expected);
            if (_endedCalls > 0)
            {
                wait.Fail(_events);
            }
            else
            {
                _waits.Add(wait);
            }

            return wait.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets the recorded events and the calls that have ended, so that the recorder can be used for the next step of a test.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _events.Clear();
            _endedCalls = 0;
        }
    }

    /// <inheritdoc/>
    public override void OnEvent(Event e)
    {
        lock (_gate)
        {
            _events.Add(e);
            for (int i = _waits.Count - 1; i >= 0; i--)
            {
                if (_waits[i].TryComplete(e))
                {
                    _waits.RemoveAt(i);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Shutdown()
    {
        lock (_gate)
        {
            _endedCalls++;
            foreach (EventWait wait in _waits)
            {
                wait.Fail(_events);
            }

            _waits.Clear();
        }
    }

    private string DebuggerText => $"{_events.Count} {(_events.Count == 1 ? "event" : "events")}";
}
