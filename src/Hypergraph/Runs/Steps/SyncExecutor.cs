using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Scheduling;
using Hypergraph.Runs.State;
using Hypergraph.Threading;

namespace Hypergraph.Runs.Steps;

/// <summary>Runs plans on the calling thread, step after step.</summary>
internal static class SyncExecutor
{
    /// <summary>Runs the steps of a state to the end.</summary>
    public static RunOutcome Run(RunState state)
    {
        if (state.Plan.HasStaticSchedule)
        {
            return RunStaticSchedule(state, context: null);
        }

        try
        {
            return state.IsUnobserved ? RunUnobservedSupersteps(state) : RunSupersteps(state);
        }
        catch (Exception exception)
        {
            return StepCompletion.FailRun(state, exception);
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
                state.Span = map?.StartItem(i, state.Location!.ItemLabel);
                outcome = Run(state);
            }

            outcome = state.End(outcome);
            collector.Add(i, state, outcome);
            if (MapOutcome.EndsMap(outcome, onError))
            {
                break;
            }
        }

        return MapOutcome.Of(collector, onError, given.Call);
    }

    /// <summary>Runs the steps of a static schedule, one after the other.</summary>
    /// <param name="state">The run.</param>
    /// <param name="context">The execution context in which every step starts; null if later steps see a step's changes to it.</param>
    public static RunOutcome RunStaticSchedule(RunState state, ExecutionContext? context)
    {
        if (state.IsUnobserved)
        {
            return RunUnobserved(state, context);
        }

        Step[] order = state.Plan.Order;
        SlotSet?[]? released = state.Releases?.InOrder;
        for (int position = 0; position < order.Length; position++)
        {
            if (state.Call.MustEnd)
            {
                return EndEarly(state, position, state.Call.EndOutcome());
            }

            StepOutcome outcome = CallStep(state, order[position]);
            AmbientContext.Restore(context);
            if (!outcome.IsCompleted)
            {
                return EndEarly(state, position, ToRunOutcome(state, outcome));
            }

            released?[position]?.Clear(state.Frame);
        }

        return RunOutcome.Completed;
    }

    /// <summary>Runs an unobserved, unintercepted static schedule: only the calls.</summary>
    private static RunOutcome RunUnobserved(RunState state, ExecutionContext? context)
    {
        ResolvedCall?[] calls = state.Plan.Calls;
        Frame frame = state.Frame;
        CancellationToken cancellationToken = state.Call.CancellationToken;
        SlotSet?[]? released = state.Releases?.InOrder;
        int position = 0;
        try
        {
            for (; position < calls.Length; position++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (calls[position] is { } call)
                {
                    _ = call.Invoke(frame);
                }
                else if (RunNested(state, state.Plan.Order[position], default) is { IsCompleted: false } outcome)
                {
                    return EndEarly(state, position, ToRunOutcome(state, outcome));
                }

                if (context is not null)
                {
                    AmbientContext.Restore(context);
                }

                if (released is not null)
                {
                    released[position]?.Clear(frame);
                }
            }
        }
        catch (Exception exception)
        {
            AmbientContext.Restore(context);
            return EndEarly(state, position, RunOutcome.Failed(StepCompletion.Fail(state, state.Plan.Order[position], exception).Error!, cancellationToken));
        }

        return RunOutcome.Completed;
    }

    private static RunOutcome EndEarly(RunState state, int position, RunOutcome outcome)
    {
        state.EndEarly(state.Plan.Order.Take(position));
        return outcome;
    }

    /// <summary>How a step that did not complete ends its run.</summary>
    private static RunOutcome ToRunOutcome(RunState state, in StepOutcome outcome) => outcome.Error is { } error
        ? RunOutcome.Failed(error, state.Call.CancellationToken)
        : RunOutcome.Stopped;

    private static RunOutcome RunSupersteps(RunState state)
    {
        Scheduler scheduler = state.Scheduler!;
        scheduler.Releases = state.Releases;
        while (scheduler.MoveNext())
        {
            for (int i = 0; i < scheduler.Count; i++)
            {
                StepOutcome outcome = state.Call.MustEnd ? StepOutcome.Skipped : CallStep(state, scheduler[i]);
                if (!outcome.IsCompleted)
                {
                    scheduler.Commit(outcome.IsStopped ? i + 1 : i);
                    return outcome.NeverBegan ? state.Call.EndOutcome() : ToRunOutcome(state, outcome);
                }
            }

            scheduler.Commit(scheduler.Count);
        }

        return RunOutcome.Completed;
    }

    /// <summary>The same for an unobserved, unintercepted run.</summary>
    private static RunOutcome RunUnobservedSupersteps(RunState state)
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
                    else if (RunNested(state, step, default) is { IsCompleted: false } nested)
                    {
                        scheduler.Commit(nested.IsStopped ? position + 1 : position);
                        return ToRunOutcome(state, nested);
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
            outcome = StepCompletion.Fail(state, step, exception);
        }

        StepCompletion.End(state, step, node, execution, outcome);
        return outcome;
    }

    private static StepOutcome CallFunction(RunState state, Step step, in NodeSpan node, NodeExecution? execution)
    {
        if (execution is null)
        {
            _ = step.Call!.Invoke(state.Frame);
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
        StackGuard.Check(nested.Node.Graph.Spec);
        RunState inner = NestedRun.CreateState(nested, state, step);
        if (nested.Node.IsMapped)
        {
            return RunMapped(state, step, inner, node);
        }

        state.ReleaseNestedInputs(step);

        inner.Span = state.Span?.StartNested(node, nested.Node);
        RunOutcome outcome = inner.End(Run(inner));
        return StepCompletion.ApplyRun(state, step, inner, outcome);
    }

    private static StepOutcome RunMapped(RunState state, Step step, RunState given, in NodeSpan node)
    {
        NestedGraph nested = step.Nested!;
        MapItems items = NestedRun.CreateItems(nested, state);
        state.ReleaseNestedInputs(step);
        var collector = new MapCollector(nested.Collected, items.Count, keepsPartial: false, isTraced: false);
        RunOutcome outcome = RunOutcome.Completed;
        if (items.Count > 0)
        {
            RunSpan? map = state.Span?.StartNested(node, nested.Node, items.Count);
            outcome = RunMap(items, given, map, collector, nested.Node.ErrorHandling);
            map?.End(outcome);
        }

        return StepCompletion.ApplyMap(state, step, collector, outcome);
    }
}
