namespace Hypergraph;

/// <summary>
/// Decides what starts when, without blocking a thread: what is ready at the same time runs at the same time. How a step is
/// called is <see cref="AsyncCall"/>'s.
/// </summary>
internal static class AsyncExecutor
{
    /// <summary>Runs the steps of a state to the end.</summary>
    public static ValueTask<RunOutcome> RunAsync(RunState state) => state.Plan switch
    {
        { IsLinear: true } => RunLinearAsync(state),
        { IsDirect: true } => RunDirectAsync(state),
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
            // A loop over its limit, or values that cannot be compared.
            return RunOutcome.Failed(exception, state.Call.CancellationToken);
        }
    }

    /// <summary>Runs a chain: no two steps are ever ready together.</summary>
    private static async ValueTask<RunOutcome> RunLinearAsync(RunState state)
    {
        Step[] order = state.Plan.Order;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        for (int position = 0; position < order.Length; position++)
        {
            StepOutcome outcome = cancellationToken.IsCancellationRequested
                ? new StepOutcome(new OperationCanceledException(cancellationToken))
                : await AsyncCall.Start(state, order[position], isAlone: true).ConfigureAwait(false);
            if (outcome.Error is { } error)
            {
                state.EndEarly(order.Take(position));
                return RunOutcome.Failed(error, cancellationToken);
            }
        }

        return RunOutcome.Completed;
    }

    /// <summary>Starts a step as soon as those that give its inputs have finished, without waiting for any other.</summary>
    private static async ValueTask<RunOutcome> RunDirectAsync(RunState state)
    {
        Step[] steps = state.Plan.Steps;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        int[] waitsFor = [.. steps.Select(s => s.PredecessorCount)];
        var ready = new Queue<Step>(steps.Where(s => s.PredecessorCount == 0));
        var running = new RunningSteps();
        List<Step> finished = new(steps.Length);
        var failure = new FirstFailure();
        while (true)
        {
            while (!failure.IsSet && ready.TryDequeue(out Step? step))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    failure.Add(step, new OperationCanceledException(cancellationToken));
                    break;
                }

                ValueTask<StepOutcome> call = AsyncCall.Start(state, step, isAlone: ready.Count == 0 && running.Count == 0);
                if (call.IsCompletedSuccessfully)
                {
                    Finish(step, call.Result);
                }
                else
                {
                    running.Add(step, call);
                }
            }

            if (running.Count == 0)
            {
                break;
            }

            (Step ended, StepOutcome outcome) = await running.TakeAsync().ConfigureAwait(false);
            Finish(ended, outcome);
        }

        if (failure.Error is { } error)
        {
            state.EndEarly(finished);
            return RunOutcome.Failed(error, cancellationToken);
        }

        return RunOutcome.Completed;

        void Finish(Step step, in StepOutcome outcome)
        {
            if (outcome.Error is { } stepError)
            {
                failure.Add(step, stepError);
                state.IsEnding = true;
            }

            if (!outcome.IsCompleted)
            {
                return;
            }

            finished.Add(step);
            foreach (Step successor in step.Successors)
            {
                if (--waitsFor[successor.Index] == 0)
                {
                    ready.Enqueue(successor);
                }
            }
        }
    }

    private static async ValueTask<RunOutcome> RunSuperstepsAsync(RunState state)
    {
        Scheduler scheduler = state.Scheduler!;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        while (true)
        {
            List<Step> batch = scheduler.Next();
            if (batch.Count == 0)
            {
                return RunOutcome.Completed;
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return RunOutcome.Cancelled(cancellationToken);
            }

            RunOutcome outcome = batch.Count == 1
                ? End(state, batch[0], await AsyncCall.Start(state, batch[0], isAlone: true).ConfigureAwait(false))
                : await RunBatchAsync(state, batch).ConfigureAwait(false);
            if (outcome.Status != RunStatus.Completed)
            {
                return outcome;
            }
        }
    }

    private static RunOutcome End(RunState state, Step step, in StepOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            return RunOutcome.Failed(error, state.Call.CancellationToken);
        }

        if (outcome.Pause is { } pause)
        {
            return new RunOutcome(RunStatus.Paused, Pause: pause);
        }

        state.Scheduler!.Commit(step);
        return RunOutcome.Completed;
    }

    /// <summary>Runs the steps of a superstep at the same time and commits them in declaration order.</summary>
    private static async ValueTask<RunOutcome> RunBatchAsync(RunState state, List<Step> batch)
    {
        CancellationToken cancellationToken = state.Call.CancellationToken;
        var outcomes = new Dictionary<Step, StepOutcome>(batch.Count);
        var running = new RunningSteps();
        var failure = new FirstFailure();
        foreach (Step step in batch)
        {
            if (failure.IsSet || cancellationToken.IsCancellationRequested)
            {
                break;
            }

            ValueTask<StepOutcome> call = AsyncCall.Start(state, step, isAlone: false);
            if (call.IsCompletedSuccessfully)
            {
                Note(step, call.Result);
            }
            else
            {
                running.Add(step, call);
            }
        }

        while (running.Count > 0)
        {
            (Step step, StepOutcome outcome) = await running.TakeAsync().ConfigureAwait(false);
            Note(step, outcome);
        }

        RunPause? pause = null;
        foreach (Step step in batch)
        {
            if (outcomes.TryGetValue(step, out StepOutcome outcome) && outcome.IsCompleted)
            {
                state.Scheduler!.Commit(step);
            }

            pause ??= outcome.Pause;
        }

        if (failure.Error is { } error)
        {
            return RunOutcome.Failed(error, cancellationToken);
        }

        if (pause is not null)
        {
            return new RunOutcome(RunStatus.Paused, Pause: pause);
        }

        return outcomes.Count(o => !o.Value.NeverBegan) < batch.Count ? RunOutcome.Cancelled(cancellationToken) : RunOutcome.Completed;

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
}
