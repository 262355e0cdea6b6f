using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>
/// Decides what starts when, without blocking a thread: what is ready at the same time runs at the same time. How a step is
/// called is <see cref="AsyncCall"/>'s.
/// </summary>
internal static class AsyncExecutor
{
    /// <summary>Runs the steps of a state to the end.</summary>
    public static ValueTask<RunOutcome> RunAsync(RunState state) => state.Plan switch
    {
        _ when state.RunsSynchronously => new ValueTask<RunOutcome>(SyncExecutor.RunStaticSchedule(state, ExecutionContext.Capture())),
        { IsChain: true } => RunLinearAsync(state),
        { HasStaticSchedule: true } => new DataflowRun(state).RunAsync(),
        _ => RunGuardedAsync(state),
    };

    private static async ValueTask<RunOutcome> RunGuardedAsync(RunState state)
    {
        try
        {
            return await RunSuperstepsAsync(state).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return StepCompletion.FailRun(state, exception);
        }
    }

    /// <summary>Runs a chain: no two steps are ever ready together.</summary>
    private static async ValueTask<RunOutcome> RunLinearAsync(RunState state)
    {
        Step[] order = state.Plan.Order;
        SlotSet?[]? released = state.Releases?.InOrder;
        for (int position = 0; position < order.Length; position++)
        {
            StepOutcome outcome = state.Call.MustEnd
                ? StepOutcome.Skipped
                : await AsyncCall.Start(state, order[position], isAlone: true, permitsBefore: 0).ToOutcomeAsync().ConfigureAwait(false);
            if (!outcome.IsCompleted)
            {
                state.EndEarly(order.Take(position));
                return outcome.Error is { } error ? RunOutcome.Failed(error, state.Call.CancellationToken) : state.Call.EndOutcome();
            }

            released?[position]?.Clear(state.Frame);
        }

        return RunOutcome.Completed;
    }

    private static async ValueTask<RunOutcome> RunSuperstepsAsync(RunState state)
    {
        Scheduler scheduler = state.Scheduler!;
        scheduler.Releases = state.Releases;
        while (scheduler.MoveNext())
        {
            if (state.Call.MustEnd)
            {
                return state.Call.EndOutcome();
            }

            if (scheduler.Count > 1)
            {
                RunOutcome outcome = await RunBatchAsync(state, scheduler).ConfigureAwait(false);
                if (outcome.Status != RunStatus.Completed)
                {
                    return outcome;
                }

                continue;
            }

            StepOutcome alone = await AsyncCall.Start(state, scheduler[0], isAlone: true, permitsBefore: 0).ToOutcomeAsync().ConfigureAwait(false);
            if (!alone.IsCompleted)
            {
                return CommitSuperstep(state, scheduler, new() { [scheduler[0]] = alone }, alone.Error);
            }

            scheduler.Commit(scheduler[0]);
        }

        return RunOutcome.Completed;
    }

    /// <summary>Runs the steps of a superstep at the same time and commits them in declaration order.</summary>
    private static async ValueTask<RunOutcome> RunBatchAsync(RunState state, Scheduler scheduler)
    {
        var outcomes = new Dictionary<Step, StepOutcome>(scheduler.Count);
        var running = new RunningSteps();
        var failure = new FirstFailure();
        int permits = 0;
        for (int i = 0; i < scheduler.Count && !state.Call.MustEnd; i++)
        {
            Step step = scheduler[i];
            StartedCall call = AsyncCall.Start(state, step, isAlone: false, permits);
            permits += step.NeedsPermit ? 1 : 0;
            if (call.HasEnded(out StepOutcome outcome, out _))
            {
                Note(step, outcome);
            }
            else
            {
                running.Add(step, call);
            }
        }

        while (running.Count > 0)
        {
            (Step step, StepOutcome outcome) = await running.DequeueAsync().ConfigureAwait(false);
            Note(step, outcome);
        }

        return CommitSuperstep(state, scheduler, outcomes, failure.Error);

        void Note(Step step, in StepOutcome outcome)
        {
            outcomes.Add(step, outcome);
            if (outcome.Error is { } stepError)
            {
                failure.Add(step, stepError);
                state.IsEnding = true;
            }
        }
    }

    /// <summary>Commits the completed steps and returns how the superstep ended.</summary>
    private static RunOutcome CommitSuperstep(RunState state, Scheduler scheduler, Dictionary<Step, StepOutcome> outcomes, Exception? error)
    {
        List<PausedStep> paused = [];
        bool isCutOff = false;
        for (int i = 0; i < scheduler.Count; i++)
        {
            Step step = scheduler[i];
            StepOutcome outcome = outcomes.GetValueOrDefault(step, StepOutcome.Skipped);
            if (outcome.IsCompleted || outcome.IsStopped)
            {
                scheduler.Commit(step);
            }

            if (outcome.Paused is { } pausedStep)
            {
                paused.Add(pausedStep);
            }

            isCutOff |= outcome.IsStopped || outcome.NeverBegan;
        }

        if (error is not null)
        {
            return RunOutcome.Failed(error, state.Call.CancellationToken);
        }

        if (isCutOff)
        {
            return state.Call.EndOutcome();
        }

        if (paused.Count == 0)
        {
            return RunOutcome.Completed;
        }

        state.Interrupts!.Pause(paused);
        return RunOutcome.Paused([.. paused.SelectMany(p => p.Pauses)]);
    }
}
