namespace Hypergraph.Nodes.Values;

/// <summary>
/// Determines whether values of one type are values of another. The runtime treats an <c>int[]</c> as a <c>uint[]</c>, and an array of
/// an enumeration as one of its underlying type; C# does not, because items would be read as other values.
/// </summary>
internal static class TypeFit
{
    /// <summary>Whether every value of a type can be assigned to a variable of another type.</summary>
    public static bool IsAssignable(Type to, Type from) => to.IsAssignableFrom(from) && !(from.IsArray && ReadsOtherItems(to, from));

    /// <summary>Whether the runtime may accept an array of other numbers as the type.</summary>
    public static bool MayReadOtherItems(Type type) => ItemOf(type) is { } item && (item.IsValueType || MayReadOtherItems(item));

    /// <summary>Whether an array that the runtime accepts as a type has items of another type, which would be reinterpreted.</summary>
    public static bool ReadsOtherItems(Type type, Type array) =>
        ItemOf(type) is { } expected && array.GetElementType() is { } item && expected != item
        && (item.IsValueType ? expected.IsValueType : item.IsArray && ReadsOtherItems(expected, item));

    /// <summary>Returns the type of the items of an array, or of an interface that arrays implement.</summary>
    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsInterface && type.IsConstructedGenericType && type.GenericTypeArguments is [var item] ? item
        : null;
}
