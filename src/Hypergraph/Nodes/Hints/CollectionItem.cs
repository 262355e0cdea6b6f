using System.Collections;
using Hypergraph.Nodes.Values;

namespace Hypergraph.Nodes.Hints;

/// <summary>Distinguishes collections from single values, for messages.</summary>
internal static class CollectionItem
{
    /// <summary>Returns the type of a collection's items; null for a type that is not a collection, such as <see cref="string"/>.</summary>
    public static Type? TypeOf(Type type) =>
        type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableTo(typeof(IEnumerable)) ? item
        : null;

    /// <summary>Whether values of a type can be the items of a map over an input of another type.</summary>
    public static bool Fits(Type item, Type input) => input != typeof(object) && (input.IsAssignableFrom(item) || NumericWidening.IsImplicit(item, input));
}
