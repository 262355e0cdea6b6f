using Hypergraph.Nodes;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Hints;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Emitting;
using Hypergraph.Runs.Outcomes;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Calls;

/// <summary>What follows a node's call, whichever runner made it.</summary>
internal static class StepCompletion
{
    /// <summary>Applies the decision of a gate, with its event.</summary>
    public static void Decide(RunState state, Step step, in NodeSpan node)
    {
        if (step.Gate is { } gate)
        {
            GateDecision decision = Decide(state, step, gate);
            state.Span?.DecideRoute(node, gate, decision);
        }
    }

    /// <summary>Applies the decision of a gate.</summary>
    public static GateDecision Decide(RunState state, Step step, GateNode gate)
    {
        return state.Scheduler!.Decide(step, gate.Decide(state.Frame, step.ResultSlots[0]));
    }

    /// <summary>How a step ends that has thrown. The run notes the failure.</summary>
    public static StepOutcome Fail(RunState state, Step step, Exception exception, in NodeSpan node = default)
    {
        Exception error = Explain(state, step, exception);
        node.Scope?.Dispose();
        state.AddFailure(step, error, node.Activity);
        return new StepOutcome(error);
    }

    /// <summary>How a run ends that fails outside its nodes' calls: by the limit of a loop, or by a value that cannot be compared with the previous one.</summary>
    public static RunOutcome FailRun(RunState state, Exception exception)
    {
        if (state.Scheduler!.Committing is { } step)
        {
            _ = Fail(state, step, exception);
        }

        return RunOutcome.Failed(exception, state.Call.CancellationToken);
    }

    /// <summary>An exception that is about the call and not of the function, in terms of the node; any other as it is.</summary>
    private static Exception Explain(RunState state, Step step, Exception exception) => exception switch
    {
        SlotTypeException => ExplainInput(state, step, exception),
        NullTaskException or UnawaitedTaskException => new InvalidOperationException($"{state.Plan.Graph.Subject}: node '{step.Node.Name}' {exception.Message}", exception),
        _ => exception,
    };

    private static Exception ExplainInput(RunState state, Step step, Exception exception)
    {
        for (int i = 0; i < step.Inputs.Length; i++)
        {
            NodeInput input = step.Node.Inputs[i];
            PlanValue value = step.Inputs[i].Value;
            object? received = value.SlotType.GetBoxed(state.Frame, value.Slot);
            if (received is null && input.ForbidsNull)
            {
                return new InvalidOperationException($"{state.Plan.Graph.Subject}: {NullMessage.Of(state.Plan.Graph, step.Node, input)}", exception);
            }

            if (!input.SlotType.Accepts(received))
            {
                return new InvalidCastException(
                    $"{state.Plan.Graph.Subject}: node '{step.Node.Name}' reads '{input.Name}' as {input.SlotType}, but received {TypeNames.OfValue(received)}.{Conversion(input, received)}",
                    exception);
            }
        }

        return exception;
    }

    private static string Conversion(NodeInput input, object? received) =>
        received is not null && ConversionHint.Between(input.Name, received.GetType(), input.Type) is { } conversion
            ? $" Convert it where it is produced: {conversion}."
            : string.Empty;

    /// <summary>Applies the outputs of a nested graph's run, and how it ended.</summary>
    public static StepOutcome ApplyRun(RunState state, Step step, RunState inner, RunOutcome outcome)
    {
        NestedGraph nested = step.Nested!;
        if (outcome.Pauses is null)
        {
            state.AddFailures(step, outcome.Failures);
        }

        switch (outcome)
        {
            case { Error: { } error }:
                return new StepOutcome(error);
            case { Pauses: { } pauses }:
                return StepOutcome.PausedAt(new PausedStep(step, [.. pauses.Select(p => nested.ToOuterPause(p, item: null))]) { Run = inner.Pause(), Failures = outcome.Failures ?? [] });
            case { Status: RunStatus.Stopped }:
                NestedRun.ApplyPartialOutputs(nested, inner, state, step);
                return StepOutcome.Stopped;
            default:
                NestedRun.ApplyOutputs(nested, inner, state, step);
                return StepOutcome.Completed;
        }
    }

    /// <summary>Applies the results of a nested graph's map, and how it ended.</summary>
    public static StepOutcome ApplyMap(RunState state, Step step, MapCollector collector, RunOutcome outcome)
    {
        NestedGraph nested = step.Nested!;
        if (outcome.Pauses is null)
        {
            state.AddFailures(step, outcome.Failures);
        }

        switch (outcome)
        {
            case { Pauses: { } pauses }:
                return StepOutcome.PausedAt(new PausedStep(step, [.. pauses.Select(p => nested.ToOuterPause(p.Inner!, p.ItemPath[0]))]) { Map = new PausedMap(nested.Plan, collector), Failures = outcome.Failures ?? [] });
            case { Status: RunStatus.Stopped, Error: null }:
                NestedRun.ApplyPartialOutputs(nested, inner: null, state, step);
                return StepOutcome.Stopped;
            case { Error: { } error } when MapOutcome.FailsNode(outcome, nested.Node.ErrorHandling):
                return new StepOutcome(error);
            default:
                NestedRun.ApplyArrays(nested, collector, state);
                return StepOutcome.Completed;
        }
    }

    /// <summary>Reports how the node ended.</summary>
    public static void End(RunState state, Step step, in NodeSpan node, NodeExecution? execution, StepOutcome outcome, bool isRestored = false)
    {
        if (state.Span is not { } span)
        {
            return;
        }

        execution?.Close();
        if (outcome.Error is { } error)
        {
            span.FailNode(node, step, error, RunOutcome.IsCancelled(error, state.Call.CancellationToken), isRestored);
        }
        else if (outcome.Paused is { } paused)
        {
            span.Interrupt(node, step, paused.Pauses[0]);
        }
        else
        {
            NamedValues? outputs = span.WantsValues ? state.OutputValues(step, outcome.IsStopped) : null;
            span.EndNode(node, step, outputs, execution is { IsCached: true }, outcome.IsStopped, isRestored);
        }
    }
}
