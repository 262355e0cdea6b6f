using System.Threading.Tasks.Sources;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>Runs the steps of a superstep at the same time. One object serves all supersteps of a run.</summary>
/// <param name="state">The run.</param>
internal sealed class SuperstepBatch(RunState state) : ConcurrentSteps(state), IValueTaskSource
{
    // By step, of the steps of the superstep.
    private readonly StepOutcome[] _outcomes = new StepOutcome[state.Plan.Steps.Length];
    private readonly FirstFailure _failure = new();

    // Not inline: the step that ends last must not run the next superstep on its own stack, under its own locks.
    private ManualResetValueTaskSourceCore<bool> _completion = new() { RunContinuationsAsynchronously = true };

    // The steps in flight, and the caller while it starts steps.
    private int _activeCount;

    /// <summary>What the first step in declaration order has thrown; null if none has.</summary>
    public Exception? Error => _failure.Error;

    /// <summary>How a step of the superstep has ended.</summary>
    public StepOutcome OutcomeOf(Step step) => _outcomes[step.Index];

    /// <summary>Runs the steps of the scheduler's superstep, those that begin before the run must end.</summary>
    public ValueTask RunAsync(Scheduler scheduler)
    {
        for (int i = 0; i < scheduler.Count; i++)
        {
            _outcomes[scheduler[i].Index] = StepOutcome.Skipped;
        }

        _completion.Reset();
        _activeCount = 1;
        int permits = 0;
        var onPool = new ReadyStepQueue(NextInQueue);
        for (int i = 0; i < scheduler.Count && !State.Call.MustEnd; i++)
        {
            Step step = scheduler[i];
            Interlocked.Increment(ref _activeCount);
            if (Start(step, isAlone: false, permits, ref onPool, out StepOutcome? outcome))
            {
                OnEnded(step, outcome);
            }

            permits += step.NeedsPermit ? 1 : 0;
        }

        RunOnPool(ref onPool);
        return Interlocked.Decrement(ref _activeCount) == 0 ? default : new ValueTask(this, _completion.Version);
    }

    void IValueTaskSource.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    protected override void OnEnded(Step step, StepOutcome outcome)
    {
        _outcomes[step.Index] = outcome;
        if (outcome.Error is { } error)
        {
            _failure.Add(step, error);
            State.IsEnding = true;
        }

        if (Interlocked.Decrement(ref _activeCount) == 0)
        {
            _completion.SetResult(true);
        }
    }
}
