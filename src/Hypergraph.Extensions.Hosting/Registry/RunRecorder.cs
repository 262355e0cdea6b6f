namespace Hypergraph.Extensions.Hosting.Registry;

/// <summary>Records the events of one call, and adds its run to the registry at the first one.</summary>
internal sealed class RunRecorder(RunRegistry registry, string? graphName, string? workflowId, bool isMap) : EventProcessor
{
    private readonly EventBuffer _events = new(registry.Options.MaxEventsPerRun);
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunEntry? _entry;
    private Func<string?, bool>? _stop;
    private SpanId _root;

    /// <inheritdoc/>
    public override bool WantsValues => registry.Options.KeepsValues;

    /// <summary>The status with which the run ended, by its events; null while it has not.</summary>
    public RunStatus? EndStatus { get; private set; }

    /// <summary>Completes when the call has ended.</summary>
    public Task Completion => _ended.Task;

    /// <summary>The number of failures in the run, by its events.</summary>
    public int FailureCount { get; private set; }

    /// <inheritdoc/>
    public override void OnEvent(Event e)
    {
        _events.Add(WantsValues ? e : WithoutValues(e));
        if (_root.IsNone)
        {
            _root = e.SpanId;
            _ = EntryOf(e.RunId, e.GraphName);
        }
        else if (e is RunEndEvent end && e.SpanId == _root)
        {
            (EndStatus, FailureCount) = (end.Status, end.FailureCount);
        }
    }

    /// <summary>The run in the registry. It is added on the first call; a map over nothing has no events that would add it.</summary>
    public RunEntry EntryOf(RunId id, string? nameInEvent = null)
    {
        lock (_lock)
        {
            _entry ??= registry.Add(new RunEntry(id, nameInEvent ?? graphName, workflowId, isMap, registry.Now, _events));
        }

        StopIfRequired();
        return _entry;
    }

    /// <summary>Sets what stops the run. A run of a host that is stopping is stopped at once.</summary>
    public void Attach(Func<string?, bool> stop)
    {
        lock (_lock)
        {
            _stop = stop;
        }

        StopIfRequired();
    }

    /// <summary>Requests that the run stops, once it is known how.</summary>
    public void Stop(string reason) => Volatile.Read(ref _stop)?.Invoke(reason);

    /// <summary>Ends the call. Only the first time has an effect.</summary>
    public void End(RunStatus status)
    {
        lock (_lock)
        {
            _stop = null;
            registry.End(this, _entry, status, FailureCount);
        }

        _ended.TrySetResult();
    }

    /// <summary>An event may have values that another processor wanted.</summary>
    private static Event WithoutValues(Event e) => e switch
    {
        NodeStartEvent { Inputs: not null } start => start with { Inputs = null },
        NodeEndEvent { Outputs: not null } end => end with { Outputs = null },
        StreamingChunkEvent { Chunk: not null } chunk => chunk with { Chunk = null },
        InterruptEvent { Value: not null } interrupt => interrupt with { Value = null },
        _ => e,
    };

    /// <summary>Connects the run with what stops it, once both are known. Not in the lock: to stop a run publishes an event.</summary>
    private void StopIfRequired()
    {
        if (Volatile.Read(ref _stop) is not { } stop)
        {
            return;
        }

        Volatile.Read(ref _entry)?.Attach(stop);
        if (registry.IsStopping)
        {
            stop(RunRegistry.StopReason);
        }
    }
}
