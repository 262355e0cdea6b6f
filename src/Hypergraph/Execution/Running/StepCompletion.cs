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
            span.EndNode(node, step, state.Frame);
        }
    }
}
