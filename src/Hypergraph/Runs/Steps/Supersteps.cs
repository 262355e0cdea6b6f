using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>Runs a plan with loops, gates or interrupts, superstep by superstep, as its <see cref="Scheduler"/> chooses the steps.</summary>
internal static class Supersteps
{
    /// <summary>Runs the supersteps one after the other, and the steps of each in declaration order.</summary>
    public static RunOutcome Run(RunState state)
    {
        try
        {
            return state.IsUnobserved ? RunUnobserved(state) : RunSteps(state);
        }
        catch (Exception exception)
        {
            return StepCompletion.FailRun(state, exception);
        }
    }

    /// <summary>Runs the supersteps one after the other, and the steps of each at the same time.</summary>
    public static async ValueTask<RunOutcome> RunAsync(RunState state)
    {
        try
        {
            return await RunStepsAsync(state).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return StepCompletion.FailRun(state, exception);
        }
    }

    private static RunOutcome RunSteps(RunState state)
    {
        Scheduler scheduler = state.Scheduler!;
        scheduler.Releases = state.Releases;
        while (scheduler.MoveNext())
        {
            for (int i = 0; i < scheduler.Count; i++)
            {
                StepOutcome outcome = state.Call.MustEnd ? StepOutcome.Skipped : SyncCall.Run(state, scheduler[i]);
                if (!outcome.IsCompleted)
                {
                    scheduler.Commit(outcome.IsStopped ? i + 1 : i);
                    return outcome.NeverBegan ? state.Call.EndOutcome() : outcome.ToRunOutcome(state);
                }
            }

            scheduler.Commit(scheduler.Count);
        }

        return RunOutcome.Completed;
    }

    /// <summary>The same for an unobserved, unintercepted run.</summary>
    private static RunOutcome RunUnobserved(RunState state)
    {
        Scheduler scheduler = state.Scheduler!;
        scheduler.Releases = state.Releases;
        Frame frame = state.Frame;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        while (scheduler.MoveNext())
        {
            int position = 0;
            try
            {
                for (; position < scheduler.Count; position++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Step step = scheduler[position];
                    if (step.Call is { } call)
                    {
                        _ = call.Invoke(frame);
                        if (step.Gate is { } gate)
                        {
                            _ = StepCompletion.Decide(state, step, gate);
                        }
                    }
                    else if (SyncCall.RunNested(state, step, default) is { IsCompleted: false } nested)
                    {
                        scheduler.Commit(nested.IsStopped ? position + 1 : position);
                        return nested.ToRunOutcome(state);
                    }
                }
            }
            catch (Exception exception)
            {
                scheduler.Commit(position);
                return RunOutcome.Failed(StepCompletion.Fail(state, scheduler[position], exception).Error!, cancellationToken);
            }

            scheduler.Commit(scheduler.Count);
        }

        return RunOutcome.Completed;
    }

    private static async ValueTask<RunOutcome> RunStepsAsync(RunState state)
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
