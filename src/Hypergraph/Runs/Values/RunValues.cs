using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.State;

namespace Hypergraph.Runs.Values;

/// <summary>
/// The values of one run: a frame, and which of the values there are, by version, or by presence in a static schedule. Results, the scheduler and maps
/// read a run through this class; what controls the run is <see cref="RunState"/>.
/// </summary>
internal abstract class RunValues : ResultValues
{
    // By value: in a static schedule, whether it is there, once the run has ended early; in any other plan, whether the call supplied it as an answer.
    private bool[]? _flags;

    protected RunValues(ExecutionPlan plan, IServiceProvider? services, CancellationToken cancellationToken)
        : base(plan, plan.CreateFrame(services, cancellationToken))
    {
        Versions = plan.HasStaticSchedule ? [] : new int[plan.ValueCount];
    }

    /// <summary>A copy, for a run that resumes a paused one, with the token and the services of the resuming call.</summary>
    protected RunValues(RunValues paused, IServiceProvider? services, CancellationToken cancellationToken)
        : base(paused.Plan, paused.Plan.CreateFrame(services, cancellationToken))
    {
        Frame.CopyFrom(paused.Frame);
        Plan.Inject(Frame, services, cancellationToken);
        Versions = [.. paused.Versions];
        _flags = paused._flags?.ToArray();
    }

    public Frame Frame => RunFrame!;

    /// <summary>The versions of all values, by their ids; none in a static schedule.</summary>
    public int[] Versions { get; }

    /// <summary>The version of a value: 0 while it was neither supplied nor produced. Not in a static schedule.</summary>
    public int VersionOf(PlanValue value) => Versions[value.Id];

    /// <summary>Whether a value was supplied or produced.</summary>
    public bool Has(PlanValue value) => Plan.HasStaticSchedule ? _flags is null || _flags[value.Id] : Versions[value.Id] > 0;

    /// <summary>Whether the call supplied an answer, so that its interrupt does not ask. It applies to every iteration.</summary>
    public bool IsSupplied(PlanValue answer) => !Plan.HasStaticSchedule && _flags?[answer.Id] == true;

    /// <summary>Marks a value as supplied, also for the copies of the value.</summary>
    public void Supply(PlanValue value)
    {
        IncrementVersion(value);
        if (value.IsAnswer)
        {
            Flags[value.Id] = true;
        }

        foreach (PlanValue copy in value.Copies)
        {
            value.SlotType.Copy(Frame, value.Slot, Frame, copy.Slot);
            IncrementVersion(copy);
        }
    }

    public override bool Has(int result, int row) => Has(Plan.Results[result]);

    public override object? GetBoxed(int result, int row) => Plan.Results[result].SlotType.GetBoxed(Frame, Plan.Results[result].Slot);

    /// <summary>Records that a run with a static schedule ends early: it has the initial values, and the outputs of these steps.</summary>
    public void EndEarly(IEnumerable<Step> finished)
    {
        foreach (Step step in finished)
        {
            foreach (StepOutput output in step.Outputs)
            {
                Flags[output.Value.Id] = true;
            }
        }

        _ = Flags;
    }

    /// <summary>Records a value that a run with a static schedule has although its step did not complete.</summary>
    protected void RecordPresent(PlanValue value) => Flags[value.Id] = true;

    /// <summary>Replaces the values with the initial values of another run of the same plan.</summary>
    /// <param name="initial">The other run.</param>
    /// <param name="releases">When values are released: in a static schedule, only the released ones need to be replaced.</param>
    protected void ResetValues(RunValues initial, ValueReleases? releases)
    {
        if (Plan.HasStaticSchedule)
        {
            _flags = null;
            releases?.InitialValues?.Copy(initial.Frame, Frame);
            return;
        }

        Frame.CopyFrom(initial.Frame);
        Array.Copy(initial.Versions, Versions, Versions.Length);
        _flags = initial._flags?.ToArray();
    }

    private bool[] Flags => _flags ?? Interlocked.CompareExchange(ref _flags, new bool[Plan.ValueCount], null) ?? _flags;

    private void IncrementVersion(PlanValue value)
    {
        if (!Plan.HasStaticSchedule)
        {
            Versions[value.Id]++;
        }
    }
}
