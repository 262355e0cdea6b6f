using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;
using Hypergraph.Planning;
using Hypergraph.Runs.Maps;

namespace Hypergraph.Runs.State;

/// <summary>The run of a nested graph: how it starts with the values of the run around it, and what that run receives from it.</summary>
internal static class NestedRun
{
    /// <summary>Creates a state of the inner graph with the values that are not mapped.</summary>
    /// <exception cref="InvalidInputException">The inner graph cannot accept an untyped value.</exception>
    public static RunState CreateState(NestedGraph nested, RunState outer, Step step)
    {
        var inner = new RunState(nested.Plan, outer.Call, new RunLocation(outer, step));
        foreach (NestedGraph.ValueTransfer passage in nested.Inputs)
        {
            if (!passage.IsMapped && outer.Has(passage.Outer))
            {
                SupplyInput(nested, outer, passage, inner);
            }
        }

        if (!nested.Plan.HasStaticSchedule)
        {
            SupplyBoundValues(inner);
        }

        if (nested.Plan.HasInterrupts && !nested.Node.IsMapped)
        {
            SupplyAnswers(nested, outer, inner);
        }

        return inner;
    }

    /// <summary>The items of a mapped node.</summary>
    /// <exception cref="InvalidInputException">A value is no collection, or the lengths differ.</exception>
    public static MapItems CreateItems(NestedGraph nested, RunState outer)
    {
        MapSource[] sources = [.. nested.Mapped.Select(p => MapSource.Of(
            nested.Node.Graph, p.Inner, p.Outer.Name, p.Outer.SlotType.GetBoxed(outer.Frame, p.Slot)))];
        return new MapItems(nested.Node.Graph, sources, nested.Node.MapMode) { Label = nested.Label };
    }

    /// <summary>Copies the outputs of the inner run. The outputs of a branch that did not run are missing.</summary>
    public static void ApplyOutputs(NestedGraph nested, RunState inner, RunState outer, Step step)
    {
        for (int i = 0; i < nested.Outputs.Length; i++)
        {
            NestedGraph.ValueTransfer passage = nested.Outputs[i];
            bool isThere = inner.Has(passage.Inner);
            if (isThere && IsOutputUsed(nested, inner, i))
            {
                Copy(inner.Frame, passage.Inner.SlotType, passage.Inner.Slot, outer.Frame, passage.Outer.SlotType, passage.Slot);
            }

            outer.Scheduler?.RecordOutput(step, i, isThere);
        }
    }

    /// <summary>Copies the outputs that the inner run produced before it was stopped. A stopped map produces none.</summary>
    public static void ApplyPartialOutputs(NestedGraph nested, RunState? inner, RunState outer, Step step)
    {
        for (int i = 0; i < nested.Outputs.Length; i++)
        {
            NestedGraph.ValueTransfer passage = nested.Outputs[i];
            bool isThere = inner?.Has(passage.Inner) == true;
            if (isThere && IsOutputUsed(nested, inner!, i))
            {
                Copy(inner!.Frame, passage.Inner.SlotType, passage.Inner.Slot, outer.Frame, passage.Outer.SlotType, passage.Slot);
            }

            outer.RecordPartialOutput(step, i, isThere);
        }
    }

    /// <summary>Copies the arrays that a map collected.</summary>
    public static void ApplyArrays(NestedGraph nested, MapCollector collector, RunState outer)
    {
        for (int i = 0; i < nested.Outputs.Length; i++)
        {
            nested.Outputs[i].Outer.SlotType.SetBoxed(outer.Frame, nested.Outputs[i].Slot, collector.ArrayAt(i));
        }
    }

    /// <summary>Supplies the answers of the outer call to the interrupts of the inner graph.</summary>
    private static void SupplyAnswers(NestedGraph nested, RunState outer, RunState inner)
    {
        foreach (NestedGraph.ValueTransfer passage in nested.Outputs)
        {
            if (passage.Inner.IsAnswer && outer.IsSupplied(passage.Outer))
            {
                SupplyInput(nested, outer, passage with { Slot = passage.Outer.Slot }, inner);
            }
        }
    }

    /// <summary>Supplies the values that are bound in the inner graph and not passed from outside.</summary>
    private static void SupplyBoundValues(RunState inner)
    {
        foreach (PlanValue value in inner.Plan.Inputs)
        {
            if (value.Input!.IsBound && !inner.Has(value))
            {
                inner.Supply(value);
            }
        }
    }

    private static bool IsOutputUsed(NestedGraph nested, RunState inner, int output) => nested.UnusedOutputs is null || inner.Span is not null || !nested.UnusedOutputs[output];

    private static void SupplyInput(NestedGraph nested, RunState outer, NestedGraph.ValueTransfer passage, RunState inner)
    {
        if (passage.Input is { ForbidsNull: true } && passage.Slot.Column == 0 && outer.Frame.References[passage.Slot.Index] is null)
        {
            throw new InvalidOperationException($"{outer.Plan.Graph.Subject}: {NullMessage.Of(outer.Plan.Graph, nested.Node, passage.Input)}");
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
                $"{nested.Plan.Graph.Subject}: input '{passage.Inner.Name}' accepts {passage.Inner.Input!.SlotType}, but {TypeNames.OfValue(value)} was supplied.",
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
}
