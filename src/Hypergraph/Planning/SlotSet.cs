using Hypergraph.Nodes.Values;

namespace Hypergraph.Planning;

/// <summary>Slots with references, which are cleared together.</summary>
internal sealed class SlotSet
{
    // Of the references, the indexes alone: clearing them is what runs do most.
    private readonly int[] _references;
    private readonly TypedSlot[] _others;

    private SlotSet(TypedSlot[] slots)
    {
        TypedSlot[] references = Array.FindAll(slots, s => s.Slot.Column == 0);
        _references = Array.ConvertAll(references, s => s.Slot.Index);
        _others = Array.FindAll(slots, s => s.Slot.Column != 0);
    }

    /// <summary>The set of some slots; null for none.</summary>
    public static SlotSet? Of(IEnumerable<TypedSlot> slots)
    {
        TypedSlot[] all = [.. slots];
        return all.Length == 0 ? null : new SlotSet(all);
    }

    public void Clear(Frame frame)
    {
        object?[] references = frame.References;
        foreach (int index in _references)
        {
            references[index] = null;
        }

        foreach ((SlotType type, Slot slot) in _others)
        {
            type.Clear(frame, slot);
        }
    }

    /// <summary>Copies the contents of the slots from one frame of a plan to another.</summary>
    public void Copy(Frame source, Frame target)
    {
        foreach (int index in _references)
        {
            target.References[index] = source.References[index];
        }

        foreach ((SlotType type, Slot slot) in _others)
        {
            type.Copy(source, slot, target, slot);
        }
    }
}
