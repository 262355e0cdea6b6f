using System.Threading.Tasks.Sources;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// Runs a static schedule in which several steps may be ready at the same time. Starts a step as soon as the producers of its
/// inputs have finished, without waiting for any other. The thread that finishes a step starts the steps that it made ready,
/// without a lock: only one thread sees a step's count of unfinished predecessors reach zero.
/// </summary>
internal sealed class DataflowRun : IValueTaskSource<RunOutcome>
{
    private const int Finished = -1;

    private readonly RunState _state;
    private readonly int[] _pendingPredecessors;
    private readonly int[] _nextInQueue;
    private readonly FirstFailure _failure = new();
    private readonly ValueReleases? _releases;
    private readonly int[]? _remainingUsers;
    private ManualResetValueTaskSourceCore<RunOutcome> _completion;

    // The steps that are ready or in flight, and the caller while it starts steps. The run is completed when the count is zero.
    private int _activeCount;

    public DataflowRun(RunState state)
    {
        Step[] steps = state.Plan.Steps;
        _state = state;
        _pendingPredecessors = Array.ConvertAll(steps, step => step.PredecessorCount);
        _nextInQueue = new int[steps.Length];
        _releases = state.Releases;
        _remainingUsers = _releases?.CreateUserCounts();
    }

    public ValueTask<RunOutcome> RunAsync()
    {
        var ready = new ReadyStepQueue(_nextInQueue);
        foreach (Step step in _state.Plan.Steps)
        {
            if (step.PredecessorCount == 0)
            {
                ready.Enqueue(step.Index);
                _activeCount++;
            }
        }

        _activeCount++;
        StartAll(ref ready, together: _activeCount - 1, openIfAlone: 2);
        if (Volatile.Read(ref _activeCount) == 1)
        {
            return new ValueTask<RunOutcome>(Outcome());
        }

        // With a listener, a node may end inside a processor's call, in which its run must not continue to the end.
        _completion.RunContinuationsAsynchronously = _state.Span is not null;
        return Interlocked.Decrement(ref _activeCount) == 0 ? new ValueTask<RunOutcome>(Outcome()) : new ValueTask<RunOutcome>(this, _completion.Version);
    }

    RunOutcome IValueTaskSource<RunOutcome>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<RunOutcome>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<RunOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    /// <summary>Starts what is ready, and what that makes ready.</summary>
    /// <param name="ready">The steps.</param>
    /// <param name="together">How many of them are ready at the same time. A failure of one does not prevent the others from starting.</param>
    /// <param name="openIfAlone">The number of active steps if nothing else is ready or in flight.</param>
    private void StartAll(ref ReadyStepQueue ready, int together, int openIfAlone)
    {
        int permits = 0;
        for (; ready.TryDequeue(out int index); together--)
        {
            Step step = _state.Plan.Steps[index];
            if ((together <= 0 && _state.IsEnding) || _state.Call.MustEnd)
            {
                EndActive();
                continue;
            }

            StartedCall call = Start(step, isAlone: Volatile.Read(ref _activeCount) == openIfAlone, permits);
            permits += step.NeedsPermit ? 1 : 0;
            if (call.HasEnded(out StepOutcome outcome, out Task? pending))
            {
                _ = Finish(step, outcome, ref ready);
            }
            else
            {
                _ = ContinueAfterAsync(step, call, pending);
            }
        }
    }

    /// <summary>Ends the run after an unexpected exception around a call, because no caller awaits its continuations.</summary>
    private StartedCall Start(Step step, bool isAlone, int permitsBefore)
    {
        try
        {
            return AsyncCall.Start(_state, step, isAlone, permitsBefore);
        }
        catch (Exception exception)
        {
            return new StartedCall(StepCompletion.Fail(_state, step, exception));
        }
    }

    private async Task ContinueAfterAsync(Step step, StartedCall call, Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var ready = new ReadyStepQueue(_nextInQueue);
        ExecutionContext? context = ExecutionContext.Capture();
        StepOutcome outcome = call.End();
        AmbientContext.Restore(context);
        int added = Finish(step, outcome, ref ready);
        StartAll(ref ready, together: _state.IsEnding ? 0 : added, openIfAlone: 1);
    }

    /// <summary>Notes how a step ended, and adds what is ready by that.</summary>
    /// <returns>The number of steps added.</returns>
    private int Finish(Step step, in StepOutcome outcome, ref ReadyStepQueue ready)
    {
        int added = 0;
        if (outcome.Error is { } error)
        {
            _failure.Add(step, error);
            _state.IsEnding = true;
        }
        else if (outcome.IsCompleted)
        {
            _pendingPredecessors[step.Index] = Finished;
            _releases?.ReleaseAfter(step.Index, _state.Frame, _remainingUsers);
            foreach (int successor in _state.Plan.Successors[step.Index])
            {
                if (Interlocked.Decrement(ref _pendingPredecessors[successor]) == 0)
                {
                    ready.Enqueue(successor);
                    added++;
                }
            }
        }

        if (added == 0)
        {
            EndActive();
        }
        else if (added > 1)
        {
            Interlocked.Add(ref _activeCount, added - 1);
        }

        return added;
    }

    private void EndActive()
    {
        if (Interlocked.Decrement(ref _activeCount) == 0)
        {
            _completion.SetResult(Outcome());
        }
    }

    private RunOutcome Outcome()
    {
        if (!_pendingPredecessors.AsSpan().ContainsAnyExcept(Finished))
        {
            return RunOutcome.Completed;
        }

        _state.EndEarly(_state.Plan.Steps.Where(step => _pendingPredecessors[step.Index] == Finished));
        return _failure.Error is { } error ? RunOutcome.Failed(error, _state.Call.CancellationToken) : _state.Call.EndOutcome();
    }
}
