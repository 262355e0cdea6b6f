namespace Hypergraph;

/// <summary>
/// Runs plans without blocking a thread. What is ready at the same time runs at the same time; what completes at once
/// costs no task.
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
                : await CallStep(state, order[position]).ConfigureAwait(false);
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

                ValueTask<StepOutcome> call = StartStep(state, step, isAlone: ready.Count == 0 && running.Count == 0);
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
                ? End(state, batch[0], await StartStep(state, batch[0], isAlone: true).ConfigureAwait(false))
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

            ValueTask<StepOutcome> call = StartStep(state, step, isAlone: false);
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

    /// <summary>
    /// Calls a step. A call that would keep this thread while other steps are ready or running goes to the pool.
    /// </summary>
    private static ValueTask<StepOutcome> StartStep(RunState state, Step step, bool isAlone) => isAlone || step.ReturnsEarly
        ? CallStep(state, step)
        : new ValueTask<StepOutcome>(Task.Run(() => CallStep(state, step).AsTask()));

    private static ValueTask<StepOutcome> CallStep(RunState state, Step step)
    {
        if (state.IsEnding)
        {
            return new ValueTask<StepOutcome>(new StepOutcome(Error: null, NeverBegan: true));
        }

        SemaphoreSlim? permits = step.NeedsPermit ? state.Call.Permits : null;
        return permits is null ? CallNow(state, step, permits: null) : CallWithPermitAsync(state, step, permits);
    }

    private static async ValueTask<StepOutcome> CallWithPermitAsync(RunState state, Step step, SemaphoreSlim permits)
    {
        try
        {
            await permits.WaitAsync(state.Call.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            // The node never began, so it has no events.
            return new StepOutcome(exception);
        }

        if (state.IsEnding || state.Call.CancellationToken.IsCancellationRequested)
        {
            permits.Release();
            return state.IsEnding
                ? new StepOutcome(Error: null, NeverBegan: true)
                : new StepOutcome(new OperationCanceledException(state.Call.CancellationToken));
        }

        return await CallNow(state, step, permits).ConfigureAwait(false);
    }

    /// <summary>One execution of a node, with its events. Gives back the permit when the function is done.</summary>
    private static ValueTask<StepOutcome> CallNow(RunState state, Step step, SemaphoreSlim? permits)
    {
        NodeSpan node = state.Span?.StartNode(step, state.Frame) ?? default;
        if (step.Nested is not null)
        {
            return RunNestedAsync(state, step, node);
        }

        StepOutcome outcome;
        try
        {
            if (step.Node is InterruptNode && state.Has(step.Outputs[0].Value))
            {
                // The answer is there: nothing to ask.
                outcome = StepOutcome.Completed;
            }
            else if (step.Body!.Invoke(state.Frame, step.Parameters, step.Targets) is { } pending)
            {
                return AwaitAsync(pending, state, step, node, permits);
            }
            else
            {
                outcome = Complete(state, step, node);
            }
        }
        catch (Exception exception)
        {
            outcome = new StepOutcome(StepCompletion.Explain(state, step, exception));
        }

        EndCall(state, step, node, outcome, permits);
        return new ValueTask<StepOutcome>(outcome);
    }

    private static async ValueTask<StepOutcome> AwaitAsync(Task pending, RunState state, Step step, NodeSpan node, SemaphoreSlim? permits)
    {
        StepOutcome outcome;
        try
        {
            await pending.ConfigureAwait(false);
            outcome = Complete(state, step, node);
        }
        catch (Exception exception)
        {
            outcome = new StepOutcome(StepCompletion.Explain(state, step, exception));
        }

        EndCall(state, step, node, outcome, permits);
        return outcome;
    }

    /// <summary>
    /// Tells how the call ended and gives its permit back, in this order: whoever gets the permit must see that the run is
    /// ending.
    /// </summary>
    private static void EndCall(RunState state, Step step, in NodeSpan node, in StepOutcome outcome, SemaphoreSlim? permits)
    {
        if (outcome.Error is not null)
        {
            state.IsEnding = true;
        }

        StepCompletion.End(state, step, node, outcome);
        permits?.Release();
    }

    private static StepOutcome Complete(RunState state, Step step, in NodeSpan node)
    {
        if (step.Node is InterruptNode interrupt)
        {
            object? question = interrupt.Body.Outputs[0].SlotType.GetBoxed(state.Frame, step.Targets[0]);
            return new StepOutcome(Error: null, new RunPause(interrupt.Name, question, interrupt.Outputs[0].Name));
        }

        StepCompletion.Decide(state, step, node);
        return StepOutcome.Completed;
    }

    private static async ValueTask<StepOutcome> RunNestedAsync(RunState state, Step step, NodeSpan node)
    {
        StepOutcome outcome;
        try
        {
            RunState inner = step.Nested!.CreateState(state);
            outcome = step.Nested.Node.IsMapped
                ? await RunMappedAsync(state, step.Nested, inner, node).ConfigureAwait(false)
                : await RunOnceAsync(state, step, inner, node).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = new StepOutcome(exception);
        }

        EndCall(state, step, node, outcome, permits: null);
        return outcome;
    }

    private static async ValueTask<StepOutcome> RunOnceAsync(RunState state, Step step, RunState inner, NodeSpan node)
    {
        NestedGraph nested = step.Nested!;
        inner.Span = state.Span?.StartNested(node, nested.Node.Graph);
        RunOutcome outcome = await RunAsync(inner).ConfigureAwait(false);
        inner.Span?.End(outcome.Status, outcome.Error);
        if (outcome.Status == RunStatus.Completed)
        {
            nested.TakeOutputs(inner, state, step);
        }

        return new StepOutcome(outcome.Error, nested.PauseHere(outcome.Pause));
    }

    private static async ValueTask<StepOutcome> RunMappedAsync(RunState state, NestedGraph nested, RunState given, NodeSpan node)
    {
        MapItems items = nested.CreateItems(state);
        var collector = new MapCollector(nested.Collected, items.Count, keepsPartial: false, isTraced: false);
        if (items.Count > 0)
        {
            RunSpan? map = state.Span?.StartNested(node, nested.Node.Graph, items.Count);
            RunOutcome outcome = await new AsyncMap(items, given, map, collector, nested.Node.ErrorHandling).RunAsync().ConfigureAwait(false);
            map?.End(outcome.Status, outcome.Error);
            if (outcome.Pause is not null || MapOutcome.FailsNode(outcome, nested.Node.ErrorHandling))
            {
                return new StepOutcome(outcome.Error, nested.PauseHere(outcome.Pause));
            }
        }

        nested.TakeArrays(collector, state);
        return StepOutcome.Completed;
    }
}
