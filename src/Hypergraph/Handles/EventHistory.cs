using System.Runtime.CompilerServices;
using Hypergraph.Events.Processors;

namespace Hypergraph.Handles;

/// <summary>
/// Stores the events of one run for readers of its handle: all of them, or the first one and the latest. The run writes one event at
/// a time. Any number of readers may read at once, each at its own pace, without delaying the run; what a reader has not read yet
/// is kept for it.
/// </summary>
internal sealed class EventHistory : EventProcessor
{
    private readonly Lock _lock = new();
    private Event? _first;
    private EventSegment _oldest = new();
    private EventSegment _latest;

    /// <summary>The number of events in the segments before the oldest one.</summary>
    private long _removed;

    private long _count;
    private TaskCompletionSource? _changed;
    private bool _isComplete;

    public EventHistory() => _latest = _oldest;

    /// <summary>The number of latest events that a new reader reads, after the first one; null for all.</summary>
    public int? MaxEvents { get; set; }

    public override void OnEvent(Event e)
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            _first ??= e;
            _latest = _latest.Add(e);
            _count++;
            RemoveOldest();
            changed = ResetChanged();
        }

        changed?.SetResult();
    }

    public override void Shutdown()
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            _isComplete = true;
            changed = ResetChanged();
        }

        changed?.SetResult();
    }

    /// <summary>The kept events, then those to come; ends after the last.</summary>
    public async IAsyncEnumerable<Event> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (Event? next, EventSegment segment, int index) = BeginReading();
        while (true)
        {
            Task? changed = null;
            while (next is null && (next = ReadNext(ref segment, ref index, out changed)) is null && changed is not null)
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            if (next is null)
            {
                yield break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            yield return next;
            next = null;
        }
    }

    /// <summary>Returns where a new reader starts, and the first event if that is not there.</summary>
    private (Event? First, EventSegment Segment, int Index) BeginReading()
    {
        lock (_lock)
        {
            long start = Math.Max(0, _count - (MaxEvents ?? _count));
            return (start > 0 ? _first : null, _oldest, (int)(start - _removed));
        }
    }

    /// <summary>Returns the event at a position; null if there is none yet, with what to wait for, or if there will be none.</summary>
    private Event? ReadNext(ref EventSegment segment, ref int index, out Task? changed)
    {
        lock (_lock)
        {
            changed = null;
            if (index == segment.Size && segment.Next is { } next)
            {
                segment = next;
                index = 0;
            }

            if (segment.IsWritten(index))
            {
                return segment[index++];
            }

            changed = _isComplete ? null : (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return null;
        }
    }

    /// <summary>Removes the oldest segment if the others have enough events.</summary>
    private void RemoveOldest()
    {
        if (MaxEvents is { } max && _count - _removed - _oldest.Size >= max)
        {
            _removed += _oldest.Size;
            _oldest = _oldest.Next!;
        }
    }

    private TaskCompletionSource? ResetChanged()
    {
        TaskCompletionSource? changed = _changed;
        _changed = null;
        return changed;
    }
}
