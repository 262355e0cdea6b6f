using Hypergraph.Nodes;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Planning.Loops;
using Hypergraph.Runs.Context;
using Hypergraph.Runs.Values;

namespace Hypergraph.Runs.Scheduling;

/// <summary>
/// Decides, superstep by superstep, which steps of a plan with loops, gates or interrupts run: by components in their
/// order, and within a component by readiness. It does not call steps; both runners use it.
/// </summary>
internal sealed partial class Scheduler
{
    private readonly ExecutionPlan _plan;
    private readonly Step[] _steps;
    private readonly StepComponent[] _components;
    private readonly RunValues _values;
    private readonly CallContext _call;
    private readonly int _maxIterations;
    private readonly StepState[] _states;
    private readonly CandidateSteps _candidates;
    private readonly int[] _signals;
    private readonly int[] _versions;
    private readonly int[] _observedVersions;
    private readonly int[] _pendingPredecessors;
    private readonly int[] _iterations;

    // Of each step of a loop with an order: the iteration that it ran in last, and the one that it is ready for.
    private readonly StepIterations _lastIteration;
    private readonly StepIterations _readyIteration;

    // The targets in such a loop that wait for their sources before their first time, in the first places of this.
    private readonly int[] _deferredTargets;
    private int _deferredCount;

    // The active components and the steps of the superstep, at the first indexes of these.
    private readonly int[] _activeComponents;
    private readonly int[] _batch;
    private int _activeCount;

    // The number of the superstep, from 1 on.
    private int _superstep;

    // The index of the step that is being committed; -1 if none is.
    private int _committing;

    // The outputs that nested graphs did not produce, by step.
    private bool[]?[]? _missingOutputs;
    private bool _hasResumedBatch;

    public Scheduler(ExecutionPlan plan, RunValues values, CallContext call)
    {
        _plan = plan;
        _steps = plan.Steps;
        _components = plan.Components;
        _values = values;
        _call = call;
        _maxIterations = call.MaxIterations;
        _states = new StepState[plan.Steps.Length];
        _candidates = new CandidateSteps(plan.Components, plan.Steps.Length);
        _signals = new int[plan.SignalCount];
        _versions = values.Versions;
        _observedVersions = new int[plan.ControlDependencyCount];
        _pendingPredecessors = new int[plan.Components.Length];
        _iterations = new int[plan.Components.Length];
        _lastIteration = plan.HasOrderedLoops ? new StepIterations(plan.Steps) : StepIterations.None;
        _readyIteration = plan.HasOrderedLoops ? new StepIterations(plan.Steps) : StepIterations.None;
        _deferredTargets = plan.HasOrderedLoops ? new int[plan.Steps.Length] : [];
        _activeComponents = new int[plan.Components.Length];
        _batch = new int[plan.Steps.Length];
        Reset();
    }

    /// <summary>The step whose commit has not ended, because a value of it could not be compared; null if there is none.</summary>
    public Step? Committing => _committing < 0 ? null : _steps[_committing];

    /// <summary>When values are released; null if none is. Set before the run begins.</summary>
    public ValueReleases? Releases { get; set; }

    /// <summary>The number of steps in the superstep.</summary>
    public int Count { get; private set; }

    /// <summary>A step of the superstep; they are in declaration order.</summary>
    public Step this[int position] => _steps[_batch[position]];

    /// <summary>
    /// Creates the scheduler of a run that resumes a paused one. Its first superstep has the steps at which the run paused, which had been chosen
    /// already.
    /// </summary>
    public Scheduler Resume(RunValues values, CallContext call, IEnumerable<Step> pausedAt)
    {
        var resumed = new Scheduler(_plan, values, call);
        _states.CopyTo(resumed._states, 0);
        _candidates.CopyTo(resumed._candidates);
        _signals.CopyTo(resumed._signals, 0);
        _observedVersions.CopyTo(resumed._observedVersions, 0);
        _pendingPredecessors.CopyTo(resumed._pendingPredecessors, 0);
        _iterations.CopyTo(resumed._iterations, 0);
        _lastIteration.CopyTo(resumed._lastIteration);
        _activeComponents.CopyTo(resumed._activeComponents, 0);
        resumed._activeCount = _activeCount;
        resumed._superstep = _superstep;
        resumed._remainingUsers = _remainingUsers?.ToArray();
        resumed._missingOutputs = _missingOutputs is null ? null : Array.ConvertAll(_missingOutputs, m => m?.ToArray());
        resumed.SetBatch(0, [.. pausedAt.Select(s => s.Index)]);
        resumed._hasResumedBatch = true;
        return resumed;
    }

    /// <summary>Forgets everything, for a new run.</summary>
    public void Reset()
    {
        Array.Clear(_states);
        _candidates.Reset();
        Array.Clear(_signals);
        Array.Clear(_observedVersions);
        Array.Clear(_iterations);
        _lastIteration.Clear();
        _missingOutputs = null;
        _remainingUsers = null;
        _hasResumedBatch = false;
        _activeCount = 0;
        _superstep = 0;
        _committing = -1;
        for (int r = 0; r < _pendingPredecessors.Length; r++)
        {
            _pendingPredecessors[r] = _components[r].PredecessorCount;
            if (_pendingPredecessors[r] == 0)
            {
                _activeComponents[_activeCount++] = r;
            }
        }
    }

