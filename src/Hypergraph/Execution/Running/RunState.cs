namespace Hypergraph;

/// <summary>The state of one run: its values, and which of them it has. Its result reads them from here.</summary>
internal sealed class RunState : ResultValues
{
    private readonly int[] _versions;
    private bool[]? _present;
    private bool _isEnding;

    public RunState(ExecutionPlan plan, CallContext call)
        : base(plan)
    {
        Call = call;
        Frame = plan.CreateFrame(call.CancellationToken);
        _versions = plan.IsDirect ? [] : new int[plan.ValueCount];
        Scheduler = plan.IsDirect ? null : new Scheduler(plan, this, call.MaxIterations);
    }

    public CallContext Call { get; }

    public Frame Frame { get; }

    /// <summary>Decides what runs next; null in a direct plan, which needs no deciding.</summary>
    public Scheduler? Scheduler { get; }

    /// <summary>The scope of the run's events; null when nobody listens.</summary>
    public RunSpan? Span { get; set; }

    /// <summary>Whether a node of the run has failed, so that no new one begins.</summary>
    public bool IsEnding
    {
        get => Volatile.Read(ref _isEnding);
        set => Volatile.Write(ref _isEnding, value);
    }

    /// <summary>The version of a value: 0 as long as it was neither given nor produced. Not of a direct plan.</summary>
    public int VersionOf(PlanValue value) => _versions[value.Id];

    /// <summary>Says that a value has been given, which those see as well who see a copy of it.</summary>
    public void Give(PlanValue value)
    {
        Touch(value);
        foreach (PlanValue copy in value.Copies)
        {
            value.SlotType.Copy(Frame, value.Slot, Frame, copy.Slot);
            Touch(copy);
        }
    }

    /// <summary>Says that a value has been given or produced.</summary>
    public void Touch(PlanValue value)
    {
        if (!Plan.IsDirect)
        {
            _versions[value.Id]++;
        }
    }

    /// <summary>Whether a value was given or produced.</summary>
    public bool Has(PlanValue value) => Plan.IsDirect ? _present is null || _present[value.Id] : _versions[value.Id] > 0;

    public override bool Has(int result) => Has(Plan.Results[result]);

    public override T Get<T>(int result)
    {
        PlanValue value = Plan.Results[result];
        return value.SlotType is SlotType<T> ? Frame.Read<T>(value.Slot) : (T)value.SlotType.GetBoxed(Frame, value.Slot)!;
    }

    public override object? GetBoxed(int result) => Plan.Results[result].SlotType.GetBoxed(Frame, Plan.Results[result].Slot);

    /// <summary>Says that a run of a direct plan has ended early, with the outputs of these steps only.</summary>
    public void EndEarly(IEnumerable<Step> finished)
    {
        _present = new bool[Plan.ValueCount];
        foreach (StepOutput output in finished.SelectMany(s => s.Outputs))
        {
            _present[output.Value.Id] = true;
        }
    }

    /// <summary>Makes the state that of a new run which starts with the values that another was given.</summary>
    public void StartOver(RunState given)
    {
        _present = null;
        _isEnding = false;
        if (!Plan.IsDirect)
        {
            Frame.CopyFrom(given.Frame);
            Array.Copy(given._versions, _versions, _versions.Length);
            Scheduler!.StartOver();
        }
    }
}
