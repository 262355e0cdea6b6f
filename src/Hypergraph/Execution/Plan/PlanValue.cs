namespace Hypergraph;

/// <summary>A named value of a plan and its slot.</summary>
internal sealed class PlanValue(int id, GraphValue source, Slot slot, GraphInput? input, bool isAnswer)
{
    /// <summary>Its place among the plan's values.</summary>
    public int Id => id;

    public string Name => source.Name;

    public Slot Slot => slot;

    /// <summary>The type of its slot.</summary>
    public SlotType SlotType => source.SlotType;

    /// <summary>The type of what is produced for it; its slot may have to be more general.</summary>
    public SlotType OutputType { get; } = source.Outputs.Length > 0 ? source.OutputType() : source.SlotType;

    /// <summary>The same name as those see it that edges tie to some of its producers only.</summary>
    public PlanValue[] Copies { get; private set; } = [];

    /// <summary>The steps that read it, in a plan that is not direct.</summary>
    public ValueReader[] Readers { get; set; } = [];

    /// <summary>What a call may give for it, or null if it may give nothing.</summary>
    public GraphInput? Input => input;

    /// <summary>A value of the same name, kept apart.</summary>
    public PlanValue MakeCopy(int copyId, Slot copySlot)
    {
        var copy = new PlanValue(copyId, source, copySlot, input, isAnswer);
        Copies = [.. Copies, copy];
        return copy;
    }

    /// <summary>Whether it is the answer of an interrupt, which a call may give and need not.</summary>
    public bool IsAnswer => isAnswer;

    /// <summary>Whether everyone who takes it can take the value.</summary>
    public bool Accepts(object? value) => source.Accepts(value) && SlotType.Accepts(value);

    /// <summary>Whether everyone who takes it can take any value of the type.</summary>
    public bool AcceptsAll(Type type) => source.AcceptsAll(type) && SlotType.Type.IsAssignableFrom(type);
}
