using Hypergraph.Nodes.Ports;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>Collects the services that a call needs as arguments, while its slots are resolved.</summary>
internal struct ServiceArguments
{
    private List<ServiceArgument>? _arguments;

    /// <summary>Whether the function has no services.</summary>
    public readonly bool IsEmpty => _arguments is null;

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
    /// <param name="provider">The slot of the provider; null if the function has no services.</param>
    public readonly ResolvedCall Wrap(ResolvedCall call, string node, Slot? provider) =>
        provider is { } slot ? new CallWithServices(call, node, slot, [.. _arguments!]) : call;
}
