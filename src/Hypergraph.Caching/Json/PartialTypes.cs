using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Caching.Json;

/// <summary>
/// Types whose public members are not the whole value, such as the capacity and the length of a
/// <see cref="System.Text.StringBuilder"/>. A class of .NET is accepted only if JSON can set all its public members; for types of
/// other assemblies the public members are the value.
/// </summary>
internal static class PartialTypes
{
    /// <summary>Whether the type, or a class of .NET that it derives from, is such a type. A type with a converter is not.</summary>
    public static bool Includes(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Object && (HidesContent(type.Type) || (!IsRebuilt(type.Type) && type.Properties.Any(IsReadOnlyMemberOfNet)));

    /// <summary>Streams of any assembly, and the structs of .NET with private state.</summary>
    private static bool HidesContent(Type type) =>
        type.IsAssignableTo(typeof(Stream)) || type == typeof(BigInteger) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ReadOnlySequence<>));

    /// <summary>Tuples receive their members in their constructors; the other structs of .NET have only public state.</summary>
    private static bool IsRebuilt(Type type) => type.IsValueType || type.IsAssignableTo(typeof(ITuple));

    private static bool IsReadOnlyMemberOfNet(JsonPropertyInfo property) =>
        property is { Get: not null, Set: null } && property.DeclaringType.Assembly.GetName().Name is { } name
        && (name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "mscorlib" or "netstandard");
}
