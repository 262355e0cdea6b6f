namespace Hypergraph;

/// <summary>A graph node in a plan: how values go into the inner graph's runs and come out of them.</summary>
internal sealed class NestedGraph
{
    private readonly ValueTransfer[] _inputs;
    private readonly ValueTransfer[] _mapped;
    private readonly ValueTransfer[] _outputs;
    private readonly ItemLabelReader? _label;

    /// <summary>By output, whether nothing outside reads or exposes it; null where each is used.</summary>
    private bool[]? _unusedOutputs;

    public NestedGraph(GraphNode node, StepInput[] inputs, StepOutput[] outputs)
    {
        Node = node;
        Plan = ExecutionPlan.Of(node.Graph);
        Releases = Plan.Releases;
        _inputs = [.. inputs.Select((input, i) => new ValueTransfer(
            input.Value, input.Value.Slot, Plan.Value(node.InnerInput(node.Inputs[i].Name)), node.MappedInputs.Contains(node.Inputs[i].Name), node.Inputs[i]))];
        _mapped = [.. node.MappedInputs.Select(name => Array.Find(_inputs, p => p.Outer.Name == name))];
        _outputs = [.. outputs.Select(output => new ValueTransfer(
            output.Value, output.Staging, Plan.Value(node.InnerOutput(output.Value.Name)), IsMapped: false))];
        _label = node.ItemLabel is { } label ? new ItemLabelReader(Plan.Value(node.InnerInput(label.Input)), label) : null;
        Collected = [.. _outputs.Select(o => (o.Inner, Node.ItemTypeOf(o.Inner.Name)))];
    }

    public GraphNode Node { get; }

    /// <summary>The inner graph's plan.</summary>
    public ExecutionPlan Plan { get; }

    /// <summary>The inner values that a map collects, with the types of their arrays' items.</summary>
    public (PlanValue Value, SlotType ItemType)[] Collected { get; }

    /// <summary>When a run inside that has no listener releases its values; null if it releases none.</summary>
    public ValueReleases? Releases { get; private set; }

    /// <summary>
    /// Sets which outputs nothing outside reads or exposes. Unobserved runs do not store them.
    /// </summary>
    public void OmitOutputs(bool[] unused)
    {
        // A paused run may be resumed with a listener.
        if (!Plan.HasInterrupts && Array.IndexOf(unused, true) >= 0)
        {
            _unusedOutputs = unused;
            Releases = ReleaseCompiler.Compile(Plan, Plan.Results.Where(r => !_outputs.Where((o, i) => unused[i] && o.Inner == r).Any()));
        }
    }

    /// <summary>Creates a state of the inner graph with the values that are not mapped.</summary>
    /// <exception cref="InvalidInputException">The inner graph cannot accept an untyped value.</exception>
    public RunState CreateState(RunState outer, Step step)
    {
        var inner = new RunState(Plan, outer.Call, new RunLocation(outer, step));
        foreach (ref readonly ValueTransfer passage in _inputs.AsSpan())
        {
            if (!passage.IsMapped && outer.Has(passage.Outer))
            {
                SupplyInput(outer, passage, inner);
            }
        }

        if (!Plan.HasStaticSchedule)
        {
            SupplyBoundValues(inner);
        }

        if (Plan.HasInterrupts && !Node.IsMapped)
        {
            SupplyAnswers(outer, inner);
        }

        return inner;
    }

    /// <summary>The items of a mapped node.</summary>
    /// <exception cref="InvalidInputException">A value is no collection, or the lengths differ.</exception>
    public MapItems CreateItems(RunState outer)
    {
        MapSource[] sources = [.. _mapped.Select(p => MapSource.Of(
            Node.Graph, p.Inner, p.Outer.Name, p.Outer.SlotType.GetBoxed(outer.Frame, p.Slot)))];
        return new MapItems(Node.Graph, sources, Node.MapMode) { Label = _label };
    }

    /// <summary>Copies the outputs of the inner run. The outputs of a branch that did not run are missing.</summary>
    public void ApplyOutputs(RunState inner, RunState outer, Step step)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            ref readonly ValueTransfer passage = ref _outputs[i];
            bool isThere = inner.Has(passage.Inner);
            if (isThere && IsOutputUsed(inner, i))
            {
                Copy(inner.Frame, passage.Inner.SlotType, passage.Inner.Slot, outer.Frame, passage.Outer.SlotType, passage.Slot);
            }

