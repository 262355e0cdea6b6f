using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes;
using Hypergraph.Planning;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <content>What gates let run, and when.</content>
internal sealed partial class Scheduler
{
    /// <summary>A gate that is ready goes before its targets; gates that hold each other go together.</summary>
    private void PrioritizeGates(int first)
    {
        int[] ready = _batch[first..Count];
        if (!Array.Exists(ready, s => _steps[s].IsGate))
        {
            return;
        }

        int[] going = Array.FindAll(ready, s => !Array.Exists(_steps[s].Gates, link => ready.Contains(link.Gate)));
        SetBatch(first, going.Length > 0 ? going : Array.FindAll(ready, s => _steps[s].IsGate));
    }

    /// <summary>
    /// The sources of a decision run before the next iteration of the gate's targets: else a target would run again by a decision that is
    /// just being overtaken. A target waits for as many supersteps as its loop has nodes, not for evidence that never rests.
    /// </summary>
    private void PrioritizeDecisionSources(StepComponent loop, int first)
    {
        List<int>? waiting = null;
        for (int i = first; i < Count; i++)
        {
            Step step = this[i];
            ref readonly StepState state = ref _states[step.Index];
            if (state.Has(StepFlags.HasRun) && step.Gates.Length > 0 && state.DelayedSupersteps < loop.Nodes.Length && IsBeingSuperseded(step, first))
            {
                (waiting ??= []).Add(step.Index);
            }
        }

        if (waiting is not null && waiting.Count < Count - first)
        {
            SetBatch(first, Array.FindAll(_batch[first..Count], step => !waiting.Contains(step)));
            waiting.ForEach(step => _states[step].DelayedSupersteps++);
        }
    }

    /// <summary>
    /// Where a gate has chosen several targets, those of them that are ready later run before the gate decides again: while one
    /// is ready, or a step that leads to it. The gate waits for as many supersteps as its loop has nodes.
    /// </summary>
    private void PrioritizeChosenTargets(StepComponent loop, int first)
    {
        int[] ready = _batch[first..Count];
        int[] waiting = Array.FindAll(ready, s => _states[s].DelayedSupersteps < loop.Nodes.Length && MustWaitForChosen(_steps[s], ready));
        if (waiting.Length > 0 && waiting.Length < ready.Length)
        {
            SetBatch(first, Array.FindAll(ready, s => !waiting.Contains(s)));
            Array.ForEach(waiting, s => _states[s].DelayedSupersteps++);
        }
    }

    private bool MustWaitForChosen(Step gate, int[] ready)
    {
        for (int t = 0; t < gate.LoopGate.UpstreamOfTargets.Length; t++)
        {
            int target = gate.LoopGate.LoopTargets[t];
            if (target >= 0 && IsPendingChoice(gate, t, target) && Array.Exists(ready, s => s == target || (s != gate.Index && gate.LoopGate.UpstreamOfTargets[t].Contains(s))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a target is one of several that a gate of its loop has chosen, and has not started since: then the decision stands for it.
    /// </summary>
    private bool IsPendingChoice(Step gate, int place, int target) =>
        _states[gate.Index].Has(StepFlags.ChoseSeveral) && _states[gate.Index].Decision!.Chose(place) && !HasStartedSince(gate, target);

    /// <summary>Whether a step has started after the gate did.</summary>
    private bool HasStartedSince(Step gate, int step) => _states[step].LastStartedSuperstep > _states[gate.Index].LastStartedSuperstep;

    /// <summary>Counts the iterations of a gate's loop, and makes the gate leave where it would continue after the last one.</summary>
    private GateDecision LimitIterations(Step step, LoopLimit limit, ref StepState gate, GateDecision decision)
    {
        int starts = 0;
        bool continues = false;
        for (int t = 0; t < step.LoopGate.LoopTargets.Length; t++)
        {
            if (t != limit.Fallback && step.LoopGate.LoopTargets[t] is >= 0 and int target)
            {
                starts += _states[target].Starts;
                continues |= decision.Chose(t);
            }
        }

        if (starts > gate.CountedStarts)
        {
            gate.Iterations++;
            gate.CountedStarts = starts;
        }

        if (continues && gate.Iterations < limit.Iterations)
        {
            return decision;
        }

        if (step.LoopGate.LoopTargets[limit.Fallback] >= 0)
        {
            // It leaves to a loop around its own, from which it may come back.
            gate.Iterations = 0;
        }

        return continues ? limit.ExitDecision : decision;
    }

    /// <summary>Makes these steps all that the superstep has from a place on.</summary>
    private void SetBatch(int first, ReadOnlySpan<int> steps)
    {
        steps.CopyTo(_batch.AsSpan(first));
        Count = first + steps.Length;
    }

    /// <summary>Whether every decision that lets the step run depends on a step that is ready.</summary>
    private bool IsBeingSuperseded(Step step, int first)
    {
        foreach (GateLink link in step.RerunGates)
        {
            if (Enables(link, step) && (IsPendingChoice(_steps[link.Gate], link.Target, step.Index) || !IsBeingSuperseded(step, _steps[link.Gate], first)))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsBeingSuperseded(Step step, Step gate, int first)
    {
        for (int i = first; i < Count; i++)
        {
            if (gate.LoopGate.DecisionSources.Contains(_batch[i]) && (step.Order is null || MayDecideInTime(_steps[_batch[i]], gate, step)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether no gate controls the step, or one of those that do has chosen it or, for the step's first time, has not been
    /// asked yet. A gate outside a loop lets a step of the loop run, but does not drive it where a gate of the loop does.
    /// </summary>
    private bool IsEnabled(Step step, int depth = 0) =>
        IsEnabled(step, _states[step.Index].Has(StepFlags.HasRun) ? step.RerunGates : step.Gates, depth);

    private bool IsEnabled(Step step, GateLink[] gates, int depth = 0)
    {
        foreach (GateLink link in gates)
        {
            if (Enables(link, step, depth))
            {
                return true;
            }
        }

        return gates.Length == 0;
    }

    private bool Enables(GateLink link, Step step, int depth = 0)
    {
        ref readonly StepState gate = ref _states[link.Gate];
        return gate.Has(StepFlags.HasRun)
            ? HasCurrentDecision(gate, link, step) && gate.Decision!.Chose(link.Target)
            : EnablesBeforeDecision(link.Gate, step, depth);
    }

    /// <summary>
    /// Whether the last decision of a gate still counts for a step: no input of the gate has changed since, or the gate decides once, as gates
    /// outside loops do also where a shared value that they have read changes later, or the step is a chosen target that has not started yet.
    /// </summary>
    private bool HasCurrentDecision(in StepState gate, GateLink link, Step step) =>
        (gate.Flags & (StepFlags.Changed | StepFlags.IsFinal | StepFlags.ChoseSeveral)) switch
        {
            StepFlags.Changed => false,
            StepFlags.Changed | StepFlags.ChoseSeveral => IsPendingChoice(_steps[link.Gate], link.Target, step.Index),
            _ => true,
        };

    /// <summary>Whether a gate that has not decided yet lets a step run for its first time: if the gate itself may still run.</summary>
    private bool EnablesBeforeDecision(int gate, Step step, int depth) =>
        !_states[step.Index].Has(StepFlags.HasRun) && _steps[gate].Gate!.DefaultOpen && (depth > _steps.Length || IsEnabled(_steps[gate], depth + 1));
}
