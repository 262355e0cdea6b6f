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
        SuperstepBatch? batch = null;
        while (scheduler.MoveNext())
        {
            if (state.Call.MustEnd)
            {
                return state.Call.EndOutcome();
            }

            if (scheduler.Count > 1)
            {
                batch ??= new SuperstepBatch(state);
                await batch.RunAsync(scheduler).ConfigureAwait(false);
                RunOutcome outcome = CommitSuperstep(state, scheduler, batch);
                if (outcome.Status != RunStatus.Completed)
                {
                    return outcome;
                }

                continue;
            }

            StepOutcome alone = await AsyncCall.Start(state, scheduler[0]).ToOutcomeAsync().ConfigureAwait(false);
            if (!alone.IsCompleted)
            {
                return CommitStep(state, scheduler, alone);
            }

            scheduler.Commit(scheduler[0]);
        }

        return RunOutcome.Completed;
    }

    /// <summary>Commits the completed steps in declaration order and returns how the superstep ended.</summary>
    private static RunOutcome CommitSuperstep(RunState state, Scheduler scheduler, SuperstepBatch batch)
    {
        List<PausedStep>? paused = null;
        bool isCutOff = false;
        for (int i = 0; i < scheduler.Count; i++)
        {
            Step step = scheduler[i];
            StepOutcome outcome = batch.OutcomeOf(step);
            if (outcome.IsCompleted || outcome.IsStopped)
            {
                scheduler.Commit(step);
            }

            if (outcome.Paused is { } pausedStep)
            {
                (paused ??= []).Add(pausedStep);
            }

            isCutOff |= outcome.IsStopped || outcome.NeverBegan;
        }

        return OutcomeOf(state, batch.Error, isCutOff, paused);
    }

    /// <summary>The same for a superstep of one step that has not completed.</summary>
    private static RunOutcome CommitStep(RunState state, Scheduler scheduler, StepOutcome outcome)
    {
        if (outcome.IsStopped)
        {
            scheduler.Commit(scheduler[0]);
        }

        return OutcomeOf(state, outcome.Error, outcome.IsStopped || outcome.NeverBegan, outcome.Paused is { } paused ? [paused] : null);
    }

    private static RunOutcome OutcomeOf(RunState state, Exception? error, bool isCutOff, List<PausedStep>? paused)
    {
        if (error is not null)
        {
            return RunOutcome.Failed(error, state.Call.CancellationToken);
        }

        if (isCutOff)
        {
            return state.Call.EndOutcome();
        }

        if (paused is null)
        {
            return RunOutcome.Completed;
        }

        state.Interrupts!.Pause(paused);
        return RunOutcome.Paused([.. paused.SelectMany(p => p.Pauses)]);
    }
}
