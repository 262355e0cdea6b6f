using Hypergraph.Nodes.Values;

namespace Hypergraph.Graphs.Structure;

/// <summary>A named value of a graph: its producers, its consumers, and the type of its slot.</summary>
/// <param name="structure">The graph's structure.</param>
/// <param name="id">The id of the value in the structure.</param>
internal sealed class GraphValue(GraphStructure structure, int id)
{
    /// <summary>The id of the value in the structure.</summary>
    public int Id => id;

    public string Name => Inputs.Count > 0 ? Inputs[0].Name : Outputs[0].Name;

    /// <summary>The outputs of active nodes with this name.</summary>
    public ArraySegment<NodeOutput> Outputs => structure.Outputs.Of(id);

    /// <summary>The inputs of active nodes with this name.</summary>
    public ArraySegment<NodeInput> Inputs => structure.Inputs.Of(id);

    /// <summary>Whether an active node produces or reads it.</summary>
    public bool IsActive => Inputs.Count + Outputs.Count > 0;

    /// <summary>Whether its values may have any type, so that typed readers must check.</summary>
    public bool IsUntyped
    {
        get
        {
            foreach (NodeOutput output in Outputs)
            {
                if (output.IsUntyped)
                {
                    return true;
                }
            }

            return Outputs.Count == 0 && Inputs.All(i => i.IsUntyped);
        }
    }

    /// <summary>Whether all producers and consumers declare the same type.</summary>
    public bool HasUniformType
    {
        get
        {
            SlotType? produced = ProducedType();
            return (produced is not null || Outputs.Count == 0) && IsConsumedAs(produced ?? Inputs[0].SlotType);
        }
    }

    /// <summary>Whether all consumers accept the value, null included.</summary>
    public bool Accepts(object? value)
    {
        foreach (NodeInput input in Inputs)
        {
            if (!input.Accepts(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether all consumers accept every value of the type.</summary>
    public bool AcceptsAll(Type type) => Inputs.All(i => i.IsUntyped || TypeFit.IsAssignable(i.Type, type));

    /// <summary>Returns the common type of all producers and consumers, or <see cref="object"/> if they differ.</summary>
    public SlotType ChooseSlotType()
    {
        SlotType? produced = ProducedType();
        SlotType first = produced ?? (Outputs.Count > 0 ? SlotType<object>.Instance : Inputs[0].SlotType);
        if (IsConsumedAs(first))
        {
            return first;
        }

        // All producers have one type: consumers with other reference types read the same reference.
        return produced is { IsValueType: false } && Inputs.All(i => !i.SlotType.IsValueType) ? produced : SlotType<object>.Instance;
    }

    /// <summary>Returns the most specific type of the consumers, for messages and for callers.</summary>
    public SlotType InputType()
    {
        if (Inputs is [var only])
        {
            return only.IsUntyped ? SlotType<object>.Instance : only.SlotType;
        }

        SlotType[] typed = [.. Inputs.Where(i => !i.IsUntyped).Select(i => i.SlotType).Distinct()];
        return Array.Find(typed, t => typed.All(other => TypeFit.IsAssignable(other.Type, t.Type)))
            ?? (typed.Length > 0 ? typed[0] : SlotType<object>.Instance);
    }

    /// <summary>Returns the type of the producers, independent of the type of the slot; <see cref="object"/> if they differ.</summary>
    public SlotType OutputType() => ProducedType() ?? SlotType<object>.Instance;

    private bool IsConsumedAs(SlotType type)
    {
        foreach (NodeInput input in Inputs)
        {
            if (!input.SlotType.IsSameAs(type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the common type of all producers; null if they differ, or if there are none.</summary>
    private SlotType? ProducedType()
    {
        SlotType? type = Outputs.Count > 0 ? Outputs[0].SlotType : null;
        foreach (NodeOutput output in Outputs)
        {
            type = output.SlotType.IsSameAs(type) ? type : null;
        }

        return type;
    }
}
