namespace Hypergraph.Handles;

/// <summary>
/// Stores the events of one run for readers of its handle. The run writes one event at a time. Any number of
/// readers may read at once, each from the first event and at its own pace, without delaying the run.
/// </summary>
internal sealed class EventHistory : EventProcessor
{
    private readonly Lock _lock = new();
    private readonly List<Event> _events = [];
    private TaskCompletionSource? _changed;
    private bool _isComplete;

    public override void OnEvent(Event e)
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            _events.Add(e);
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

    /// <summary>All events, those to come included; ends after the last.</summary>
    public async IAsyncEnumerable<Event> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; ; i++)
        {
            (Event? next, Task? changed) = ReadAt(i);
            while (next is null && changed is not null)
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                (next, changed) = ReadAt(i);
            }

            if (next is null)
            {
                yield break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            yield return next;
        }
    }

    /// <summary>The event at a place, or what to wait for until there may be one; neither when there will be none.</summary>
    private (Event? Event, Task? Changed) ReadAt(int index)
    {
        lock (_lock)
        {
            if (index < _events.Count)
            {
                return (_events[index], null);
            }

            return _isComplete
                ? (null, null)
                : (null, (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }
    }

    private TaskCompletionSource? ResetChanged()
    {
        TaskCompletionSource? changed = _changed;
        _changed = null;
        return changed;
    }
}
