using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Hypergraph.Durability.Values;

/// <summary>Finds out whether values of a type are read back as they were written, as far as the type shows it: its items and members included.</summary>
/// <param name="options">The options of the serializer.</param>
internal sealed class TypeCheck(JsonSerializerOptions options)
{
    private static readonly Type[] WithoutMeaning = [typeof(Delegate), typeof(Stream), typeof(Type)];

    private static readonly Type[] Incomplete =
        [typeof(BigInteger), typeof(Complex), typeof(ConsoleKeyInfo), typeof(Exception), typeof(FileSystemInfo), typeof(IPAddress), typeof(Regex), typeof(StringBuilder)];

    private static readonly Type[] Reversed = [typeof(Stack), typeof(Stack<>), typeof(ConcurrentStack<>), typeof(ConcurrentBag<>), typeof(IImmutableStack<>)];

    private readonly HashSet<Type> _seen = [];

    /// <summary>Why values of a type cannot be stored; null if nothing prevents it.</summary>
    public string? FindProblem(Type type) => Find(type, isMember: false) is not { } found ? null
        : found.Type == type ? found.Problem
        : $"values of type {found.Type} in it cannot be stored: {found.Problem}";

    /// <summary>Whether a type is a sequence, but no collection: such a value may be readable only once.</summary>
    public static bool IsSequence(Type type) => typeof(IEnumerable).IsAssignableFrom(type) && !typeof(ICollection).IsAssignableFrom(type) && type != typeof(string)
        && !Implements(type, typeof(ICollection<>)) && !Implements(type, typeof(IReadOnlyCollection<>));

    /// <summary>Finds a problem of a type, or of a type in it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isMember">Whether the type is that of a member, which may be null in all values: then only what would be lost without an error is a problem.</param>
    private (Type Type, string Problem)? Find(Type type, bool isMember)
    {
        if (!_seen.Add(type))
        {
            return null;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Find(underlying, isMember);
        }

        if (IsOption(type))
        {
            return Find(type.GetGenericArguments()[0], isMember);
        }

        try
        {
            string? problem = Array.Exists(WithoutMeaning, t => t.IsAssignableFrom(type)) || type == typeof(nint) || type == typeof(nuint) || type.IsPointer || type.IsByRefLike
                ? "it has no meaning in another process"
                : null;
            return problem is null ? Find(options.GetTypeInfo(type), isMember) : isMember ? null : (type, problem);
        }
        catch (Exception exception) when (isMember || exception is NotSupportedException or InvalidOperationException)
        {
            return isMember ? null : (type, exception.Message);
        }
    }

    private (Type Type, string Problem)? Find(JsonTypeInfo info, bool isMember)
    {
        if (info.Kind == JsonTypeInfoKind.None)
        {
            return null;
        }

        bool isObject = info.Kind == JsonTypeInfoKind.Object;
        string? unreadable = isObject ? UnreadableObject(info) : UnreadableCollection(info.Type);
        string? changed = isObject ? unreadable is null || IsIncomplete(info.Type) ? ChangedObject(info) : null : ChangedCollection(info.Type);
        if (changed is not null)
        {
            return (info.Type, changed);
        }

        if (unreadable is not null)
        {
            return isMember ? null : (info.Type, unreadable);
        }

        return FindWithin(info, isMember);
    }

    private (Type Type, string Problem)? FindWithin(JsonTypeInfo info, bool isMember)
    {
        if (info.ElementType is { } element)
        {
            return Find(element, isMember);
        }

        foreach (JsonDerivedType derived in info.PolymorphismOptions?.DerivedTypes ?? [])
        {
            if (Find(derived.DerivedType, isMember) is { } found)
            {
                return found;
            }
        }

        foreach (JsonPropertyInfo property in info.Properties)
        {
            if (property.Get is not null && property.CustomConverter is null && IsRead(property, info) && Find(property.PropertyType, isMember: true) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Why no value of an object type can be read.</summary>
    private static string? UnreadableObject(JsonTypeInfo info)
    {
        if (info.CreateObject is not null || (info.PolymorphismOptions is not null && info.Type.IsAbstract))
        {
            return null;
        }

        if (info.Type.IsInterface || info.Type.IsAbstract)
        {
            return "it is abstract, so that its values could not be read back";
        }

        if (info.ConstructorAttributeProvider is not MethodBase constructor)
        {
            return info.Properties.Any(property => property.AssociatedParameter is not null) ? null : "it has no constructor that System.Text.Json can use";
        }

        ParameterInfo? unbound = constructor.GetParameters().FirstOrDefault(parameter => !info.Properties.Any(property => property.AssociatedParameter?.Position == parameter.Position));
        return unbound is null ? null : $"the parameter '{unbound.Name}' of its constructor has no property of the same name and type";
    }

    private static string? UnreadableCollection(Type type) =>
        Implements(type, typeof(IAsyncEnumerable<>)) || (type is { IsInterface: false, IsAbstract: false } && IsSequence(type)) ? "it is a sequence, which may be read only once: use a list or an array" : null;

    /// <summary>Why the values of an object type are read as other values.</summary>
    private string? ChangedObject(JsonTypeInfo info)
    {
        if (IsIncomplete(info.Type))
        {
            return "System.Text.Json does not write all that it has";
        }

        if (info.Type.IsAbstract || info.Properties.Any(property => IsRead(property, info)) || !HasFields(info.Type, BindingFlags.Public | BindingFlags.NonPublic))
        {
            return null;
        }

        return info.Properties.Any(property => property.Get is not null) ? "System.Text.Json can set none of its properties"
            : !options.IncludeFields && HasFields(info.Type, BindingFlags.Public) ? "System.Text.Json does not write its fields: set IncludeFields of the options"
            : "it has no properties that System.Text.Json writes";
    }

    private static string? ChangedCollection(Type type) => Array.Exists(Reversed, t => t.IsGenericTypeDefinition ? Implements(type, t) : t.IsAssignableFrom(type)) ? "its items are read in another order" : null;

    private static bool IsIncomplete(Type type) => Array.Exists(Incomplete, t => t.IsAssignableFrom(type));

    private bool IsRead(JsonPropertyInfo property, JsonTypeInfo info) => property.Set is not null || property.AssociatedParameter is not null || property.IsExtensionData
        || (property.ObjectCreationHandling ?? info.PreferredPropertyObjectCreationHandling ?? options.PreferredObjectCreationHandling) == JsonObjectCreationHandling.Populate;

    // The converters of F# have the kind of what they contain.
    private static bool IsOption(Type type) => type.IsGenericType && type.GetGenericTypeDefinition().FullName is "Microsoft.FSharp.Core.FSharpOption`1" or "Microsoft.FSharp.Core.FSharpValueOption`1";

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Where the fields are trimmed, the type is accepted.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where the fields are trimmed, the type is accepted.")]
    private static bool HasFields(Type type, BindingFlags access)
    {
        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.GetFields(access | BindingFlags.Instance | BindingFlags.DeclaredOnly).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A type that the program enumerates or serializes keeps its interfaces of collections.")]
    private static bool Implements(Type type, Type definition)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == definition)
            {
                return true;
            }
        }

        return definition.IsInterface && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);
    }
}
