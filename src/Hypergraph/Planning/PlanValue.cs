using Hypergraph.Graphs.Structure;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning;

/// <summary>A named value of a plan and its slot.</summary>
internal sealed class PlanValue(int id, GraphValue source, SlotType slotType, Slot slot)
{
    private readonly Slot _slot = slot;

    /// <summary>Its place among the plan's values.</summary>
    public int Id => id;

    public string Name { get; } = source.Name;

    public ref readonly Slot Slot => ref _slot;

    /// <summary>The type of its slot.</summary>
    public SlotType SlotType => slotType;

    /// <summary>The type of what is produced for it; its slot may have to be more general.</summary>
    public SlotType OutputType => source.Outputs.Count > 0 ? source.OutputType() : slotType;

    /// <summary>The same name as those see it that edges tie to some of its producers only.</summary>
    public PlanValue[] Copies { get; private set; } = [];

    /// <summary>The steps that read it, in a plan without a static schedule.</summary>
    public ValueReader[] Readers { get; set; } = [];

    /// <summary>The input through which a call may supply it; null if it may not.</summary>
    public GraphInput? Input { get; set; }

    /// <summary>A separate value of the same name.</summary>
    public PlanValue MakeCopy(int copyId, Slot copySlot)
    {
        var copy = new PlanValue(copyId, source, slotType, copySlot) { Input = Input, IsAnswer = IsAnswer };
        Copies = [.. Copies, copy];
        return copy;
    }

    /// <summary>Whether it is the answer of an interrupt, which a call may supply but need not.</summary>
    public bool IsAnswer { get; set; }

    /// <summary>Whether all consumers accept the value.</summary>
    public bool Accepts(object? value) => source.Accepts(value) && slotType.Accepts(value);

    /// <summary>The value as a number of the type that is read, if C# would convert it to that; otherwise the value itself.</summary>
    public object? Widen(object? value) => (Input?.SlotType ?? source.InputType()).Widen(value);

    /// <summary>Whether all consumers accept every value of the type.</summary>
    public bool AcceptsAll(Type type) => source.AcceptsAll(type) && TypeFit.IsAssignable(slotType.Type, type);

    /// <summary>A default of a consumer, if one has a default.</summary>
    public NodeInput? Default()
    {
        foreach (NodeInput input in source.Inputs)
        {
            if (input.HasDefault)
            {
                return input;
            }
        }

        return null;
    }
}
