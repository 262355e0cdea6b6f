namespace Hypergraph;

/// <summary>The arguments of a call that are converted before it, while its slots are placed.</summary>
internal struct ArgumentConversions
{
    private List<ArgumentConversion>? _conversions;

    /// <summary>Where the function reads an argument: where the value is kept, or a slot of its own for what it is converted to.</summary>
    /// <param name="layout">The layout of the frame.</param>
    /// <param name="kept">Where the value is kept.</param>
    /// <param name="source">The type that it is kept in.</param>
    /// <param name="parameter">The function's parameter.</param>
    public Slot ResolveSlot(FrameLayout layout, in Slot kept, SlotType source, NodeInput parameter)
    {
        if (!source.Converts(parameter.Type) || parameter.Type.IsAssignableFrom(source.Type))
        {
            return kept.For(parameter);
        }

        Slot converted = layout.Add(parameter.SlotType);
        (_conversions ??= []).Add(new ArgumentConversion(kept, converted, source, parameter.SlotType));
        return converted;
    }

    /// <summary>The call with its conversions.</summary>
    public readonly ResolvedCall Wrap(ResolvedCall call) => _conversions is null ? call : new ConvertingCall(call, [.. _conversions]);
}
