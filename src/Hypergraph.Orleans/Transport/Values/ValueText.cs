using System.Runtime.CompilerServices;

namespace Hypergraph.Orleans.Transport.Values;

/// <summary>The text of a value that cannot be sent, from its own code, if that is certain to return.</summary>
internal static class ValueText
{
    private static readonly ConditionalWeakTable<Type, object> HaveText = [];

    /// <summary>
    /// Returns the result of <see cref="object.ToString"/>; null if it is only the type name, if it throws, or if it might overflow
    /// the stack, as for a record that contains itself: the process would not survive that.
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