            outer.Scheduler?.RecordOutput(step, i, isThere);
        }
    }

    /// <summary>Copies the outputs that the inner run produced before it was stopped. A stopped map produces none.</summary>
    public void ApplyPartialOutputs(RunState? inner, RunState outer, Step step)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            ref readonly ValueTransfer passage = ref _outputs[i];
            bool isThere = inner?.Has(passage.Inner) == true;
            if (isThere && IsOutputUsed(inner!, i))
            {
                Copy(inner!.Frame, passage.Inner.SlotType, passage.Inner.Slot, outer.Frame, passage.Outer.SlotType, passage.Slot);
            }

            outer.RecordPartialOutput(step, i, isThere);
        }
    }

    /// <summary>Copies the arrays that a map collected.</summary>
    public void ApplyArrays(MapCollector collector, RunState outer)
    {
        for (int i = 0; i < _outputs.Length; i++)
        {
            _outputs[i].Outer.SlotType.SetBoxed(outer.Frame, _outputs[i].Slot, collector.ArrayAt(i));
        }
    }

    /// <summary>A pause inside as the outer graph sees it: with this node in its path, under the answer's name out here.</summary>
    public RunPause ToOuterPause(RunPause inside, int? item)
    {
        int output = Array.FindIndex(_outputs, o => o.Inner.Name == inside.ResponseParameter);
        return inside with
        {
            NodePath = $"{Node.Name}/{inside.NodePath}",
            ItemPath = item is { } index ? [index, .. inside.ItemPath] : inside.ItemPath,
            Inner = inside,
            ResponseParameter = output < 0 ? inside.ResponseParameter : _outputs[output].Outer.Name,
        };
    }

    /// <summary>Supplies the answers of the outer call to the interrupts of the inner graph.</summary>
    private void SupplyAnswers(RunState outer, RunState inner)
    {
        foreach (ValueTransfer passage in _outputs)
        {
            if (passage.Inner.IsAnswer && outer.IsSupplied(passage.Outer))
            {
                SupplyInput(outer, passage with { Slot = passage.Outer.Slot }, inner);
            }
        }
    }

    /// <summary>Supplies the values that are bound in the inner graph and not passed from outside.</summary>
    private void SupplyBoundValues(RunState inner)
    {
        foreach (PlanValue value in Plan.Inputs)
        {
            if (value.Input!.IsBound && !inner.Has(value))
            {
                inner.Supply(value);
            }
        }
    }

    private bool IsOutputUsed(RunState inner, int output) => _unusedOutputs is null || inner.Span is not null || !_unusedOutputs[output];

    private void SupplyInput(RunState outer, in ValueTransfer passage, RunState inner)
    {
        if (passage.Input is { ForbidsNull: true } && passage.Slot.Column == 0 && outer.Frame.References[passage.Slot.Index] is null)
        {
            throw new InvalidOperationException($"{outer.Plan.Graph.Subject}: {NullMessage.Of(outer.Plan.Graph, Node, passage.Input)}");
        }

        SlotType innerType = passage.Inner.SlotType;
        if (passage.Outer.SlotType == innerType)
        {
            innerType.Copy(outer.Frame, passage.Slot, inner.Frame, passage.Inner.Slot);
            inner.Supply(passage.Inner);
            return;
        }

        object? value = passage.Outer.SlotType.Convert(passage.Outer.SlotType.GetBoxed(outer.Frame, passage.Slot), innerType.Type);
        if (!passage.Inner.Accepts(value))
        {
            throw new InvalidInputException(
                $"{Plan.Graph.Subject}: input '{passage.Inner.Name}' takes {passage.Inner.Input!.SlotType}, but is given {TypeNames.OfValue(value)}.",
                passage.Inner.Name);
        }

        innerType.SetBoxed(inner.Frame, passage.Inner.Slot, value);
        inner.Supply(passage.Inner);
    }

    private static void Copy(Frame source, SlotType fromType, in Slot from, Frame target, SlotType toType, in Slot to)
    {
        if (fromType == toType)
        {
            fromType.Copy(source, from, target, to);
        }
        else
        {
            toType.SetBoxed(target, to, fromType.GetBoxed(source, from));
        }
    }

    /// <summary>A value's way between the outer and the inner graph.</summary>
    private readonly record struct ValueTransfer(PlanValue Outer, Slot Slot, PlanValue Inner, bool IsMapped, NodeInput? Input = null);
}
