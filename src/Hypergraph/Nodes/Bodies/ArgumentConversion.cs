using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>An argument that is converted before each call.</summary>
/// <param name="From">The slot of the value.</param>
/// <param name="To">The slot of the converted value, which the function reads.</param>
/// <param name="Source">The type of the value in its slot.</param>
/// <param name="Target">The type of the parameter.</param>
internal readonly record struct ArgumentConversion(Slot From, Slot To, SlotType Source, SlotType Target);
