namespace Hypergraph;

/// <summary>What a graph knows of one name: who gives it, who takes it, and what type its slot has.</summary>
/// <param name="structure">The graph's structure.</param>
/// <param name="id">The value, by its place among the structure's values.</param>
internal readonly struct GraphValue(GraphStructure structure, int id)
{
    /// <summary>Its place among the structure's values.</summary>
    public int Id => id;

    public string Name => Inputs.Count > 0 ? Inputs[0].Name : Outputs[0].Name;

    /// <summary>The outputs of that name of nodes that can run.</summary>
    public ArraySegment<NodeOutput> Outputs => structure.Outputs.Of(id);

    /// <summary>The inputs of that name of nodes that can run.</summary>
    public ArraySegment<NodeInput> Inputs => structure.Inputs.Of(id);

    /// <summary>Whether a node that can run gives or takes it.</summary>
    public bool IsActive => Inputs.Count + Outputs.Count > 0;

    /// <summary>Whether its values may be of any type, so that typed readers have to check.</summary>
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

    /// <summary>Whether all who give and take it name the same type.</summary>
    public bool HasUniformType
    {
        get
        {
            SlotType? given = ProducedType();
            return (given is not null || Outputs.Count == 0) && IsConsumedAs(given ?? Inputs[0].SlotType);
        }
    }

    /// <summary>Whether the value, null included, can be given for this name: everyone who takes it can take it.</summary>
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

    /// <summary>Whether any value of the type can be given for this name: everyone who takes it takes all of them.</summary>
    public bool AcceptsAll(Type type) => Inputs.All(i => i.IsUntyped || TypeFit.IsAssignable(i.Type, type));

    /// <summary>The one type of all who give and take it, or <see cref="object"/> when they differ.</summary>
    public SlotType ChooseSlotType()
    {
        SlotType? given = ProducedType();
        SlotType first = given ?? (Outputs.Count > 0 ? SlotType<object>.Instance : Inputs[0].SlotType);
        if (IsConsumedAs(first))
        {
            return first;
        }

        // One type for all who give it: readers of other reference types see the same reference.
        return given is { IsValueType: false } && Inputs.All(i => !i.SlotType.IsValueType) ? given : SlotType<object>.Instance;
    }

    /// <summary>The most special type among those who take it, for messages and for callers.</summary>
    public SlotType InputType()
    {
        SlotType[] typed = [.. Inputs.Where(i => !i.IsUntyped).Select(i => i.SlotType).Distinct()];
        return Array.Find(typed, t => typed.All(other => TypeFit.IsAssignable(other.Type, t.Type)))
            ?? (typed.Length > 0 ? typed[0] : SlotType<object>.Instance);
    }

    /// <summary>The type of what is given for this name, whatever type its slot has; <see cref="object"/> when producers differ.</summary>
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

    /// <summary>The one type of all who give it; null if they differ, or nobody does.</summary>
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
