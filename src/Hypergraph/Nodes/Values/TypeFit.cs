namespace Hypergraph;

/// <summary>
/// Whether values of one type are values of another. The runtime says so of an <c>int[]</c> and <c>uint[]</c> too, or of an array of an
/// enumeration and one of its numbers; C# does not, as the items would be read as others.
/// </summary>
internal static class TypeFit
{
    /// <summary>Whether every value of a type can be assigned to a variable of another.</summary>
    public static bool IsAssignable(Type to, Type from) => to.IsAssignableFrom(from) && !(from.IsArray && ReadsOtherItems(to, from));

    /// <summary>Whether the type is one that the runtime lets an array of other numbers pass for.</summary>
    public static bool MayReadOtherItems(Type type) => ItemOf(type) is { } item && (item.IsValueType || MayReadOtherItems(item));

    /// <summary>Whether an array that the runtime lets pass for a type has items of another type, which would be read as its own.</summary>
    public static bool ReadsOtherItems(Type type, Type array) =>
        ItemOf(type) is { } expected && array.GetElementType() is { } item && expected != item
        && (item.IsValueType ? expected.IsValueType : item.IsArray && ReadsOtherItems(expected, item));

    /// <summary>The type of the items of an array, or of an interface that arrays have.</summary>
    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsInterface && type.IsConstructedGenericType && type.GenericTypeArguments is [var item] ? item
        : null;
}
