namespace Hypergraph;

/// <summary>An argument that is converted before each call.</summary>
/// <param name="From">Where the value is kept.</param>
/// <param name="To">Where the function reads what it is converted to.</param>
/// <param name="Source">The type that it is kept in.</param>
/// <param name="Target">The type that the function takes.</param>
internal readonly record struct ArgumentConversion(Slot From, Slot To, SlotType Source, SlotType Target);
