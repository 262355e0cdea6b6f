using Hypergraph.Nodes.Ports;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>Collects the services that a call needs as arguments, while its slots are resolved.</summary>
internal struct ServiceArguments
{
    private List<ServiceArgument>? _arguments;

    /// <summary>The arguments; none if the function has no services.</summary>
    public readonly IReadOnlyList<ServiceArgument> All => _arguments ?? (IReadOnlyList<ServiceArgument>)[];

    /// <summary>Returns the slot in which the function reads a service.</summary>
    public Slot ResolveSlot(FrameLayout layout, NodeInput parameter)
    {
        Slot slot = layout.Add(parameter.SlotType);
        (_arguments ??= []).Add(new ServiceArgument(parameter.Name, parameter.Service!, parameter.SlotType, slot));
        return slot;
    }

    /// <summary>Returns the call with its services.</summary>
    /// <param name="call">The call.</param>
    /// <param name="node">The name of the node, for messages.</param>
    /// <param name="provider">The slot of the provider.</param>
    public readonly ResolvedCall Wrap(ResolvedCall call, string node, Slot? provider) =>
        _arguments is null ? call : new CallWithServices(call, node, provider!.Value, [.. _arguments]);
}

/// <summary>A service that is an argument of a call.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Service">The service.</param>
/// <param name="Type">The type of the slot.</param>
/// <param name="Slot">Where the function reads it.</param>
internal readonly record struct ServiceArgument(string Name, ServiceParameter Service, SlotType Type, Slot Slot);
