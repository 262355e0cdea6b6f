namespace Hypergraph;

/// <summary>
/// Decides, superstep by superstep, which steps of a plan with loops, gates or interrupts run: by regions in their
/// order, and within a region by readiness. It knows nothing of how steps are called; both runners use it.
/// </summary>
internal sealed partial class Scheduler
{
    private readonly ExecutionPlan _plan;
    private readonly Step[] _steps;
    private readonly Region[] _regions;
    private readonly RunState _state;
    private readonly int _maxIterations;
    private readonly StepState[] _states;
    private readonly int[] _signals;
    private readonly int[] _versions;
    private readonly int[] _waitedFor;
    private readonly int[] _regionsBefore;
    private readonly int[] _iterations;

    // Of each step of a loop with an order: the iteration that it ran in last, and the one that it is ready for.
    private readonly int[] _ranIn;
    private readonly int[] _readyIn;

    // The targets in such a loop that wait for their sources before their first time, in the first places of this.
    private readonly int[] _late;
    private int _lateCount;

    // The regions at work and the steps of the superstep, in the first places of these.
    private readonly int[] _running;
    private readonly int[] _batch;
    private int _runningCount;

    // The number of the superstep, from 1 on.
    private int _superstep;

    // The outputs that nested graphs did not give, by step.
    private bool[]?[]? _missing;
    private bool _isHeld;

    public Scheduler(ExecutionPlan plan, RunState state, int maxIterations)
    {
        _plan = plan;
        _steps = plan.Steps;
        _regions = plan.Regions;
        _state = state;
        _maxIterations = maxIterations;
        _states = new StepState[plan.Steps.Length];
        _signals = new int[plan.SignalCount];
        _versions = state.Versions;
        _waitedFor = new int[plan.WaitCount];
        _regionsBefore = new int[plan.Regions.Length];
        _iterations = new int[plan.Regions.Length];
        _ranIn = plan.HasOrder ? new int[plan.Steps.Length] : [];
        _readyIn = plan.HasOrder ? new int[plan.Steps.Length] : [];
        _late = plan.HasOrder ? new int[plan.Steps.Length] : [];
        _running = new int[plan.Regions.Length];
        _batch = new int[plan.Steps.Length];
        StartOver();
    }

    /// <summary>The number of steps in the superstep.</summary>
    public int Count { get; private set; }

    /// <summary>A step of the superstep; they are in declaration order.</summary>
    public Step this[int position] => _steps[_batch[position]];

    /// <summary>
    /// Decides for a run that goes on where this one's has paused: first the steps that it paused at, which had been chosen
    /// already.
    /// </summary>
    public Scheduler Resume(RunState state, int maxIterations, IEnumerable<Step> pausedAt)
    {
        var resumed = new Scheduler(_plan, state, maxIterations);
        _states.CopyTo(resumed._states, 0);
        _signals.CopyTo(resumed._signals, 0);
        _waitedFor.CopyTo(resumed._waitedFor, 0);
        _regionsBefore.CopyTo(resumed._regionsBefore, 0);
        _iterations.CopyTo(resumed._iterations, 0);
        _ranIn.CopyTo(resumed._ranIn, 0);
        _running.CopyTo(resumed._running, 0);
        resumed._runningCount = _runningCount;
        resumed._superstep = _superstep;
        resumed._usersLeft = _usersLeft?.ToArray();
        resumed._missing = _missing is null ? null : Array.ConvertAll(_missing, m => m?.ToArray());
        resumed.TakeBatch(0, [.. pausedAt.Select(s => s.Index)]);
        resumed._isHeld = true;
        return resumed;
    }

    /// <summary>Forgets everything, for a new run.</summary>
    public void StartOver()
    {
        Array.Clear(_states);
        Array.Clear(_signals);
        Array.Clear(_waitedFor);
        Array.Clear(_iterations);
        Array.Clear(_ranIn);
        _missing = null;
        _usersLeft = null;
        _isHeld = false;
        _runningCount = 0;
        _superstep = 0;
        for (int r = 0; r < _regionsBefore.Length; r++)
        {
            _regionsBefore[r] = _regions[r].PredecessorCount;
            if (_regionsBefore[r] == 0)
            {
                _running[_runningCount++] = r;
            }
        }
    }

