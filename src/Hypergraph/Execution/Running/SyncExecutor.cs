namespace Hypergraph;

/// <summary>Runs plans on the calling thread, step after step.</summary>
internal static class SyncExecutor
{
    /// <summary>Runs the steps of a state to the end.</summary>
    public static RunOutcome Run(RunState state)
    {
        if (state.Plan.IsDirect)
        {
            return RunDirect(state);
        }

        try
        {
            return RunSupersteps(state);
        }
        catch (Exception exception)
        {
            // A loop over its limit, or values that cannot be compared.
            return RunOutcome.Failed(exception, state.Call.CancellationToken);
        }
    }

    /// <summary>Runs an item after the other.</summary>
    public static RunOutcome RunMap(MapItems items, RunState given, RunSpan? map, MapCollector collector, ErrorHandling onError)
    {
        RunState state = given.CreateItemState();
        for (int i = 0; i < items.Count && !given.Call.MustEnd; i++)
        {
            RunOutcome outcome = MapOutcome.Load(items, i, given, state);
            if (outcome.Status == RunStatus.Completed)
            {
                state.Span = map?.StartItem(i);
                outcome = Run(state);
                state.Span?.End(outcome.Status, outcome.Error);
            }

            collector.Add(i, state, outcome);
            if (MapOutcome.Ends(outcome, onError))
            {
                break;
            }
        }

        return MapOutcome.Of(collector, onError, given.Call);
    }

    private static RunOutcome RunDirect(RunState state)
    {
        if (state.Span is null && state.Plan.IsPlain && state.Call.IsPlain)
        {
            return RunPlain(state);
        }

        Step[] order = state.Plan.Order;
        for (int position = 0; position < order.Length; position++)
        {
            if (state.Call.MustEnd)
            {
                return EndEarly(state, position, state.Call.EndOutcome());
            }

            StepOutcome outcome = CallStep(state, order[position]);
            if (!outcome.IsCompleted)
            {
                return EndEarly(state, position, Of(state, outcome));
            }
        }

        return RunOutcome.Completed;
    }

    /// <summary>Runs a direct plan that nobody listens to and nothing goes around: the calls, and nothing else.</summary>
    private static RunOutcome RunPlain(RunState state)
    {
        Step[] order = state.Plan.Order;
        Frame frame = state.Frame;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        int position = 0;
        try
        {
            for (; position < order.Length; position++)
            {
                Step step = order[position];
                cancellationToken.ThrowIfCancellationRequested();
                if (step.Body is { } body)
                {
                    _ = body.Invoke(frame, step.Parameters, step.Targets);
                }
                else if (RunNested(state, step, default) is { IsCompleted: false } outcome)
                {
                    return EndEarly(state, position, Of(state, outcome));
                }
            }
        }
        catch (Exception exception)
        {
            return EndEarly(state, position, RunOutcome.Failed(StepCompletion.Explain(state, order[position], exception), cancellationToken));
        }

        return RunOutcome.Completed;
    }

    private static RunOutcome EndEarly(RunState state, int position, in RunOutcome outcome)
    {
        state.EndEarly(state.Plan.Order.Take(position));
        return outcome;
    }

    /// <summary>How a step that did not complete ends its run.</summary>
    private static RunOutcome Of(RunState state, in StepOutcome outcome) => outcome.Error is { } error
        ? RunOutcome.Failed(error, state.Call.CancellationToken)
        : RunOutcome.Stopped;

    private static RunOutcome RunSupersteps(RunState state)
    {
        Scheduler scheduler = state.Scheduler!;
        while (true)
        {
            List<Step> batch = scheduler.Next();
            if (batch.Count == 0)
            {
                return RunOutcome.Completed;
            }

            for (int i = 0; i < batch.Count; i++)
            {
                if (state.Call.MustEnd)
                {
                    Commit(scheduler, batch, i);
                    return state.Call.EndOutcome();
                }

                StepOutcome outcome = CallStep(state, batch[i]);
                if (!outcome.IsCompleted)
                {
                    Commit(scheduler, batch, outcome.IsStopped ? i + 1 : i);
                    return Of(state, outcome);
                }
            }

            Commit(scheduler, batch, batch.Count);
        }
    }

    private static void Commit(Scheduler scheduler, List<Step> batch, int count)
    {
        for (int i = 0; i < count; i++)
        {
            scheduler.Commit(batch[i]);
        }
    }

    /// <summary>One execution of a node, with its events.</summary>
    private static StepOutcome CallStep(RunState state, Step step)
    {
        NodeSpan node = state.Span?.StartNode(step, state.Frame) ?? default;
        NodeExecution? execution = step.Nested is null ? NodeExecution.Of(state, step, node) : null;
        StepOutcome outcome;
        try
        {
            outcome = step.Nested is null ? CallFunction(state, step, node, execution) : RunNested(state, step, node);
        }
        catch (Exception exception)
        {
            outcome = new StepOutcome(StepCompletion.Explain(state, step, exception));
        }

        StepCompletion.End(state, step, node, execution, outcome);
        return outcome;
    }

    private static StepOutcome CallFunction(RunState state, Step step, in NodeSpan node, NodeExecution? execution)
    {
        if (execution is null)
        {
            _ = step.Body!.Invoke(state.Frame, step.Parameters, step.Targets);
        }
        else
        {
            execution.Run();
        }

        StepCompletion.Decide(state, step, node);
        return StepOutcome.Completed;
    }

    private static StepOutcome RunNested(RunState state, Step step, in NodeSpan node)
    {
        NestedGraph nested = step.Nested!;
        RunState inner = nested.CreateState(state, step);
        if (nested.Node.IsMapped)
        {
            return RunMapped(state, step, inner, node);
        }

        inner.Span = state.Span?.StartNested(node, nested.Node.Graph);
        RunOutcome outcome = Run(inner);
        inner.Span?.End(outcome.Status, outcome.Error);
        return StepCompletion.TakeRun(state, step, inner, outcome);
    }

    private static StepOutcome RunMapped(RunState state, Step step, RunState given, in NodeSpan node)
    {
        NestedGraph nested = step.Nested!;
        MapItems items = nested.CreateItems(state);
        var collector = new MapCollector(nested.Collected, items.Count, keepsPartial: false, isTraced: false);
        RunOutcome outcome = RunOutcome.Completed;
        if (items.Count > 0)
        {
            RunSpan? map = state.Span?.StartNested(node, nested.Node.Graph, items.Count);
            outcome = RunMap(items, given, map, collector, nested.Node.ErrorHandling);
            map?.End(outcome.Status, outcome.Error);
        }

        return StepCompletion.TakeMap(state, step, given, collector, outcome);
    }
}
