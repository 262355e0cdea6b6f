using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes.Bodies;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning.Compilation;

/// <summary>Determines when the values of a plan have no consumer left.</summary>
internal sealed class ReleaseCompiler
{
    private readonly ExecutionPlan _plan;
    private readonly GraphStructure _structure;
    private readonly int[] _unitOf;
    private readonly int _unitCount;
    private readonly PlanValue[] _values;
    private readonly Dictionary<PlanValue, List<Step>> _readers = [];
    private readonly Dictionary<PlanValue, List<Step>> _writers = [];
    private readonly List<int> _units = [];

    /// <summary>By unit, the number of the last search that has found it.</summary>
    private readonly int[] _foundBy;
    private int _searches;

    private ReleaseCompiler(ExecutionPlan plan, PlanValue[] values)
    {
        _plan = plan;
        _structure = plan.Graph.Structure;
        _values = values;
        _unitOf = UnitsOf(plan);
        _unitCount = plan.HasStaticSchedule ? plan.Steps.Length : plan.Components.Length;
        _foundBy = new int[_unitCount];
        foreach (PlanValue value in values)
        {
            _readers.Add(value, []);
            _writers.Add(value, []);
        }

        foreach (Step step in plan.Steps)
        {
            Add(_readers, step, ReadsOf(plan, step));
            Add(_writers, step, WritesOf(plan, step));
        }
    }

    /// <summary>The releases of a plan whose results expose some values; null if there is nothing to release.</summary>
    public static ValueReleases? Compile(ExecutionPlan plan, IEnumerable<PlanValue> exposedValues)
    {
        PlanValue[] values = plan.Values.Any(v => v.SlotType.HasReferences) ? Unexposed(plan, [.. exposedValues]) : [];
        TypedSlot[] others = [.. OtherSlots(plan)];
        return values.Length + others.Length == 0 ? null : new ReleaseCompiler(plan, values).Compile(others);
    }

    /// <summary>Sets, for the nested graphs of a plan, which of their outputs nothing in the plan reads or exposes.</summary>
    public static void OmitUnusedOutputs(ExecutionPlan plan)
    {
        if (Array.TrueForAll(plan.Steps, s => s.Nested is null))
        {
            return;
        }

        HashSet<PlanValue> used = [.. plan.Results, .. plan.Steps.SelectMany(s => ReadsOf(plan, s))];
        foreach (Step step in plan.Steps)
        {
            if (step.Nested is { } nested)
            {
                OmitUnusedOutputs(nested, Array.ConvertAll(step.Outputs, o => !used.Contains(o.Value) && !Array.Exists(o.Copies, used.Contains)));
            }
        }
    }

    private static void OmitUnusedOutputs(NestedGraph nested, bool[] unused)
    {
        // A paused run may be resumed with a listener.
        if (!nested.Plan.HasInterrupts && Array.IndexOf(unused, true) >= 0)
        {
            HashSet<PlanValue> used = [.. nested.Plan.Results];
            for (int i = 0; i < unused.Length; i++)
            {
                if (unused[i])
                {
                    used.Remove(nested.Outputs[i].Inner);
                }
            }

            nested.OmitOutputs(unused, Compile(nested.Plan, used));
        }
    }

    private static TypedSlot SlotOf(PlanValue value) => new(value.SlotType, value.Slot);

    private static PlanValue[] Unexposed(ExecutionPlan plan, HashSet<PlanValue> exposed) =>
        [.. plan.Values.SelectMany(v => v.Copies.Prepend(v)).Where(v => v.SlotType.HasReferences && !exposed.Contains(v))];

    private ValueReleases Compile(TypedSlot[] others)
    {
        var own = new List<TypedSlot>?[_unitCount];
        var shared = new List<int>?[_unitCount];
        List<SlotSet?> sharedSlots = [];
        List<int> users = [];
        foreach (PlanValue value in _values)
        {
            int[] units = UnitsOf(value);
            if (units is [var only])
            {
                (own[only] ??= []).Add(SlotOf(value));
                continue;
            }

            foreach (int unit in units)
            {
                (shared[unit] ??= []).Add(users.Count);
            }

            sharedSlots.Add(SlotSet.Of([SlotOf(value)]));
            users.Add(units.Length);
        }

        if (!_plan.HasStaticSchedule)
        {
            foreach (Step step in _plan.Steps)
            {
                (own[_unitOf[step.Index]] ??= []).AddRange(StagingOf(step));
            }
        }

        return new ValueReleases(Array.ConvertAll(own, slots => SlotSet.Of(slots ?? [])), Array.ConvertAll(shared, s => s?.ToArray()), [.. sharedSlots], [.. users])
        {
            InOrder = InOrder(),
            InitialValues = _plan.HasStaticSchedule ? SlotSet.Of(_values.Where(v => _writers[v].Count == 0).Select(SlotOf)) : null,
            AtEnd = SlotSet.Of([.. _values.Select(SlotOf), .. others]),
        };
    }

