namespace Hypergraph.Nodes.Values;

/// <summary>A slot with its type. A reference, so that collections of it need no code of their own, which would be compiled when a program starts.</summary>
/// <param name="Type">The type of its values.</param>
/// <param name="Slot">The slot.</param>
internal sealed record TypedSlot(SlotType Type, Slot Slot);
