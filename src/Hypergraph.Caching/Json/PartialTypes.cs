using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Hypergraph.Caching;

/// <summary>
/// Types whose public members do not tell the whole value, such as the capacity and the length of a
/// <see cref="System.Text.StringBuilder"/>. A class of .NET counts only if JSON could set all the members that it shows; of types of
/// other assemblies the public members are the value.
/// </summary>
internal static class PartialTypes
{
    /// <summary>Whether the type, or a class of .NET that it derives from, is such a type. One with a converter is none.</summary>
    public static bool Includes(JsonTypeInfo type) =>
        type.Kind == JsonTypeInfoKind.Object && (HidesContent(type.Type) || (!IsRebuilt(type.Type) && type.Properties.Any(IsReadOnlyMemberOfNet)));

    /// <summary>Streams of any assembly, and the structs of .NET that hide what they hold.</summary>
    private static bool HidesContent(Type type) =>
        type.IsAssignableTo(typeof(Stream)) || type == typeof(BigInteger) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ReadOnlySequence<>));

    /// <summary>Tuples take what they show in their constructors; the other structs of .NET show what they hold.</summary>
    private static bool IsRebuilt(Type type) => type.IsValueType || type.IsAssignableTo(typeof(ITuple));

    private static bool IsReadOnlyMemberOfNet(JsonPropertyInfo property) =>
        property is { Get: not null, Set: null } && property.DeclaringType.Assembly.GetName().Name is { } name
        && (name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "mscorlib" or "netstandard");
}
