namespace Hypergraph.Nodes.Values;

/// <summary>An untyped value has a type that its reader does not accept.</summary>
internal sealed class SlotTypeException(string message) : InvalidCastException(message);