    /// <summary>Chooses the steps of the next superstep and notes their inputs as read.</summary>
    /// <returns>False if the run has converged.</returns>
    /// <exception cref="IterationLimitException">A loop has had all the supersteps that it may have.</exception>
    public bool MoveNext()
    {
        if (_hasResumedBatch)
        {
            _hasResumedBatch = false;
            return true;
        }

        Count = 0;
        _superstep++;
        int stillActive = 0;
        for (int i = 0; i < _activeCount; i++)
        {
            int index = _activeComponents[i];
            StepComponent component = _components[index];
            if (SelectReady(index))
            {
                if (component.IsLoop && ++_iterations[index] > _maxIterations)
                {
                    throw LimitReached(component);
                }

                _activeComponents[stillActive++] = index;
            }
            else
            {
                EndComponent(index);
            }
        }

        _activeCount = stillActive;
        if (stillActive > 1)
        {
            Array.Sort(_batch, 0, Count);
        }

        MarkInputsRead();
        return Count > 0;
    }

    /// <summary>How many times a step has started in the run.</summary>
    public int StartsOf(Step step) => _states[step.Index].Starts;

    /// <summary>Notes what a gate has decided. It counts from the commit of the gate on.</summary>
    /// <returns>The decision, or the one by which the gate leaves its loop after the last iteration.</returns>
    public GateDecision Decide(Step gate, GateDecision decision)
    {
        ref StepState state = ref _states[gate.Index];
        if (gate.LoopGate.Limit is { } limit)
        {
            decision = LimitIterations(gate, limit, ref state, decision);
        }

        if (state.Decision != decision)
        {
            state.Decision = decision;
            bool choseSeveral = gate.LoopGate.UpstreamOfTargets.Length > 0 && decision.Targets.Count > 1;
            state.Flags = (state.Flags & ~StepFlags.ChoseSeveral) | (decision.IsEnd ? StepFlags.IsFinal : StepFlags.None) | (choseSeveral ? StepFlags.ChoseSeveral : StepFlags.None);
        }

        return decision;
    }

    /// <summary>Records whether a nested graph produced an output of its node.</summary>
    public void RecordOutput(Step step, int output, bool isThere)
    {
        if (!isThere || _missingOutputs?[step.Index] is not null)
        {
            _missingOutputs ??= new bool[_steps.Length][];
            (_missingOutputs[step.Index] ??= new bool[step.Outputs.Length])[output] = !isThere;
        }
    }

    /// <summary>Whether a nested graph did not produce an output of its node.</summary>
    public bool IsMissing(Step step, int output) => _missingOutputs?[step.Index]?[output] == true;

    /// <summary>
    /// Makes the outputs of the first steps of the superstep the run's values; a value equal to the old one is no new version.
    /// </summary>
    public void Commit(int count)
    {
        foreach (int step in _batch.AsSpan(0, count))
        {
            Commit(_steps[step]);
        }
    }

    /// <summary>The same for one of its steps.</summary>
    public void Commit(Step step)
    {
        _states[step.Index].Flags |= step.IsInLoop ? StepFlags.HasRun : StepFlags.HasRun | StepFlags.IsFinal;
        if (step.HasControlDependents)
        {
            NotifyDependents(step);
        }

        _committing = step.Index;
        StepOutput[] outputs = step.Outputs;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!IsMissing(step, i) && !(outputs[i].Value.IsAnswer && _values.IsSupplied(outputs[i].Value)))
            {
                Commit(outputs[i], isForced: step.IsInterrupt);
            }
        }

        _committing = -1;
    }

    private void Commit(in StepOutput output, bool isForced)
    {
        Commit(output.Staging, output.Value, isForced);
        foreach (PlanValue copy in output.Copies)
        {
            Commit(output.Staging, copy, isForced);
        }
    }

    private void Commit(in Slot staging, PlanValue value, bool isForced)
    {
        if (value.SlotType.Update(_values.Frame, staging, value.Slot, isForced: isForced || _versions[value.Id] == 0))
        {
            _versions[value.Id]++;
            foreach (ValueReader reader in value.Readers)
            {
                Notify(reader.Step, reader.Flags);
            }
        }
    }

    private void NotifyDependents(Step step)
    {
        foreach (int signal in step.Emits)
        {
            _signals[signal]++;
        }

        foreach (int follower in step.TriggeredSteps)
        {
            Notify(follower, StepFlags.Triggered);
        }
    }

    private void MarkInputsRead()
    {
        StepState[] states = _states;
        int superstep = _superstep;
        foreach (int step in _batch.AsSpan(0, Count))
        {
            ref StepState state = ref states[step];
            state.Flags &= ~(StepFlags.Changed | StepFlags.Triggered);
            state.DelayedSupersteps = 0;
            state.Starts++;
            state.LastStartedSuperstep = superstep;
        }

        if (_observedVersions.Length > 0)
        {
            MarkControlDependenciesRead();
        }
    }

    private void MarkControlDependenciesRead()
    {
        for (int i = 0; i < Count; i++)
        {
            foreach (ControlDependency wait in this[i].WaitsFor)
            {
                _observedVersions[wait.Id] = VersionOf(wait);
            }
        }
    }

    private IterationLimitException LimitReached(StepComponent loop) => new(
        $"{_plan.Graph.Subject}: the loop of {NameList.Of(loop.Nodes.Select(s => _steps[s].Node.Name))} did not converge within {_maxIterations} supersteps. Return '{Node.End}' from a gate, or increase RunOptions.MaxIterations.",
        _maxIterations);
}
