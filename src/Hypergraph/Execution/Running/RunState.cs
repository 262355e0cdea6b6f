namespace Hypergraph;

/// <summary>The state of one run: its values, and which of them it has. Its result reads them from here.</summary>
internal sealed class RunState : ResultValues
{
    private readonly int[] _versions;
    private bool[]? _present;
    private RunFailures? _failures;

    public RunState(ExecutionPlan plan, CallContext call, RunLocation? place = null)
        : base(plan)
    {
        Call = call;
        Location = place;
        Frame = plan.CreateFrame(call.CancellationToken);
        _versions = plan.HasStaticSchedule ? [] : new int[plan.ValueCount];
        Scheduler = plan.HasStaticSchedule ? null : new Scheduler(plan, this, call.MaxIterations);
        Interrupts = plan.HasInterrupts ? new InterruptState(plan.ValueCount) : null;
    }

    /// <summary>A run that resumes a paused one, with its own context, location and answers.</summary>
    private RunState(RunState paused, CallContext call, RunLocation? place, Answers answers)
        : base(paused.Plan)
    {
        Call = call;
        Location = place;
        Frame = Plan.CreateFrame(call.CancellationToken);
        Frame.CopyFrom(paused.Frame);
        Plan.SetToken(Frame, call.CancellationToken);
        _versions = [.. paused._versions];
        Scheduler = paused.Scheduler!.Resume(this, call.MaxIterations, paused.Interrupts!.Paused.Select(p => p.Step));
        Interrupts = paused.Interrupts.Resume(answers);
        _failures = paused._failures?.Copy();
    }

    public CallContext Call { get; private set; }

    public Frame Frame { get; }

    /// <summary>Decides what runs next; null in a static schedule.</summary>
    public Scheduler? Scheduler { get; private set; }

    /// <summary>The state of its interrupts; null if neither it nor a nested graph has any.</summary>
    public InterruptState? Interrupts { get; private set; }

    /// <summary>Its location in other runs; null at the top.</summary>
    public RunLocation? Location { get; private set; }

    /// <summary>The span of the run's events; null without a listener.</summary>
    public RunSpan? Span { get; set; }

    /// <summary>The zero-based index of the innermost map item that the run lies in, or null.</summary>
    public int? ItemIndex => Location?.ItemIndex;

    /// <summary>Whether the run can do nothing but call one function after the other, without waiting for anything between.</summary>
    public bool RunsSynchronously => Plan.IsSynchronousChain && Plan.IsUnintercepted && Call.Interceptors.Length == 0 && Call.Permits is null;

    /// <summary>Whether the run has no listener, no interceptors and no stop signal; only its token can end it.</summary>
    public bool IsUnobserved => Span is null && Plan.IsUnintercepted && Call.HasNoStopOrInterceptors;

    /// <summary>Whether a node of the run has failed, so that no new one begins.</summary>
    public bool IsEnding
    {
        get => Volatile.Read(ref _failures) is { IsEnding: true };
        set => Failures.IsEnding = value;
    }

    /// <summary>When its values are released; null if none is.</summary>
    public ValueReleases? Releases => Span is null && Location?.Nested is { } nested ? nested.Releases : Plan.Releases;

    /// <summary>Releases what a nested graph alone uses, once the runs inside have it.</summary>
    public void ReleaseNestedInputs(Step nested)
    {
        if (Plan.HasStaticSchedule)
        {
            Releases?.ReleaseNestedInputs(nested, Frame);
        }
    }

    /// <summary>A state for items of the map of this state, with its initial values.</summary>
    public RunState CreateItemState()
    {
        var state = new RunState(Plan, Call, Location?.ForItems() ?? new RunLocation(outer: null, node: null));
        state.Frame.CopyFrom(Frame);
        return state;
    }

    /// <summary>A run that resumes this paused one, which does not change.</summary>
    public RunState Resume(CallContext call, Answers answers, RunLocation? place) => new(this, call, place, answers);

    /// <summary>The versions of all values, by their ids; none in a static schedule.</summary>
    public int[] Versions => _versions;

    /// <summary>The version of a value: 0 while it was neither supplied nor produced. Not in a static schedule.</summary>
    public int VersionOf(PlanValue value) => _versions[value.Id];

    /// <summary>Marks a value as supplied, also for the copies of the value.</summary>
    public void Supply(PlanValue value)
    {
        IncrementVersion(value);
        if (value.IsAnswer)
        {
            Interrupts?.Supply(value);
        }

        foreach (PlanValue copy in value.Copies)
        {
            value.SlotType.Copy(Frame, value.Slot, Frame, copy.Slot);
            IncrementVersion(copy);
        }
    }

    /// <summary>Whether the call supplied an answer, so that its interrupt does not ask.</summary>
    public bool IsSupplied(PlanValue answer) => Interrupts?.IsSupplied(answer) == true;

    /// <summary>Marks a value as supplied or produced.</summary>
    public void IncrementVersion(PlanValue value)
    {
        if (!Plan.HasStaticSchedule)
        {
            _versions[value.Id]++;
        }
    }

    /// <summary>Whether a value was supplied or produced.</summary>
    public bool Has(PlanValue value) => Plan.HasStaticSchedule ? _present is null || _present[value.Id] : _versions[value.Id] > 0;

