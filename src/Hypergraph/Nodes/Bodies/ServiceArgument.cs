using Hypergraph.Nodes.Ports;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>A service that is an argument of a call.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Service">The service.</param>
/// <param name="Type">The type of the slot.</param>
/// <param name="Slot">Where the function reads it.</param>
internal sealed record ServiceArgument(string Name, ServiceParameter Service, SlotType Type, Slot Slot);
