using System.Diagnostics;
using Hypergraph.Extensions.Hosting.Registry;

namespace Hypergraph.Extensions.Hosting;

/// <summary>A run of the host's runner: a run, a map or a map over a stream that a call started. Thread-safe.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class RunEntry
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventBuffer _events;
    private Func<string?, bool>? _stop;
    private RunResultSummary _summary = new(RunStatus.Running, FailureCount: 0, EndedAt: null);

    internal RunEntry(RunId runId, string? graphName, string? workflowId, bool isMap, DateTimeOffset startedAt, EventBuffer events)
    {
        RunId = runId;
        GraphName = graphName;
        WorkflowId = workflowId;
        IsMap = isMap;
        StartedAt = startedAt;
        _events = events;
    }

    /// <summary>The id of the run, that of its events.</summary>
    public RunId RunId { get; }

    /// <summary>The name of the graph; null if it has none.</summary>
    public string? GraphName { get; }

    /// <summary>The caller's name for the call (<see cref="RunOptions.WorkflowId"/>), or null.</summary>
    public string? WorkflowId { get; }

    /// <summary>Whether the call maps a graph over items.</summary>
    public bool IsMap { get; }

    /// <summary>When the run started, in UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>When the run ended, in UTC; null while it is live.</summary>
    public DateTimeOffset? EndedAt => Volatile.Read(ref _summary).EndedAt;

    /// <summary>How the run ended; <see cref="RunStatus.Running"/> while it is live.</summary>
    public RunStatus Status => Volatile.Read(ref _summary).Status;

    /// <summary>The number of failures in an ended run; 0 while it is live.</summary>
    public int FailureCount => Volatile.Read(ref _summary).FailureCount;

    /// <summary>Completes when the run has ended, however it ended.</summary>
    public Task Completion => _ended.Task;

    private string DebuggerText => $"{Status}: {GraphName ?? "(unnamed)"} {RunId}";

    /// <summary>Requests that the run stops, as <see cref="RunHandle{TResult}.Stop"/> does.</summary>
    /// <param name="reason">Why, for <see cref="StopRequestedEvent"/>.</param>
    /// <returns>Whether this call requested the stop: false if an earlier call did, or the run has ended.</returns>
    public bool Stop(string? reason = null) => !_ended.Task.IsCompleted && Volatile.Read(ref _stop)?.Invoke(reason) == true;

    /// <summary>
    /// Reads the kept events of the run, and those to come; ends after the last one. Any number of readers may read at once, each at its own pace, without delaying the run.
    /// </summary>
    /// <param name="after">The number (<see cref="RecordedEvent.Number"/>) of the last event that the reader has; null to read from the first.</param>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(long? after = null, CancellationToken cancellationToken = default) =>
        _events.ReadAsync(after, cancellationToken);

    /// <summary>Whether no event after a number is kept or will come.</summary>
    /// <param name="after">The number of the last event that a reader has; null for none.</param>
    public bool HasNoEventsAfter(long? after) => _events.HasEndedAt(after);

    /// <summary>Its place among the live runs; null when it is not live.</summary>
    internal LinkedListNode<RunEntry>? Node { get; set; }

    /// <summary>Sets what stops the run.</summary>
    internal void Attach(Func<string?, bool> stop)
    {
        Volatile.Write(ref _stop, stop);
        ReleaseIfEnded();
    }

    /// <summary>Records the end of the run. Only the first call has an effect.</summary>
    internal void End(RunStatus status, int failureCount, DateTimeOffset at)
    {
        RunResultSummary running = Volatile.Read(ref _summary);
        if (running.EndedAt is null && Interlocked.CompareExchange(ref _summary, new RunResultSummary(status, failureCount, at), running) == running)
        {
            _events.Complete();
            _ended.SetResult();
            ReleaseIfEnded();
        }
    }

    /// <summary>Releases what stops the run, which holds its result.</summary>
    private void ReleaseIfEnded()
    {
        if (_ended.Task.IsCompleted)
        {
            Volatile.Write(ref _stop, null);
        }
    }

    /// <summary>What changes when a run ends, all at once.</summary>
    private sealed record RunResultSummary(RunStatus Status, int FailureCount, DateTimeOffset? EndedAt);
}
