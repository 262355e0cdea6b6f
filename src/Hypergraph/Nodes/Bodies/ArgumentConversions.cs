using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Bodies;

/// <summary>Collects the arguments of a call that must be converted before it, while its slots are resolved.</summary>
internal struct ArgumentConversions
{
    private List<ArgumentConversion>? _conversions;

    /// <summary>Returns the slot that the function reads for an argument: the slot of the value, or a new slot for the converted value.</summary>
    /// <param name="layout">The layout of the frame.</param>
    /// <param name="stored">The slot of the value.</param>
    /// <param name="source">The type of the value in its slot.</param>
    /// <param name="parameter">The function's parameter.</param>
    public Slot ResolveSlot(FrameLayout layout, in Slot stored, SlotType source, NodeInput parameter)
    {
        if (!source.Converts(parameter.Type) || parameter.Type.IsAssignableFrom(source.Type))
        {
            return stored.For(parameter.ForbidsNull);
        }

        Slot converted = layout.Add(parameter.SlotType);
        (_conversions ??= []).Add(new ArgumentConversion(stored, converted, source, parameter.SlotType));
        return converted;
    }

    /// <summary>Returns the call with its conversions.</summary>
    public readonly ResolvedCall Wrap(ResolvedCall call) => _conversions is null ? call : new ConvertingCall(call, [.. _conversions]);
}