    /// <summary>Chooses the steps of the next superstep and notes their inputs as read.</summary>
    /// <returns>False if the run has come to rest.</returns>
    /// <exception cref="IterationLimitException">A loop has had all the supersteps that it may have.</exception>
    public bool MoveNext()
    {
        if (_isHeld)
        {
            _isHeld = false;
            return true;
        }

        Count = 0;
        _superstep++;
        int regionsAtWork = 0;
        for (int i = 0; i < _runningCount; i++)
        {
            int region = _running[i];
            if (AddReady(_regions[region]))
            {
                if (_regions[region].IsLoop && ++_iterations[region] > _maxIterations)
                {
                    throw LimitReached(_regions[region]);
                }

                _running[regionsAtWork++] = region;
            }
            else
            {
                Release(region);
            }
        }

        _runningCount = regionsAtWork;
        if (regionsAtWork > 1)
        {
            Array.Sort(_batch, 0, Count);
        }

        NoteRead();
        return Count > 0;
    }

    /// <summary>How many times a step has started in the run.</summary>
    public int StartsOf(Step step) => _states[step.Index].Starts;

    /// <summary>Notes what a gate has decided. It counts from the commit of the gate on.</summary>
    /// <returns>The decision, or the one by which the gate leaves its loop after the last iteration.</returns>
    public GateDecision Decide(Step gate, GateDecision decision)
    {
        ref StepState state = ref _states[gate.Index];
        if (gate.InLoop.Limit is { } limit)
        {
            decision = LimitIterations(gate, limit, ref state, decision);
        }

        if (state.Decision != decision)
        {
            state.Decision = decision;
            state.Flags |= decision.IsEnd ? StepFlags.IsFinal : StepFlags.None;
        }

        return decision;
    }

    /// <summary>Notes whether a nested graph gave an output of its node.</summary>
    public void NoteOutput(Step step, int output, bool isThere)
    {
        if (!isThere || _missing?[step.Index] is not null)
        {
            _missing ??= new bool[_steps.Length][];
            (_missing[step.Index] ??= new bool[step.Outputs.Length])[output] = !isThere;
        }
    }

    /// <summary>Whether a nested graph did not give an output of its node.</summary>
    public bool IsMissing(Step step, int output) => _missing?[step.Index]?[output] == true;

