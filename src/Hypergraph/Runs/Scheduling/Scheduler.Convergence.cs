using Hypergraph.Nodes.Naming;
using Hypergraph.Planning;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <content>What the log says of loops that have converged although a gate chose to continue.</content>
internal sealed partial class Scheduler
{
    /// <summary>Warns if a loop has nothing left to run, but a gate of it has chosen one of its steps and none has ended it.</summary>
    private void WarnIfGateContinues(StepComponent loop)
    {
        (Step Gate, int Target)? followed = null;
        bool isEnded = false;
        foreach (int s in loop.Nodes)
        {
            Step gate = _steps[s];
            if (gate.LoopGate.LoopTargets.Length == 0 || !_states[s].Has(StepFlags.HasRun) || _states[s].Has(StepFlags.Changed))
            {
                continue;
            }

            int chosen = FindChosen(gate);
            if (chosen >= 0 && !HasStartedSince(gate, chosen))
            {
                Warn(loop, gate, _steps[chosen]);
                return;
            }

            isEnded |= chosen < 0;
            followed ??= chosen >= 0 ? (gate, chosen) : null;
        }

        if (followed is { } last && !isEnded)
        {
            Warn(loop, last.Gate, _steps[last.Target]);
        }
    }

    /// <summary>A step of the loop that the gate has chosen and that has run before, if possible one that has not run since; -1 if none.</summary>
    private int FindChosen(Step gate)
    {
        int found = -1;
        for (int t = 0; t < gate.LoopGate.LoopTargets.Length; t++)
        {
            if (gate.LoopGate.LoopTargets[t] is >= 0 and int target && _states[gate.Index].Decision!.Chose(t) && _states[target].Has(StepFlags.HasRun))
            {
                found = found < 0 || !HasStartedSince(gate, target) ? target : found;
            }
        }

        return found;
    }

    private void Warn(StepComponent loop, Step gate, Step target)
    {
        if (!_call.TryMarkWarned(gate))
        {
            return;
        }

        string[] produced = [.. target.Inputs.Where(input => loop.Nodes.Any(s => Produces(_steps[s], input.Value))).Select(input => input.Value.Name)];
        string[] unchanged = produced.Length > 0 ? produced : [.. target.Inputs.Select(input => input.Value.Name)];
        LoopLog.Converged(_call.Logger, _plan.Graph.Subject, gate.Node.Name, target.Node.Name, NameList.Of(unchanged));
    }

    private static bool Produces(Step step, PlanValue value) =>
        Array.Exists(step.Outputs, output => output.Value == value || output.Copies.Contains(value));
}
