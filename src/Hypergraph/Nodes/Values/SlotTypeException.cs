namespace Hypergraph;

/// <summary>An untyped value turned out to be of a type that its reader cannot take.</summary>
internal sealed class SlotTypeException(string message) : InvalidCastException(message);
