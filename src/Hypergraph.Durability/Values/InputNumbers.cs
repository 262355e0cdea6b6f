using System.Diagnostics.CodeAnalysis;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Durability.Values;

/// <summary>Converts numbers, and arrays of numbers, that a call supplies to the declared type of the input, as runs do.</summary>
internal static class InputNumbers
{
    /// <summary>Returns a value as the declared type if it is a number or an array of numbers that runs convert; otherwise the value itself.</summary>
    public static object? Widen(object? value, Type declared) =>
        value is Array { Rank: 1 } items && !declared.IsInstanceOfType(items) && declared is { IsInterface: true, IsGenericType: true } && declared.GetGenericArguments() is [var item]
            ? WidenItems(items, item)
            : NumericWidening.Widen(value, declared);

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The items are numbers.")]
    private static Array WidenItems(Array items, Type item)
    {
        if (items.GetType().GetElementType() is not { } from || !NumericWidening.IsImplicit(from, item))
        {
            return items;
        }

        var widened = Array.CreateInstance(item, items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            object? number = NumericWidening.Widen(items.GetValue(i), item);
            if (number is not null && !item.IsInstanceOfType(number))
            {
                // The declared type would round it.
                return items;
            }

            widened.SetValue(number, i);
        }

        return widened;
    }
}
