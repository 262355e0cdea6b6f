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
    private readonly int[] _runs;
    private readonly int[] _signals;
    private readonly int[] _versions;
    private readonly StepNews[] _news;
    private readonly int[] _heldBack;
    private readonly int[][] _waitedFor;
    private readonly int[][] _runsSeen;
    private readonly GateDecision?[] _decisions;
    private readonly bool[]?[] _missing;
    private readonly int[] _regionsBefore;
    private readonly int[] _iterations;
    private readonly List<int> _running = [];
    private readonly List<Step> _batch = [];
    private Step[] _held = [];

    public Scheduler(ExecutionPlan plan, RunState state, int maxIterations)
    {
        _plan = plan;
        _steps = plan.Steps;
        _regions = plan.Regions;
        _state = state;
        _maxIterations = maxIterations;
        _runs = new int[plan.Steps.Length];
        _signals = new int[plan.SignalCount];
        _versions = state.Versions;
        _news = new StepNews[plan.Steps.Length];
        _heldBack = new int[plan.Steps.Length];
        _waitedFor = [.. plan.Steps.Select(s => new int[s.WaitsFor.Length])];
        _runsSeen = [.. plan.Steps.Select(s => new int[s.RunsAfter.Length])];
        _decisions = new GateDecision?[plan.Steps.Length];
        _missing = new bool[plan.Steps.Length][];
        _regionsBefore = new int[plan.Regions.Length];
        _iterations = new int[plan.Regions.Length];
        StartOver();
    }

    /// <summary>
    /// Decides for a run that goes on where this one's has paused: first the steps that it paused at, which had been chosen
    /// already.
    /// </summary>
    public Scheduler Resume(RunState state, int maxIterations, IEnumerable<Step> pausedAt)
    {
        var resumed = new Scheduler(_plan, state, maxIterations) { _held = [.. pausedAt] };
        _runs.CopyTo(resumed._runs, 0);
        _signals.CopyTo(resumed._signals, 0);
        _news.CopyTo(resumed._news, 0);
        _heldBack.CopyTo(resumed._heldBack, 0);
        CopyAll(_waitedFor, resumed._waitedFor);
        CopyAll(_runsSeen, resumed._runsSeen);
        _decisions.CopyTo(resumed._decisions, 0);
        _regionsBefore.CopyTo(resumed._regionsBefore, 0);
        _iterations.CopyTo(resumed._iterations, 0);
        for (int i = 0; i < _missing.Length; i++)
        {
            resumed._missing[i] = _missing[i]?.ToArray();
        }

        resumed._running.Clear();
        resumed._running.AddRange(_running);
        return resumed;
    }

    /// <summary>Forgets everything, for a new run.</summary>
    public void StartOver()
    {
        Array.Clear(_runs);
        Array.Clear(_news);
        Array.Clear(_heldBack);
        Array.Clear(_signals);
        Array.ForEach(_waitedFor, Array.Clear);
        Array.Clear(_decisions);
        Array.Clear(_iterations);
        _running.Clear();
        _held = [];
        for (int r = 0; r < _regionsBefore.Length; r++)
        {
            _regionsBefore[r] = _regions[r].PredecessorCount;
            if (_regionsBefore[r] == 0)
            {
                _running.Add(r);
            }
        }
    }

    /// <summary>
    /// The steps of the next superstep in declaration order, their inputs noted as read; empty when the run has come to
    /// rest.
    /// </summary>
    /// <exception cref="IterationLimitException">A loop has had all the supersteps that it may have.</exception>
    public List<Step> Next()
    {
        _batch.Clear();
        if (_held.Length > 0)
        {
            _batch.AddRange(_held);
            _held = [];
            return _batch;
        }

        int regionsAtWork = 0;
        for (int i = 0; i < _running.Count; i++)
        {
            int region = _running[i];
            if (AddReady(region))
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

        if (regionsAtWork < _running.Count)
        {
            _running.RemoveRange(regionsAtWork, _running.Count - regionsAtWork);
        }

        if (regionsAtWork > 1)
        {
            _batch.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        }

        foreach (Step step in _batch)
        {
            NoteRead(step);
        }

        return _batch;
    }

    /// <summary>Notes what a gate has decided. It counts from the commit of the gate on.</summary>
    public void Decide(Step gate, GateDecision decision) => _decisions[gate.Index] = decision;

    /// <summary>Notes whether a nested graph gave an output of its node.</summary>
    public void NoteOutput(Step step, int output, bool isThere)
    {
        if (!isThere || _missing[step.Index] is not null)
        {
            (_missing[step.Index] ??= new bool[step.Outputs.Length])[output] = !isThere;
        }
    }

    /// <summary>Whether a nested graph did not give an output of its node.</summary>
    public bool IsMissing(Step step, int output) => _missing[step.Index]?[output] == true;

    /// <summary>Makes the outputs of a completed step the run's values; a value equal to the old one is no new version.</summary>
    public void Commit(Step step)
    {
        _runs[step.Index]++;
        foreach (int signal in step.Emits)
        {
            _signals[signal]++;
        }

        // An answer is news each time, also if it is the same again.
        bool isNews = step.Node is InterruptNode;
        for (int i = 0; i < step.Outputs.Length; i++)
        {
            ref readonly StepOutput output = ref step.Outputs[i];
            if (IsMissing(step, i) || _state.IsGiven(output.Value))
            {
                continue;
            }

            Commit(output.Staging, output.Value, isNews);
            foreach (PlanValue copy in output.Copies)
            {
                Commit(output.Staging, copy, isNews);
            }
        }
    }

    private void Commit(in Slot staging, PlanValue value, bool isNews)
    {
        if (value.SlotType.Update(_state.Frame, staging, value.Slot, isForced: isNews || _versions[value.Id] == 0))
        {
            _versions[value.Id]++;
            foreach (ref readonly ValueReader reader in value.Readers.AsSpan())
            {
                _news[reader.Step] |= reader.News;
            }
        }
    }

    private static void CopyAll(int[][] source, int[][] target)
    {
        for (int i = 0; i < source.Length; i++)
        {
            source[i].CopyTo(target[i], 0);
        }
    }

    private bool AddReady(int region)
    {
        int before = _batch.Count;
        CollectReady(_regions[region], keepOrder: true);
        if (_batch.Count == before && _regions[region].IsLoop)
        {
            // Steps that wait for each other to go first: where the values are there, let them go.
            CollectReady(_regions[region], keepOrder: false);
        }

        return _batch.Count > before;
    }

    private void CollectReady(Region region, bool keepOrder)
    {
        int before = _batch.Count;
        bool hasGate = false;
        foreach (int s in region.Nodes)
        {
            Step step = _steps[s];
            if (IsReady(step, keepOrder))
            {
                _batch.Add(step);
                hasGate |= step.IsGate;
            }
        }

        if (hasGate && _batch.Count > before + 1)
        {
            PutGatesFirst(before);
        }

        if (region.IsLoop && _batch.Count > before + 1)
        {
            PutEvidenceFirst(region, before);
        }
    }

    private bool IsReady(Step step, bool keepOrder)
    {
        if (_runs[step.Index] > 0)
        {
            if (!step.IsInLoop || !IsStale(step))
            {
                return false;
            }
        }
        else if (keepOrder && !step.IsEntrypoint && HasToWait(step))
        {
            return false;
        }

        return HasInputs(step) && HasWhatItWaitsFor(step) && IsOpen(step, depth: 0);
    }

    /// <summary>Whether every signal and value that the step waits for is there, and newer than when it ran last.</summary>
    private bool HasWhatItWaitsFor(Step step)
    {
        for (int i = 0; i < step.WaitsFor.Length; i++)
        {
            if (VersionOf(step.WaitsFor[i]) <= _waitedFor[step.Index][i])
            {
                return false;
            }
        }

        return true;
    }

    private int VersionOf(StepWait wait) => wait.Value is null ? _signals[wait.Signal] : _state.VersionOf(wait.Value);

    /// <summary>Whether every input has a value or a default. What has a value keeps it, so a yes is remembered.</summary>
    private bool HasInputs(Step step)
    {
        if ((_news[step.Index] & StepNews.Complete) != StepNews.None)
        {
            return true;
        }

        foreach (StepInput input in step.Inputs)
        {
            if (!input.HasDefault && _state.VersionOf(input.Value) == 0)
            {
                return false;
            }
        }

        _news[step.Index] |= StepNews.Complete;
        return true;
    }

    /// <summary>
    /// Whether an input has a newer version than the one that was read, or a step that an edge puts before has run again. A
    /// decision for the end is final.
    /// </summary>
    private bool IsStale(Step step)
    {
        if (_decisions[step.Index] is { IsEnd: true })
        {
            return false;
        }

        for (int i = 0; i < step.RunsAfter.Length; i++)
        {
            if (_runs[step.RunsAfter[i]] > _runsSeen[step.Index][i])
            {
                return true;
            }
        }

        return (_news[step.Index] & StepNews.Triggered) != StepNews.None;
    }

    /// <summary>Whether a gate's decision counts: until its inputs change; for the end always.</summary>
    private bool IsCurrent(GateDecision decision, Step gate) => decision.IsEnd || (_news[gate.Index] & StepNews.Changed) == StepNews.None;

    /// <summary>Whether a step of the same loop that can run goes before this one's first time.</summary>
    private bool HasToWait(Step step)
    {
        foreach (int other in step.StartsAfter)
        {
            if (_runs[other] == 0 && IsOpen(_steps[other], depth: 0))
            {
                return true;
            }
        }

        return false;
    }

    private void NoteRead(Step step)
    {
        _news[step.Index] &= StepNews.Complete;
        _heldBack[step.Index] = 0;
        for (int i = 0; i < step.WaitsFor.Length; i++)
        {
            _waitedFor[step.Index][i] = VersionOf(step.WaitsFor[i]);
        }

        for (int i = 0; i < step.RunsAfter.Length; i++)
        {
            _runsSeen[step.Index][i] = _runs[step.RunsAfter[i]];
        }
    }

    private IterationLimitException LimitReached(Region loop) => new(
        $"{_plan.Graph.Subject}: the loop of {NameList.Of(loop.Nodes.Select(s => _steps[s].Node.Name))} has not come to rest after {_maxIterations} supersteps. Let a gate answer '{Node.End}', or raise RunOptions.MaxIterations.",
        _maxIterations);

    private void Release(int region)
    {
        foreach (int successor in _regions[region].Successors)
        {
            if (--_regionsBefore[successor] == 0)
            {
                _running.Add(successor);
            }
        }
    }
}
