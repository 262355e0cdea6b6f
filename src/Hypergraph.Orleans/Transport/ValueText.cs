using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans;

/// <summary>The text of a value that cannot travel, from its own code, where that is sure to return.</summary>
internal static class ValueText
{
    private static readonly ConditionalWeakTable<Type, object> HaveText = [];

    /// <summary>
    /// What <see cref="object.ToString"/> of a value returns; null where it says no more than the type, fails, or might overflow
    /// the stack, as that of a record that contains itself does, which no code survives.
    /// </summary>
    public static string? Of(object? value)
    {
        try
        {
            return value is not null && HasText(value.GetType()) && ObjectDepth.IsBounded(value)
                ? WireText.Of(value.ToString(), WireBatches.MaxTextLength)
                : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static bool HasText(Type type) => (bool)HaveText.GetValue(
        type, static t => t.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType));
}
