namespace Hypergraph;

/// <summary>What follows a node's call, whichever runner made it.</summary>
internal static class StepCompletion
{
    /// <summary>Takes the decision of a gate, with its event.</summary>
    public static void Decide(RunState state, Step step, in NodeSpan node)
    {
        if (step.Node is GateNode gate)
        {
            GateDecision decision = gate.Decide(state.Frame, step.Targets[0]);
            state.Scheduler!.Decide(step, decision);
            state.Span?.DecideRoute(node, gate, decision);
        }
    }

    /// <summary>An exception about a value of the wrong type, in terms of the node's inputs; any other as it is.</summary>
    public static Exception Explain(RunState state, Step step, Exception exception)
    {
        if (exception is not SlotTypeException)
        {
            return exception;
        }

        for (int i = 0; i < step.Inputs.Length; i++)
        {
            NodeInput input = step.Node.Inputs[i];
            PlanValue value = step.Inputs[i].Value;
            object? given = value.SlotType.GetBoxed(state.Frame, value.Slot);
            if (!input.SlotType.Accepts(given))
            {
                return new InvalidCastException(
                    $"{state.Plan.Graph.Subject}: node '{step.Node.Name}' takes '{input.Name}' as {input.SlotType}, but is given {(given is null ? "null" : $"a value of type {TypeNames.Of(given.GetType())}")}.",
                    exception);
            }
        }

        return exception;
    }

    /// <summary>Tells how the node ended.</summary>
    public static void End(RunState state, Step step, in NodeSpan node, in StepOutcome outcome)
    {
        if (state.Span is not { } span)
        {
            return;
        }

        if (outcome.Error is { } error)
        {
            span.FailNode(node, step, error);
        }
        else if (outcome.Pause is { } pause)
        {
            span.Interrupt(node, pause);
        }
        else
        {
            span.EndNode(node, step, state);
        }
    }
}
