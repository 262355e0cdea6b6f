using Hypergraph.Planning;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <content>Which steps of a component are ready.</content>
internal sealed partial class Scheduler
{
    private bool SelectReady(StepComponent component)
    {
        int before = Count;
        if (component.HasOrder)
        {
            CollectInOrder(component);
            if (Count > before + 1)
            {
                Prioritize(component, before);
            }

            ApplyLoopOrder(before);
            return Count > before;
        }

        CollectReady(component, keepOrder: true);
        if (Count == before && component.IsLoop)
        {
            // Steps that wait for each other to go first: where the values are there, let them go.
            CollectReady(component, keepOrder: false);
        }

        if (Count > before + 1)
        {
            Prioritize(component, before);
        }

        return Count > before;
    }

    /// <summary>Delays the ready steps of a loop, from a place on, that must wait for others of them.</summary>
    private void Prioritize(StepComponent component, int first)
    {
        if (!component.IsLoop)
        {
            return;
        }

        if (component.HasChoices)
        {
            PrioritizeChosenTargets(component, first);
        }

        PrioritizeGates(first);
        PrioritizeDecisionSources(component, first);
    }

    private void CollectReady(StepComponent component, bool keepOrder)
    {
        foreach (int s in component.Nodes)
        {
            if (IsReady(s, _states[s].Flags, keepOrder))
            {
                _batch[Count++] = s;
            }
        }
    }

    private bool IsReady(int s, StepFlags flags, bool keepOrder)
    {
        if ((flags & StepFlags.HasRun) != StepFlags.None)
        {
            return (flags & (StepFlags.Triggered | StepFlags.IsFinal)) == StepFlags.Triggered && CanRun(_steps[s], flags);
        }

        return !(keepOrder && MustWait(_steps[s])) && CanRun(_steps[s], flags);
    }

    private bool CanRun(Step step, StepFlags flags) =>
        ((flags & StepFlags.HasAllInputs) != StepFlags.None || HasInputs(step)) && (_observedVersions.Length == 0 || AreControlDependenciesMet(step)) && IsEnabled(step, (flags & StepFlags.HasRun) != StepFlags.None ? step.RerunGates : step.Gates);

    /// <summary>Whether a step of the same loop that can run goes before this one's first time.</summary>
    private bool MustWait(Step step)
    {
        if (step.IsEntrypoint)
        {
            return false;
        }

        foreach (int other in step.FirstRunPredecessors)
        {
            if (!_states[other].Has(StepFlags.HasRun) && IsEnabled(_steps[other]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every input has a value or a default. What has a value keeps it, so a yes is remembered.</summary>
    private bool HasInputs(Step step)
    {
        foreach (StepInput input in step.Inputs)
        {
            if (!input.HasDefault && _values.VersionOf(input.Value) == 0)
            {
                return false;
            }
        }

        _states[step.Index].Flags |= StepFlags.HasAllInputs;
        return true;
    }

    /// <summary>Whether every signal and value that the step waits for is there, and newer than when it ran last.</summary>
    private bool AreControlDependenciesMet(Step step)
    {
        foreach (ControlDependency wait in step.WaitsFor)
        {
            if (VersionOf(wait) <= _observedVersions[wait.Id])
            {
                return false;
            }
        }

        return true;
    }

    private int VersionOf(ControlDependency wait) => wait.Value is null ? _signals[wait.Signal] : _values.VersionOf(wait.Value);
}
