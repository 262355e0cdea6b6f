using System.Collections;
using Hypergraph.Nodes.Naming;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Hints;

/// <summary>What a caller probably wants whose value does not fit an input.</summary>
internal static class InputHint
{
    /// <summary>A sentence with a leading space; empty if there is no suggestion.</summary>
    /// <param name="supplied">The value.</param>
    /// <param name="expected">The type that the input accepts.</param>
    /// <param name="name">The input's name.</param>
    public static string For(object? supplied, Type expected, string name)
    {
        if (supplied is null)
        {
            return expected.IsValueType ? string.Empty : $" Where null is a value, declare the parameter as {TypeNames.Of(expected)}?.";
        }

        if (Rounding(supplied, expected) is { } rounding)
        {
            return $" {char.ToUpperInvariant(rounding[0])}{rounding[1..]}.";
        }

        if (IsCollectionOf(supplied, expected))
        {
            return $" To run once for each item, use MapAsync(…, over: \"{name}\"), or nest the graph with .MapOver(\"{name}\").";
        }

        return CollectionItem.TypeOf(expected) is { } item && CollectionItem.Fits(supplied.GetType(), item)
            ? " It is a single item: supply a collection of such items."
            : string.Empty;
    }

    /// <summary>Why a number is not converted to a type that C# would convert it to, or null.</summary>
    public static string? Rounding(object? supplied, Type expected) => supplied is not null && NumericWidening.IsImplicit(supplied.GetType(), expected)
        ? $"{supplied} would be rounded as {TypeNames.Of(expected)}"
        : null;

    /// <summary>Whether the value is a collection that a map over the input could go over. Sequences that are not stored are not read for it.</summary>
    public static bool IsCollectionOf(object? supplied, Type expected)
    {
        if (supplied is not ICollection items || expected == typeof(object))
        {
            return false;
        }

        foreach (object? item in items)
        {
            return item is not null && CollectionItem.Fits(item.GetType(), expected);
        }

        return CollectionItem.TypeOf(supplied.GetType()) is { } type && CollectionItem.Fits(type, expected);
    }
}
