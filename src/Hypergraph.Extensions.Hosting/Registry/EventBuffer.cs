using System.Runtime.CompilerServices;

namespace Hypergraph.Extensions.Hosting.Registry;

/// <summary>
/// The events of one run for readers: the first, which describes the graph, and the latest, up to a number. The run adds one event at a time, and never waits for a reader.
/// </summary>
internal sealed class EventBuffer(int capacity)
{
    private const int InitialSize = 16;

    private readonly Lock _lock = new();

    /// <summary>The latest events; the one with number <c>n</c> is at <c>n % _latest.Length</c>.</summary>
    private Event[] _latest = new Event[Math.Min(capacity, InitialSize)];

    private Event? _first;
    private long _count;
    private TaskCompletionSource? _changed;
    private bool _isComplete;

    /// <summary>The number of the oldest event of the latest.</summary>
    private long Oldest => Math.Max(0, _count - _latest.Length);

    /// <summary>Adds an event.</summary>
    public void Add(Event e)
    {
        TaskCompletionSource? changed = null;
        lock (_lock)
        {
            if (capacity > 0 && !_isComplete)
            {
                GrowIfFull();
                _first ??= e;
                _latest[_count % _latest.Length] = e;
                _count++;
                (changed, _changed) = (_changed, null);
            }
        }

        changed?.SetResult();
    }

    /// <summary>Ends the events. Later ones are ignored.</summary>
    public void Complete()
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            _isComplete = true;
            (changed, _changed) = (_changed, null);
        }

        changed?.SetResult();
    }

    /// <summary>Whether there is no event after a number, and none will come.</summary>
    public bool HasEndedAt(long? after)
    {
        lock (_lock)
        {
            return _isComplete && (after ?? -1) >= _count - 1;
        }
    }

    /// <summary>Reads the events after a number, and those to come.</summary>
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long next = NumberAfter(after);
        while (true)
        {
            (RecordedEvent? read, Task? changed) = ReadFrom(next);
            if (read is { } recorded)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return recorded;
                next = recorded.Number + 1;
            }
            else if (changed is not null)
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>The number of the event to begin with. A reader cannot have events that there are not yet.</summary>
    private long NumberAfter(long? after)
    {
        lock (_lock)
        {
            return Math.Clamp(after ?? -1, -1, _count - 1) + 1;
        }
    }

    /// <summary>The first kept event from a number on, or what to wait for until there may be one; neither when there will be none.</summary>
    private (RecordedEvent? Event, Task? Changed) ReadFrom(long number)
    {
        lock (_lock)
        {
            if (number == 0 && _first is not null)
            {
                return (new RecordedEvent(0, _first, MissedCount: 0), null);
            }

            if (number < _count)
            {
                long kept = Math.Max(number, Oldest);
                return (new RecordedEvent(kept, _latest[kept % _latest.Length], kept - number), null);
            }

            return _isComplete
                ? (null, null)
                : (null, (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }
    }

    /// <summary>Makes room while fewer events than the capacity are kept. Events have not wrapped around then, so they keep their places.</summary>
    private void GrowIfFull()
    {
        if (_count == _latest.Length && _latest.Length < capacity)
        {
            Array.Resize(ref _latest, (int)Math.Min(capacity, 2L * _latest.Length));
        }
    }
}