    public override bool Has(int result, int row) => Has(Plan.Results[result]);

    public override T Get<T>(int result, int row)
    {
        PlanValue value = Plan.Results[result];
        return value.SlotType is SlotType<T> ? Frame.Read<T>(value.Slot) : (T)value.SlotType.GetBoxed(Frame, value.Slot)!;
    }

    public override object? GetBoxed(int result, int row) => Plan.Results[result].SlotType.GetBoxed(Frame, Plan.Results[result].Slot);

    /// <summary>Records that a run with a static schedule ends early: it has the initial values, and the outputs of these steps.</summary>
    public void EndEarly(IEnumerable<Step> finished)
    {
        foreach (StepOutput output in finished.SelectMany(s => s.Outputs))
        {
            Present[output.Value.Id] = true;
        }

        _ = Present;
    }

    /// <summary>Records whether a stopped nested graph had produced an output of its node.</summary>
    public void RecordPartialOutput(Step step, int output, bool isThere)
    {
        if (Scheduler is not null)
        {
            Scheduler.RecordOutput(step, output, isThere);
        }
        else if (isThere)
        {
            Present[step.Outputs[output].Value.Id] = true;
        }
    }

    /// <summary>Notes that a node has thrown, with its place, unless the call's token has ended it.</summary>
    /// <param name="step">The node; null if it is the run itself that failed.</param>
    /// <param name="error">What it threw.</param>
    public void AddFailure(Step? step, Exception error)
    {
        if (!RunOutcome.IsCancelled(error, Call.CancellationToken))
        {
            RunFailure failure = Locate(step, error);
            FailureData.Add(failure);
            Failures.Add(step, failure);
        }
    }

    /// <summary>Notes what has failed in the nested runs of a node.</summary>
    public void AddFailures(Step step, IReadOnlyList<RunFailure>? failures)
    {
        if (failures is not null)
        {
            Failures.AddRange(step, failures);
        }
    }

    /// <summary>How the run has ended, with all its failures.</summary>
    public RunOutcome WithFailures(RunOutcome outcome)
    {
        if (outcome.Status == RunStatus.Failed && outcome.Error is { } error && _failures?.ToArray().Any(f => ReferenceEquals(f.Error, error)) != true)
        {
            AddFailure(step: null, error);
        }

        IEnumerable<RunFailure> all = _failures?.ToArray() ?? [];
        if (outcome.Status == RunStatus.Paused)
        {
            all = all.Concat(Interrupts!.Paused.SelectMany(p => p.Failures));
        }

        return all.Any() ? outcome with { Failures = [.. all] } : outcome;
    }

    /// <summary>Emits the end of the run.</summary>
    /// <returns>How it has ended, with all its failures.</returns>
    public RunOutcome End(RunOutcome outcome)
    {
        RunOutcome ended = outcome.Status == RunStatus.Completed && _failures is null ? outcome : WithFailures(outcome);
        Span?.End(ended);
        return ended;
    }

    /// <summary>A pause of this run as its caller sees it.</summary>
    public RunPause PauseAtRoot(RunPause pause) => Location is null ? pause : Location.PauseAtRoot(pause);

    /// <summary>
    /// Releases everything that a result does not expose, once the run has ended. A paused run also keeps what it needs to resume.
    /// </summary>
    public void Close(RunStatus status)
    {
        if (status == RunStatus.Paused)
        {
            Interrupts!.ItemLabel = Location?.ItemLabel;
        }

        Span = null;
        Location = null;
        Call = CallContext.Empty;
        if (status != RunStatus.Paused)
        {
            Scheduler = null;
            Interrupts = null;
            Plan.Releases?.AtEnd?.Clear(Frame);
        }
    }

    /// <summary>Resets the state to that of a new run with the initial values of another.</summary>
    public void Reset(RunState given)
    {
        _present = null;
        _failures = null;
        if (!Plan.HasStaticSchedule)
        {
            Frame.CopyFrom(given.Frame);
            Array.Copy(given._versions, _versions, _versions.Length);
            Scheduler!.Reset();
            Interrupts?.Reset(given.Interrupts!);
        }
        else
        {
            Releases?.InitialValues?.Copy(given.Frame, Frame);
        }
    }

    private RunFailures Failures => _failures ?? Interlocked.CompareExchange(ref _failures, new RunFailures(), null) ?? _failures;

    /// <summary>A failure with its place, as the call sees it.</summary>
    private RunFailure Locate(Step? step, Exception error)
    {
        List<string> nodes = step is null ? [] : [step.Node.Name];
        List<int> items = [];
        List<string?> labels = [];
        for (RunLocation? place = Location; place is not null; place = place.Outer?.Location)
        {
            if (place.NodeName is { } node)
            {
                nodes.Add(node);
            }

            if (place.Item is { } item)
            {
                items.Add(item);
                labels.Add(place.ItemLabel);
            }
        }

        nodes.Reverse();
        items.Reverse();
        labels.Reverse();
        return new RunFailure(nodes.Count == 0 ? null : string.Join('/', nodes), items, error, labels.TrueForAll(label => label is null) ? null : labels);
    }

    private bool[] Present => _present ?? Interlocked.CompareExchange(ref _present, new bool[Plan.ValueCount], null) ?? _present;
}
