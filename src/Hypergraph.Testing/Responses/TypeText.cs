using Hypergraph.Nodes.Naming;

namespace Hypergraph.Testing.Responses;

/// <summary>Types and values of them in messages, as the core writes types (<see cref="TypeNames"/>).</summary>
internal static class TypeText
{
    /// <summary>Whether a variable of a type can have a value.</summary>
    public static bool Accepts(Type type, object? value) =>
        value is null ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null : type.IsInstanceOfType(value);

    /// <summary>Returns the type of a value, or <c>null</c>.</summary>
    public static string OfValue(object? value) => value is null ? "null" : TypeNames.Of(value.GetType());
}
