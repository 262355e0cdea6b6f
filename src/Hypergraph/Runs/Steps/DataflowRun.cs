using System.Threading.Tasks.Sources;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// Runs a static schedule in which several steps may be ready at the same time. Starts a step as soon as the producers of its
/// inputs have finished, without waiting for any other. The thread that finishes a step starts the steps that it made ready,
/// without a lock: only one thread sees a step's count of unfinished predecessors reach zero.
/// </summary>
internal sealed class DataflowRun : ConcurrentSteps, IValueTaskSource<RunOutcome>
{
    private const int Finished = -1;

    private readonly int[] _pendingPredecessors;
    private readonly FirstFailure _failure = new();
    private readonly ValueReleases? _releases;
    private readonly int[]? _remainingUsers;
    private ManualResetValueTaskSourceCore<RunOutcome> _completion;

    // The steps that are ready or in flight, and the caller while it starts steps. The run is completed when the count is zero.
    private int _activeCount;

    public DataflowRun(RunState state)
        : base(state)
    {
        _pendingPredecessors = Array.ConvertAll(state.Plan.Steps, step => step.PredecessorCount);
        _releases = state.Releases;
        _remainingUsers = _releases?.CreateUserCounts();
    }

    public ValueTask<RunOutcome> RunAsync()
    {
        var ready = new ReadyStepQueue(NextInQueue);
        foreach (Step step in State.Plan.Steps)
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
        _completion.RunContinuationsAsynchronously = State.Span is not null;
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
        var onPool = new ReadyStepQueue(NextInQueue);
        for (; ready.TryDequeue(out int index); together--)
        {
            Step step = State.Plan.Steps[index];
            if ((together <= 0 && State.IsEnding) || State.Call.MustEnd)
            {
                EndActive();
                continue;
            }

            if (Start(step, isAlone: Volatile.Read(ref _activeCount) == openIfAlone, permits, ref onPool, out StepOutcome? outcome))
            {
                _ = Finish(step, outcome, ref ready);
            }

            permits += step.NeedsPermit ? 1 : 0;
        }

        RunOnPool(ref onPool);
    }

    protected override void OnEnded(Step step, StepOutcome outcome)
    {
        var ready = new ReadyStepQueue(NextInQueue);
        int added = Finish(step, outcome, ref ready);
        if (added > 0)
        {
            StartAll(ref ready, together: State.IsEnding ? 0 : added, openIfAlone: 1);
        }
    }

    /// <summary>Notes how a step ended, and adds what is ready by that.</summary>
    /// <returns>The number of steps added.</returns>
    private int Finish(Step step, StepOutcome outcome, ref ReadyStepQueue ready)
    {
        int added = 0;
        if (outcome.Error is { } error)
        {
            _failure.Add(step, error);
            State.IsEnding = true;
        }
        else if (outcome.IsCompleted)
        {
            _pendingPredecessors[step.Index] = Finished;
            _releases?.ReleaseAfter(step.Index, State.Frame, _remainingUsers);
            foreach (int successor in State.Plan.Successors[step.Index])
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

        State.EndEarly(State.Plan.Steps.Where(step => _pendingPredecessors[step.Index] == Finished));
        return _failure.Error is { } error ? RunOutcome.Failed(error, State.Call.CancellationToken) : State.Call.EndOutcome();
    }
}
