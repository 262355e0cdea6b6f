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
        var state = new RunState(given.Plan, given.Call);
        state.Frame.CopyFrom(given.Frame);
        for (int i = 0; i < items.Count; i++)
        {
            if (given.Call.CancellationToken.IsCancellationRequested)
            {
                return RunOutcome.Cancelled(given.Call.CancellationToken);
            }

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

        return MapOutcome.Of(collector, onError);
    }

    private static RunOutcome RunDirect(RunState state)
    {
        Step[] order = state.Plan.Order;
        Frame frame = state.Frame;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        int position = 0;
        if (state.Span is null)
        {
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
                    else if (RunNested(state, step, default).Error is { } error)
                    {
                        return EndEarly(state, position, error);
                    }
                }
            }
            catch (Exception exception)
            {
                return EndEarly(state, position, StepCompletion.Explain(state, order[position], exception));
            }

            return RunOutcome.Completed;
        }

        for (; position < order.Length; position++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return EndEarly(state, position, new OperationCanceledException(cancellationToken));
            }

            if (CallStep(state, order[position]).Error is { } error)
            {
                return EndEarly(state, position, error);
            }
        }

        return RunOutcome.Completed;
    }

    private static RunOutcome EndEarly(RunState state, int position, Exception error)
    {
        state.EndEarly(state.Plan.Order.Take(position));
        return RunOutcome.Failed(error, state.Call.CancellationToken);
    }

    private static RunOutcome RunSupersteps(RunState state)
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

            for (int i = 0; i < batch.Count; i++)
            {
                StepOutcome outcome = cancellationToken.IsCancellationRequested
                    ? new StepOutcome(new OperationCanceledException(cancellationToken))
                    : CallStep(state, batch[i]);
                if (outcome.Error is { } error)
                {
                    Commit(scheduler, batch, i);
                    return RunOutcome.Failed(error, cancellationToken);
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
        RunSpan? span = state.Span;
        NodeSpan node = span?.StartNode(step, state.Frame) ?? default;
        StepOutcome outcome;
        try
        {
            if (step.Body is { } body)
            {
                _ = body.Invoke(state.Frame, step.Parameters, step.Targets);
                StepCompletion.Decide(state, step, node);
                outcome = StepOutcome.Completed;
            }
            else
            {
                outcome = RunNested(state, step, node);
            }
        }
        catch (Exception exception)
        {
            outcome = new StepOutcome(StepCompletion.Explain(state, step, exception));
        }

        StepCompletion.End(state, step, node, outcome);
        return outcome;
    }

    private static StepOutcome RunNested(RunState state, Step step, in NodeSpan node)
    {
        NestedGraph nested = step.Nested!;
        RunState inner = nested.CreateState(state);
        if (nested.Node.IsMapped)
        {
            return RunMapped(state, nested, inner, node);
        }

        inner.Span = state.Span?.StartNested(node, nested.Node.Graph);
        RunOutcome outcome = Run(inner);
        inner.Span?.End(outcome.Status, outcome.Error);
        if (outcome.Status == RunStatus.Completed)
        {
            nested.TakeOutputs(inner, state, step);
        }

        return new StepOutcome(outcome.Error);
    }

    private static StepOutcome RunMapped(RunState state, NestedGraph nested, RunState given, in NodeSpan node)
    {
        MapItems items = nested.CreateItems(state);
        var collector = new MapCollector(nested.Collected, items.Count, keepsPartial: false, isTraced: false);
        if (items.Count > 0)
        {
            RunSpan? map = state.Span?.StartNested(node, nested.Node.Graph, items.Count);
            RunOutcome outcome = RunMap(items, given, map, collector, nested.Node.ErrorHandling);
            map?.End(outcome.Status, outcome.Error);
            if (MapOutcome.FailsNode(outcome, nested.Node.ErrorHandling))
            {
                return new StepOutcome(outcome.Error);
            }
        }

        nested.TakeArrays(collector, state);
        return StepOutcome.Completed;
    }
}
