using System.Runtime.CompilerServices;
using Hypergraph.Planning;
using Hypergraph.Planning.Loops;

namespace Hypergraph.Runs.Scheduling;

/// <content>Which steps of a component are ready.</content>
internal sealed partial class Scheduler
{
    /// <summary>A look at so few steps costs less than removing them from candidates, and adding them again.</summary>
    private const int MaxStepsWithoutCandidates = 4;

    private bool SelectReady(int index)
    {
        StepComponent component = _components[index];
        int before = Count;
        if (component.HasOrder)
        {
            CollectInOrder(index);
            if (Count > before + 1)
            {
                Prioritize(component, before);
            }

            ApplyLoopOrder(before);
            return Count > before;
        }

        CollectReady(index, keepOrder: true);
        if (Count == before && component.IsLoop)
        {
            // Steps that wait for each other to go first: where the values are there, let them go.
            CollectReady(index, keepOrder: false);
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

    /// <summary>Adds the ready steps of a component to the superstep, in declaration order.</summary>
    private void CollectReady(int index, bool keepOrder)
    {
        StepComponent component = _components[index];
        if (component.Nodes.Length > MaxStepsWithoutCandidates)
        {
            CollectCandidates(index, keepOrder);
            return;
        }

        foreach (int s in component.Nodes)
        {
            StepFlags flags = _states[s].Flags;
            if (!WaitsForChange(s, flags) && IsReady(_steps[s], flags, keepOrder))
            {
                _batch[Count++] = s;
            }
        }
    }

    /// <summary>The same for a component of many steps. Those that wait for a change are removed from its candidates.</summary>
    private void CollectCandidates(int component, bool keepOrder)
    {
        Span<int> candidates = _candidates[component];
        int first = Count;
        int kept = 0;
        bool isSorted = true;
        foreach (int s in candidates)
        {
            StepFlags flags = _states[s].Flags;
            if (WaitsForChange(s, flags))
            {
                _states[s].Flags |= StepFlags.Idle;
                continue;
            }

            candidates[kept++] = s;
            if (IsReady(_steps[s], flags, keepOrder))
            {
                isSorted &= Count == first || _batch[Count - 1] < s;
                _batch[Count++] = s;
            }
        }

        _candidates.Truncate(component, kept);
        if (!isSorted)
        {
            Array.Sort(_batch, first, Count - first);
        }
    }

    /// <summary>Whether a step is not ready before a change: an input that it lacks is supplied, or something makes it run again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool WaitsForChange(int s, StepFlags flags) =>
        (flags & StepFlags.HasRun) != StepFlags.None
            ? (flags & (StepFlags.Triggered | StepFlags.IsFinal)) != StepFlags.Triggered
            : (flags & StepFlags.HasAllInputs) == StepFlags.None && !HasInputs(_steps[s]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsReady(Step step, StepFlags flags, bool keepOrder) =>
        !(keepOrder && (flags & StepFlags.HasRun) == StepFlags.None && MustWait(step)) && CanRun(step, flags);

    /// <summary>Notes a change for a step. An idle step is a candidate from now on, if it can be ready by that.</summary>
    private void Notify(int step, StepFlags change)
    {
        ref StepState state = ref _states[step];
        state.Flags |= change;
        if ((state.Flags & StepFlags.Idle) != StepFlags.None)
        {
            AddCandidate(step, ref state);
        }
    }

    private void AddCandidate(int step, ref StepState idle)
    {
        if (!idle.Has(StepFlags.HasRun) || (idle.Flags & (StepFlags.Triggered | StepFlags.IsFinal)) == StepFlags.Triggered)
        {
            idle.Flags &= ~StepFlags.Idle;
            _candidates.Add(_steps[step].Component, step);
        }
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
