namespace Hypergraph;

/// <summary>
/// One execution of a node, with its permit and its events: a function, or the runs of a nested graph. What completes at
/// once costs no task.
/// </summary>
internal static class AsyncCall
{
    /// <summary>
    /// Calls a step. A call that would keep this thread while other steps are ready or running goes to the pool.
    /// </summary>
    public static ValueTask<StepOutcome> Start(RunState state, Step step, bool isAlone) => isAlone || step.ReturnsEarly
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
        RunOutcome outcome = await AsyncExecutor.RunAsync(inner).ConfigureAwait(false);
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