    /// <summary>The units that use a value. Units that only produce it end before units that read it, where data edges order them.</summary>
    private int[] UnitsOf(PlanValue value)
    {
        bool areOrdered = _structure.ConsumesFromAllProducers && !_structure.IsShared(value.Name);
        IEnumerable<Step> steps = areOrdered && _readers[value].Count > 0 ? _readers[value] : _readers[value].Concat(_writers[value]);
        _units.Clear();
        _searches++;
        foreach (Step step in steps)
        {
            int unit = _unitOf[step.Index];
            if (_foundBy[unit] != _searches)
            {
                _foundBy[unit] = _searches;
                _units.Add(unit);
            }
        }

        return [.. _units];
    }

    private SlotSet?[]? InOrder()
    {
        if (!_plan.HasStaticSchedule)
        {
            return null;
        }

        int[] placeOf = new int[_plan.Steps.Length];
        for (int place = 0; place < placeOf.Length; place++)
        {
            placeOf[_plan.Order[place].Index] = place;
        }

        var byPlace = new List<TypedSlot>?[placeOf.Length];
        bool isAny = false;
        foreach (PlanValue value in _values)
        {
            int last = -1;
            foreach (Step step in _readers[value].Concat(_writers[value]))
            {
                last = Math.Max(last, placeOf[step.Index]);
            }

            if (last >= 0)
            {
                (byPlace[last] ??= []).Add(SlotOf(value));
                isAny = true;
            }
        }

        return isAny ? Array.ConvertAll(byPlace, slots => SlotSet.Of(slots ?? [])) : null;
    }

    private static int[] UnitsOf(ExecutionPlan plan)
    {
        int[] units = Array.ConvertAll(plan.Steps, s => s.Index);
        for (int r = 0; r < plan.Components.Length; r++)
        {
            foreach (int step in plan.Components[r].Nodes)
            {
                units[step] = r;
            }
        }

        return units;
    }

    private static void Add(Dictionary<PlanValue, List<Step>> users, Step step, IEnumerable<PlanValue> values)
    {
        foreach (PlanValue value in values)
        {
            if (users.TryGetValue(value, out List<Step>? steps))
            {
                steps.Add(step);
            }
        }
    }

    // A static schedule creates the ports of its steps on first use.
    private static PlanValue[] ReadsOf(ExecutionPlan plan, Step step) => plan.HasStaticSchedule
        ? ValuesAt(plan, plan.Graph.Structure.Inputs.ValuesOf(plan.Graph.Structure.NodeIndexes[step.Node.Name]))
        : Array.ConvertAll(step.Inputs, i => i.Value);

    private static IEnumerable<PlanValue> WritesOf(ExecutionPlan plan, Step step)
    {
        if (plan.HasStaticSchedule)
        {
            return ValuesAt(plan, plan.Graph.Structure.Outputs.ValuesOf(plan.Graph.Structure.NodeIndexes[step.Node.Name]));
        }

        List<PlanValue> written = [];
        foreach (StepOutput output in step.Outputs)
        {
            written.Add(output.Value);
            written.AddRange(output.Copies);
        }

        return written;
    }

    private static PlanValue[] ValuesAt(ExecutionPlan plan, ArraySegment<int> ids)
    {
        var values = new PlanValue[ids.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = plan.ValueAt(ids[i]);
        }

        return values;
    }

    /// <summary>The slots, besides those of values, that may contain references.</summary>
    private static IEnumerable<TypedSlot> OtherSlots(ExecutionPlan plan)
    {
        if (plan.TokenSlot is { } token)
        {
            yield return new TypedSlot(SlotType<CancellationToken>.Instance, token);
        }

        if (plan.ServicesSlot is { } services)
        {
            yield return new TypedSlot(SlotType<IServiceProvider>.Instance, services);
        }

        foreach (Step step in plan.Steps)
        {
            if (step.ContextSlot is { } context)
            {
                yield return new TypedSlot(SlotType<NodeContext>.Instance, context);
            }

            foreach (ServiceArgument argument in step.Services)
            {
                yield return new TypedSlot(argument.Type, argument.Slot);
            }

            foreach (TypedSlot staging in plan.HasStaticSchedule ? [] : StagingOf(step))
            {
                yield return staging;
            }
        }
    }

    /// <summary>Where a step without a static schedule stores its results until they are committed.</summary>
    private static IEnumerable<TypedSlot> StagingOf(Step step)
    {
        IEnumerable<TypedSlot> slots = Array.ConvertAll(step.Outputs, o => new TypedSlot(o.Value.SlotType, o.Staging));
        if (step.IsGate || step.IsInterrupt)
        {
            slots = slots.Concat(((CallableNode)step.Node).Body.Outputs.Select((output, i) => new TypedSlot(output.SlotType, step.ResultSlots[i])));
        }

        return slots.Where(s => s.Type.HasReferences);
    }
}
