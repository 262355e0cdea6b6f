using Hypergraph.Graphs.Structure;
using Hypergraph.Planning;
using Hypergraph.Runs.Calls;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Maps;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Steps;

/// <summary>One execution of a node on the calling thread: a function, or the runs of a nested graph.</summary>
internal static class SyncCall
{
    /// <summary>One execution of a node, with its events.</summary>
    public static StepOutcome Run(RunState state, Step step)
    {
        NodeSpan node = state.Span?.StartNode(step, state.Frame) ?? default;
        if (state.Call.Journal is not null && step.Nested is null)
        {
            return JournaledCall.Run(state, step, node);
        }

        NodeExecution? execution = step.Nested is null ? NodeExecution.Of(state, step, node) : null;
        StepOutcome outcome;
        try
        {
            outcome = step.Nested is null ? CallFunction(state, step, node, execution) : RunNested(state, step, node);
        }
        catch (Exception exception)
        {
            outcome = StepCompletion.Fail(state, step, exception, node);
        }

        StepCompletion.End(state, step, node, execution, outcome);
        return outcome;
    }

    /// <summary>Calls the function; its results are in their slots afterwards.</summary>
    public static void Invoke(RunState state, Step step, NodeExecution? execution)
    {
        if (execution is null)
        {
            _ = step.Call!.Invoke(state.Frame);
        }
        else
        {
            execution.Run();
        }
    }

    private static StepOutcome CallFunction(RunState state, Step step, in NodeSpan node, NodeExecution? execution)
    {
        Invoke(state, step, execution);
        StepCompletion.Decide(state, step, node);
        return StepOutcome.Completed;
    }

    /// <summary>The runs of a nested graph, without the events of its node.</summary>
    public static StepOutcome RunNested(RunState state, Step step, in NodeSpan node)
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
        RunOutcome outcome = inner.End(SyncExecutor.Run(inner));
        return StepCompletion.ApplyRun(state, step, inner, outcome);
    }

    private static StepOutcome RunMapped(RunState state, Step step, RunState initialState, in NodeSpan node)
    {
        NestedGraph nested = step.Nested!;
        MapItems items = NestedRun.CreateItems(nested, state);
        state.ReleaseNestedInputs(step);
        var collector = new MapCollector(nested.Collected, items.Count, keepsPartial: false, isTraced: false);
        RunOutcome outcome = RunOutcome.Completed;
        if (items.Count > 0)
        {
            RunSpan? map = state.Span?.StartNested(node, nested.Node, items.Count);
            outcome = SyncMap.Run(items, initialState, map, collector, nested.Node.ErrorHandling);
            map?.End(outcome);
        }

        return StepCompletion.ApplyMap(state, step, collector, outcome);
    }
}
