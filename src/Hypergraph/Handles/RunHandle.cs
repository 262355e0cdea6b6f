using System.Diagnostics;
using Hypergraph.Handles;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Emitting;

namespace Hypergraph;

/// <summary>A run or a map in flight. Safe from any thread.</summary>
/// <typeparam name="TResult"><see cref="RunResult"/> or <see cref="MapResult"/>.</typeparam>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed class RunHandle<TResult>
{
    private readonly Func<string?, bool> _stop;
    private readonly Func<TResult, RunStatus> _statusOf;
    private readonly IAsyncEnumerable<Event>? _events;

    internal RunHandle(RunId runId, Task<TResult> completion, Func<TResult, RunStatus> statusOf, Func<string?, bool> stop, IAsyncEnumerable<Event>? events)
    {
        RunId = runId;
        Completion = completion;
        _statusOf = statusOf;
        _stop = stop;
        _events = events;
    }

    internal RunHandle(RunId runId, Task<TResult> completion, StopSignal stop, RunSpan? span, EventHistory? history, Func<TResult, RunStatus> statusOf)
        : this(runId, completion, statusOf, reason => stop.Request(() => span is null || span.RequestStop(reason)), history?.ReadAsync())
    {
    }

    /// <summary>The id of the run, that of its events.</summary>
    public RunId RunId { get; }

    /// <summary>
    /// Ends as the call without a handle would: with the result, with the exception of a failed node
    /// (<see cref="ErrorHandling.Raise"/>), or cancelled by the call's token. A node's own <see cref="OperationCanceledException"/>,
    /// such as a request that timed out, is a failure. A stopped run has a result with the values so far.
    /// </summary>
    public Task<TResult> Completion { get; }

    /// <summary>How the run ended; <see cref="RunStatus.Running"/> until it has.</summary>
    public RunStatus Status => Completion.Status switch
    {
        TaskStatus.RanToCompletion => _statusOf(Completion.Result),
        TaskStatus.Faulted => RunStatus.Failed,
        TaskStatus.Canceled => RunStatus.Stopped,
        _ => RunStatus.Running,
    };

    /// <summary>
    /// The run's events from the first one, including those before this call. Ends after the last one. Any number of readers
    /// may read at once; each receives all of them at its own pace. If <see cref="RunOptions.MaxKeptEvents"/> limits them, as it does by
    /// default in maps, a reader receives the first event and the latest ones, and from then on all.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="RunOptions.KeepEvents"/> is false, or the runner stores no events.</exception>
    public IAsyncEnumerable<Event> Events => _events ?? throw new InvalidOperationException(
        "The run stores no events: RunOptions.KeepEvents is false, or its runner stores none. Leave KeepEvents true, or attach an event processor.");

    /// <summary>
    /// Requests that the run stops. Running nodes finish, no new one starts, and the result has the status
    /// <see cref="RunStatus.Stopped"/> and the values so far. Only the first call has an effect; after the end none has.
    /// </summary>
    /// <param name="reason">Why, for <see cref="StopRequestedEvent"/>.</param>
    /// <returns>Whether this call requested the stop: false if an earlier call did, or the run has ended.</returns>
    public bool Stop(string? reason = null) => !Completion.IsCompleted && _stop(reason);

    private string DebuggerText => $"{Status}: {RunId}";
}