    /// <summary>
    /// Makes the outputs of the first steps of the superstep the run's values; a value equal to the old one is no new version.
    /// </summary>
    public void Commit(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Commit(this[i]);
        }
    }

    /// <summary>The same for one of its steps.</summary>
    public void Commit(Step step)
    {
        _states[step.Index].Flags |= step.IsInLoop ? StepFlags.HasRun : StepFlags.HasRun | StepFlags.IsFinal;
        if (step.HasFollowers)
        {
            TellFollowers(step);
        }

        StepOutput[] outputs = step.Outputs;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (!IsMissing(step, i) && !_state.IsGiven(outputs[i].Value))
            {
                Commit(outputs[i], isNews: step.IsInterrupt);
            }
        }
    }

    private void Commit(in StepOutput output, bool isNews)
    {
        Commit(output.Staging, output.Value, isNews);
        foreach (PlanValue copy in output.Copies)
        {
            Commit(output.Staging, copy, isNews);
        }
    }

    private void Commit(in Slot staging, PlanValue value, bool isNews)
    {
        if (value.SlotType.Update(_state.Frame, staging, value.Slot, isForced: isNews || _versions[value.Id] == 0))
        {
            _versions[value.Id]++;
            foreach (ValueReader reader in value.Readers)
            {
                _states[reader.Step].Flags |= reader.News;
            }
        }
    }

    private void TellFollowers(Step step)
    {
        foreach (int signal in step.Emits)
        {
            _signals[signal]++;
        }

        foreach (int follower in step.RunsBefore)
        {
            _states[follower].Flags |= StepFlags.Triggered;
        }
    }

    private bool AddReady(Region region)
    {
        int before = Count;
        if (region.HasOrder)
        {
            CollectInOrder(region);
        }
        else
        {
            CollectReady(region, keepOrder: true);
            if (Count == before && region.IsLoop)
            {
                // Steps that wait for each other to go first: where the values are there, let them go.
                CollectReady(region, keepOrder: false);
            }
        }

        if (Count > before + 1 && region.IsLoop)
        {
            if (region.HasChoices)
            {
                PutChosenFirst(region, before);
            }

            PutGatesFirst(before);
            PutEvidenceFirst(region, before);
        }

        if (region.HasOrder)
        {
            KeepOrder(before);
        }

        return Count > before;
    }

    private void CollectReady(Region region, bool keepOrder)
    {
        int count = Count;
        foreach (int s in region.Nodes)
        {
            if (IsReady(s, _states[s].Flags, keepOrder))
            {
                _batch[count++] = s;
            }
        }

        Count = count;
    }

    private bool IsReady(int s, StepFlags flags, bool keepOrder)
    {
        if ((flags & StepFlags.HasRun) != StepFlags.None)
        {
            return (flags & (StepFlags.Triggered | StepFlags.IsFinal)) == StepFlags.Triggered && HasAll(_steps[s], flags);
        }

        return !(keepOrder && HasToWait(_steps[s])) && HasAll(_steps[s], flags);
    }

    private bool HasAll(Step step, StepFlags flags) =>
        ((flags & StepFlags.Complete) != StepFlags.None || HasInputs(step)) && (_waitedFor.Length == 0 || HasWhatItWaitsFor(step)) && IsOpen(step);

    /// <summary>Whether a step of the same loop that can run goes before this one's first time.</summary>
    private bool HasToWait(Step step)
    {
        if (step.IsEntrypoint)
        {
            return false;
        }

        foreach (int other in step.StartsAfter)
        {
            if (!_states[other].Has(StepFlags.HasRun) && IsOpen(_steps[other]))
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
            if (!input.HasDefault && _state.VersionOf(input.Value) == 0)
            {
                return false;
            }
        }

        _states[step.Index].Flags |= StepFlags.Complete;
        return true;
    }

    /// <summary>Whether every signal and value that the step waits for is there, and newer than when it ran last.</summary>
    private bool HasWhatItWaitsFor(Step step)
    {
        foreach (StepWait wait in step.WaitsFor)
        {
            if (VersionOf(wait) <= _waitedFor[wait.Id])
            {
                return false;
            }
        }

        return true;
    }

    private int VersionOf(StepWait wait) => wait.Value is null ? _signals[wait.Signal] : _state.VersionOf(wait.Value);

    private void NoteRead()
    {
        for (int i = 0; i < Count; i++)
        {
            ref StepState state = ref _states[_batch[i]];
            state.Flags &= ~(StepFlags.Changed | StepFlags.Triggered);
            state.HeldBack = 0;
            state.Starts++;
            state.StartedIn = _superstep;
        }

        if (_waitedFor.Length > 0)
        {
            NoteWaits();
        }
    }

    private void NoteWaits()
    {
        for (int i = 0; i < Count; i++)
        {
            foreach (StepWait wait in this[i].WaitsFor)
            {
                _waitedFor[wait.Id] = VersionOf(wait);
            }
        }
    }

    private IterationLimitException LimitReached(Region loop) => new(
        $"{_plan.Graph.Subject}: the loop of {NameList.Of(loop.Nodes.Select(s => _steps[s].Node.Name))} has not come to rest after {_maxIterations} supersteps. Let a gate answer '{Node.End}', or raise RunOptions.MaxIterations.",
        _maxIterations);
}
